// Small pictures over the bar of a player: what is danced at the second under the pointer.

const CUE = /([\d:.]+) --> ([\d:.]+)\s+(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g;

const seconds = (stamp) => stamp.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

export class Thumbnails {
  // `bar`: the range; `place`: where the picture is shown, with data-storyboard; `duration()` in seconds.
  constructor(bar, place, duration) {
    Object.assign(this, { bar, place, duration });
    bar.addEventListener("pointermove", (event) => this.show(event));
    bar.addEventListener("pointerleave", () => { place.hidden = true; });
  }

  // Loaded when it is first wanted.
  load() {
    const address = new URL(this.place.dataset.storyboard, location.href);
    this.loaded ??= fetch(address)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .catch(() => "")
      .then((text) => [...text.matchAll(CUE)].map(([, from, to, name, ...box]) => (
        { from: seconds(from), to: seconds(to), sheet: new URL(name, address).href, box: box.map(Number) }
      )));
    return this.loaded;
  }

  async show({ offsetX }) {
    const share = Math.min(1, Math.max(0, offsetX / this.bar.clientWidth));
    const at = share * this.duration();
    const cue = (await this.load()).find(({ from, to }) => from <= at && at < to);
    this.place.hidden = !cue;
    if (!cue) return;
    const [x, y, wide, high] = cue.box;
    Object.assign(this.place.style, {
      backgroundImage: `url("${cue.sheet}")`, backgroundPosition: `-${x}px -${y}px`, width: `${wide}px`, height: `${high}px`,
      insetInlineStart: `clamp(0px, ${share * this.bar.clientWidth - wide / 2}px, ${this.bar.clientWidth - wide}px)`,
    });
  }
}
