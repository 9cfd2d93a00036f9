// Small pictures over the bar of a player: what is danced at the second under the pointer, its time and its chapter.

const CUE = /([\d:.]+) --> ([\d:.]+)\s+(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g;

const seconds = (stamp) => stamp.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

export class Thumbnails {
  // `bar`: the range; `place`: where the picture is shown, with data-storyboard; `at(share)`: { seconds, words }.
  constructor(bar, place, at) {
    Object.assign(this, { bar, place, at, words: place.firstElementChild });
    bar.addEventListener("pointermove", (event) => this.show(event));
    for (const name of ["pointerleave", "pointercancel"]) bar.addEventListener(name, () => this.hide());
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

  hide() {
    this.over = null;
    this.place.hidden = true;
  }

  async show({ offsetX }) {
    const share = Math.min(1, Math.max(0, offsetX / this.bar.clientWidth));
    this.over = offsetX;
    const all = await this.load();
    if (this.over !== offsetX) return; // the pointer has moved on, or away
    const { seconds: at, words } = this.at(share);
    this.words.textContent = words;
    this.picture(all.find(({ from, to }) => from <= at && at < to));
    this.place.hidden = false;
    const wide = this.place.offsetWidth;
    this.place.style.insetInlineStart = `clamp(0px, ${share * this.bar.clientWidth - wide / 2}px, ${this.bar.clientWidth - wide}px)`;
  }

  // A film without a storyboard tells time and chapter alone.
  picture(cue) {
    const [x, y, wide, high] = cue?.box ?? [0, 0, 0, 0];
    Object.assign(this.place.style, cue
      ? { backgroundImage: `url("${cue.sheet}")`, backgroundPosition: `-${x}px -${y}px`, width: `${wide}px`, height: `${high}px` }
      : { backgroundImage: "none", width: "auto", height: "auto" });
  }
}
