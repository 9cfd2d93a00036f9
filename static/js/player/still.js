// Whether the film's time stands still though nobody stopped it, told as player:still. A film that lost its network
// midway may freeze with all the browser's signs of health: it fires no `waiting`, and its readyState stays high.

const LOOK_MS = 500;
const STILL = 4; // looks in a row: a device that slept took none

export class Still {
  looks = 0;
  still = false;
  at = null;

  constructor(player) {
    this.player = player;
    setInterval(() => this.look(), LOOK_MS);
    for (const name of ["pause", "ended"]) player.video.addEventListener(name, () => this.tell(false));
  }

  look() {
    const { video, playing } = this.player;
    const stands = playing && !video.seeking && !document.hidden && video.currentTime === this.at;
    this.at = video.currentTime;
    this.looks = stands ? this.looks + 1 : 0;
    if (this.looks >= STILL) this.tell(true);
    else if (!stands && playing) this.tell(false);
  }

  tell(still) {
    if (!still) this.looks = 0;
    if (still === this.still) return;
    this.still = still;
    this.player.tell("still", still);
  }
}
