// How loud the film is: what the runner chose, lower while a cue is spoken, fading out before a jump.

const STEP = 0.1;
const KEY = "player-volume";

export class Loudness {
  chosen = 1;
  duck = 1;
  fade = 1;

  constructor(player) {
    this.player = player;
    const { video, parts, choices, keys } = player;
    choices.follow("sound", (on) => { video.muted = !on; });
    this.choose(remembered());
    parts.volume.addEventListener("input", () => this.louder(Number(parts.volume.value)));
    keys.set("s", () => choices.toggle("sound"));
    keys.set("ArrowUp", () => this.step(STEP));
    keys.set("ArrowDown", () => this.step(-STEP));
  }

  step(by) {
    this.louder(Math.min(1, Math.max(0, Math.round((this.chosen + by) * 10) / 10)));
  }

  // By hand: who makes it louder wants to hear it.
  louder(volume) {
    if (volume > this.chosen) this.player.choices.set("sound", true);
    this.choose(volume);
    remember(volume);
  }

  choose(volume) {
    this.set({ chosen: volume });
    this.player.parts.volume.value = volume;
  }

  set(some) {
    Object.assign(this, some);
    this.player.video.volume = this.chosen * this.duck * this.fade;
  }
}

// It belongs to the device and its loudspeaker, not to the runner.
function remembered() {
  try {
    const volume = Number(localStorage.getItem(KEY) ?? 1);
    return volume >= 0 && volume <= 1 ? volume : 1;
  } catch {
    return 1;
  }
}

function remember(volume) {
  try {
    localStorage.setItem(KEY, volume);
  } catch {
    // A private window: it lasts as long as the page.
  }
}
