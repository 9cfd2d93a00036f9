// <section data-self-check="stance|raises">: counts in, beats or times, chimes; what it finds is put into the form, the
// left side first. All of it comes with the page, so it goes on without a network; results are typed by hand without it.

import { Metronome } from "./metronome.js";
import { WakeLock } from "./player/wake-lock.js";

const KINDS = {
  stance: { countIn: 5, most: 45, tick: 0.1 },
  raises: { countIn: 4, most: 200, tick: 0.1, raise: 2 }, // seconds: up on one beat, down on the next
};
const HIGH = 880, LOW = 587, COUNT_IN = 440;
const SOON_S = 0.15; // what is scheduled for this very moment comes late

class SelfCheck {
  playing = false; // read by the wake lock

  constructor(root) {
    this.root = root;
    this.kind = KINDS[root.dataset.selfCheck];
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    this.sides = [...root.querySelectorAll("[data-side]")];
    this.metronome = new Metronome((name, detail) => this.tell(name, detail));
    for (const side of this.sides) side.addEventListener("click", () => this.choose(side));
    this.parts.go.addEventListener("click", () => (this.playing ? this.stop() : this.start()));
    this.said = this.parts.said.dataset;
    this.say(this.said.first);
    new WakeLock(this);
    root.hidden = false;
  }

  on(name, act) {
    this.root.addEventListener(`self-check:${name}`, ({ detail }) => act(detail));
  }

  tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(`self-check:${name}`, { detail }));
  }

  get side() {
    return this.sides.find((side) => side.getAttribute("aria-pressed") === "true");
  }

  choose(chosen) {
    if (this.playing) return;
    for (const side of this.sides) side.setAttribute("aria-pressed", String(side === chosen));
    this.parts.face.textContent = "0";
  }

  async start() {
    this.play(true);
    this.say(this.said.ready.replace("{side}", this.side.dataset.name));
    await this.metronome.wake();
    if (!this.playing) return; // stopped meanwhile
    const from = this.metronome.now + SOON_S;
    this.begins = from + this.kind.countIn;
    this.metronome.beat(from, (n) => this.pitch(n));
    this.metronome.chime("begin", this.begins);
    if (!this.kind.raise) this.metronome.chime("end", this.begins + this.kind.most);
    this.looking = setInterval(() => this.show(), this.kind.tick * 1000);
    this.show();
  }

  pitch(n) {
    const { countIn, raise, most } = this.kind;
    if (n < countIn) return COUNT_IN;
    if (!raise || n >= countIn + most) return 0;
    return (n - countIn) % raise ? LOW : HIGH;
  }

  play(on) {
    this.playing = on;
    this.begins = Infinity;
    this.root.toggleAttribute("data-going", on);
    const { word, beat } = this.parts;
    word.textContent = on ? word.dataset.ready : word.dataset.start;
    beat.textContent = "";
    this.tell("playing", on);
  }

  get elapsed() {
    return Math.min(this.metronome.now - this.begins, this.kind.most);
  }

  show() {
    const { face, word, beat } = this.parts;
    if (this.elapsed < 0) {
      face.textContent = String(Math.min(this.kind.countIn, Math.ceil(-this.elapsed)));
      return;
    }
    if (word.textContent !== word.dataset.stop) {
      word.textContent = word.dataset.stop;
      this.say(this.said.go);
    }
    face.textContent = String(this.kind.raise ? this.found : Math.floor(this.elapsed));
    if (this.kind.raise) beat.textContent = Math.floor(this.elapsed) % this.kind.raise ? beat.dataset.down : beat.dataset.up;
    if (this.elapsed >= this.kind.most) this.stop();
  }

  // Seconds to a tenth, or whole raises.
  get found() {
    return this.kind.raise ? Math.floor(this.elapsed / this.kind.raise) : Math.floor(this.elapsed * 10) / 10;
  }

  stop() {
    clearInterval(this.looking);
    const found = this.begins < Infinity && this.elapsed >= 0 ? this.found : null;
    const ended = found !== null && this.elapsed >= this.kind.most;
    if (!ended) this.metronome.hush();
    if (found !== null && (!ended || this.kind.raise)) this.metronome.chime("end");
    this.play(false);
    if (found === null) this.say(this.said.off);
    else this.keep(found);
  }

  // Of a stance the best try counts, of raises the last: tired calves do not improve.
  keep(found) {
    const { side } = this, field = document.getElementById(`id_${side.dataset.side}`);
    const kept = this.kind.raise || field.value === "" ? found : Math.max(found, Number(field.value));
    field.value = kept;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    side.querySelector("[data-kept]").textContent = String(kept);
    const words = this.kind.raise ? this.said.raises : this.said.stance;
    const name = side.dataset.name[0].toUpperCase() + side.dataset.name.slice(1);
    const next = this.sides.find((other) => !other.querySelector("[data-kept]").textContent);
    const then = next ? (next.dataset.side === "left" ? this.said.nowLeft : this.said.nowRight) : this.said.both;
    this.parts.face.textContent = String(found);
    this.say(`${words.replace("{side}", name).replace("{n}", found)} ${then}`);
    this.parts.save.hidden = false; // one side alone may be kept
    if (next) for (const each of this.sides) each.setAttribute("aria-pressed", String(each === next));
  }

  say(words) {
    this.parts.said.textContent = words;
  }
}

for (const root of document.querySelectorAll("[data-self-check]")) {
  const check = new SelfCheck(root);
  document.querySelector("[data-self-check-form] form").addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault(); // a result that a page of the browser's own would swallow
    check.say(check.said.offline);
    check.parts.said.scrollIntoView({ block: "center" });
  });
}
