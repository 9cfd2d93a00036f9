// Whether the network carries the film: told as player:stalls when it waits once for long, or again and again. The
// browsers' own HLS holds on to a height the network has not carried for a minute; an MP4 has no other by itself.

const LONG_MS = 4000;
const SHORT_MS = 500; // a wait nobody minds once
const OFTEN = 3;
const WITHIN_MS = 60_000;

export class Stalls {
  since = null; // when this wait began
  ends = []; // of the waits that were minded lately

  constructor(player) {
    this.player = player;
    const { video } = player;
    video.addEventListener("waiting", () => this.begin());
    for (const name of ["playing", "pause", "ended"]) video.addEventListener(name, () => this.end());
    video.addEventListener("emptied", () => this.drop());
  }

  begin() {
    if (this.since !== null) return;
    this.since = performance.now();
    this.timer = setTimeout(() => this.tell(), LONG_MS);
  }

  end() {
    const { since } = this;
    this.stop();
    if (since === null) return;
    const now = performance.now();
    if (now - since < SHORT_MS) return;
    this.ends = [...this.ends, now].filter((end) => now - end < WITHIN_MS);
    if (this.ends.length >= OFTEN) this.tell();
  }

  stop() {
    clearTimeout(this.timer);
    this.since = null;
  }

  // Another address of the film begins anew.
  drop() {
    this.stop();
    this.ends = [];
  }

  tell() {
    this.drop();
    this.player.tell("stalls");
  }
}
