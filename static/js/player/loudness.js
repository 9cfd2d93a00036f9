// How loud the film is: what the runner chose, lower while a cue is spoken, fading out before a jump.

const STEP = 0.1;

export class Loudness {
  chosen = 1;
  duck = 1;
  fade = 1;

  constructor(player) {
    this.player = player;
    const { video, parts, choices, keys } = player;
    choices.follow("sound", (on) => { video.muted = !on; });
    parts.volume.addEventListener("input", () => this.set({ chosen: Number(parts.volume.value) }));
    keys.set("s", () => choices.toggle("sound"));
    keys.set("ArrowUp", () => this.step(STEP));
    keys.set("ArrowDown", () => this.step(-STEP));
  }

  step(by) {
    this.set({ chosen: Math.min(1, Math.max(0, Math.round((this.chosen + by) * 10) / 10)) });
    this.player.parts.volume.value = this.chosen;
  }

  set(some) {
    Object.assign(this, some);
    this.player.video.volume = this.chosen * this.duck * this.fade;
  }
}
