// A film of which some chapters are left out: its own time line over the film's seconds.
// `spans`: [[start, end], …] of the film that are played, in order; the whole film is one span.

export class Cut {
  constructor(spans) {
    this.spans = spans;
  }

  get duration() {
    return this.spans.reduce((sum, [start, end]) => sum + end - start, 0);
  }

  get whole() {
    return this.spans.length === 1 && this.spans[0][0] === 0;
  }

  // Seconds of the film -> seconds of the cut. What is left out counts as the moment it is left out at.
  toCut(film) {
    return this.spans.reduce((sum, [start, end]) => sum + Math.min(Math.max(0, film - start), end - start), 0);
  }

  // Seconds of the cut -> seconds of the film. A border belongs to the span that begins there.
  toFilm(seconds) {
    let left = Math.max(0, seconds);
    for (const [start, end] of this.spans) {
      if (left < end - start) return start + left;
      left -= end - start;
    }
    return this.spans.at(-1)[1];
  }

  // Where playing goes on if this second is left out: the next span's start, the very end after the last; else null.
  onward(film) {
    if (this.spans.some(([start, end]) => start <= film && film < end)) return null;
    const next = this.spans.find(([start]) => start > film);
    return next ? next[0] : this.spans.at(-1)[1];
  }
}
