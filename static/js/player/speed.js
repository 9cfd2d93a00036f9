// Half as fast to one and a half times. What asks for strength or for jumps plays no faster than it was made,
// whoever asks: a choice made for other classes, a key, or the browser's own menu.

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];

export class Speed {
  constructor(player) {
    this.player = player;
    this.top = Number(player.root.dataset.topSpeed);
    player.choices.follow("speed", (speed) => this.set(speed));
    player.video.addEventListener("ratechange", () => this.hold());
    player.keys.set("<", () => this.step(-1));
    player.keys.set(">", () => this.step(1));
  }

  set(speed) {
    const { video } = this.player;
    video.defaultPlaybackRate = video.playbackRate = Math.min(speed, this.top); // the default is what loading again begins with
    this.hold();
  }

  step(by) {
    const speed = SPEEDS[SPEEDS.indexOf(this.player.video.playbackRate) + by];
    if (speed && speed <= this.top) this.player.choices.set("speed", speed);
  }

  hold() {
    const { video, parts } = this.player;
    if (video.playbackRate > this.top) video.playbackRate = this.top;
    parts.speed.value = String(video.playbackRate);
  }
}
