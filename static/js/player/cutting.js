// Playing jumps over what a shorter cut leaves out, and stops where the cut ends.

const EARLY_S = 0.02; // half a frame: the first picture that is left out is not shown
const FADE_S = 0.12; // the sound is gone when the jump comes, so that it does not click

export class Cutting {
  constructor(player) {
    this.player = player;
    if (!player.spans) return;
    player.on("tick", () => this.look());
    player.on("playing", (playing) => { if (playing) this.again(); });
    player.video.addEventListener("seeked", () => player.loudness.set({ fade: 1 }));
  }

  get end() {
    return this.player.cut.spans.at(-1)[1];
  }

  look() {
    const { cut, now, playing, video, loudness, duration } = this.player;
    if (!playing || video.seeking) return;
    const ends = cut.spans.find(([start, end]) => start <= now && now < end)?.[1];
    if (ends < duration) loudness.set({ fade: Math.min(1, Math.max(0, ends - now - EARLY_S) / FADE_S) });
    const onward = cut.onward(now + EARLY_S);
    if (onward === null) return;
    if (onward < this.end) video.currentTime = onward;
    else if (this.end < duration - EARLY_S) this.finish(); // else the film's own end comes
  }

  finish() {
    const { player } = this;
    player.video.pause();
    player.loudness.set({ fade: 1 });
    this.over = true;
    player.tell("ended");
  }

  // Play at the end of the cut begins it anew, as it does at the end of a film.
  again() {
    if (this.over && this.player.now >= this.end - 0.2) this.player.seek(this.player.cut.spans[0][0]);
    this.over = false;
  }
}
