// Whole seconds of a film that were seen, told as spans [[from, to], …].
export class Seconds {
  all = new Set();

  constructor(...seen) {
    for (const [from, to] of seen.flat()) this.add(from, to);
  }

  add(from, to) {
    for (let at = from; at < to; at++) this.all.add(at);
  }

  clear() {
    this.all.clear();
  }

  // How many of them belong to a cut: a second belongs where its middle lies.
  within(cut) {
    return [...this.all].filter((at) => cut.onward(at + 0.5) === null).length;
  }

  get spans() {
    const spans = [];
    for (const at of [...this.all].sort((one, other) => one - other)) {
      if (spans.at(-1)?.[1] === at) spans.at(-1)[1] = at + 1;
      else spans.push([at, at + 1]);
    }
    return spans;
  }
}
