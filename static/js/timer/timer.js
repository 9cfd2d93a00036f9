// The clock of a class danced without its film, and what all parts of the timer share. It has the manners of the film
// player (see player/player.js: root, parts, keys, cut, now, playing, on, tell, seek), so that some parts serve both,
// and those of a <video> as far as counting what was danced needs them.
//
// Seconds are the class's; `cut` leaves out what a shorter class leaves out.

import { Cut } from "../cut.js";
import { Choices } from "../player/choices.js";

const TICK_MS = 100;
const ASLEEP_MS = 10_000; // so long without a tick: the device slept, and nobody danced
const TIMES_EACH = 3; // of the ticks every third is told as a change of time

export class Timer extends EventTarget {
  seconds = 0; // of the class, when the clock last began or stopped
  since = null; // of the page's clock, in ms; null while it stands
  seeking = false;
  keys = new Map();
  ticks = 0;

  constructor(root, class_) {
    super();
    Object.assign(this, { root, chaptersTold: class_.chapters, cues: class_.cues, duration: class_.duration_s });
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    this.frame = this.parts.stage;
    this.spans = JSON.parse(root.dataset.spans || "null");
    this.cut = new Cut(this.spans ?? [[0, this.duration]]);
    this.choices = new Choices(root);
    this.seconds = this.cut.spans[0][0];
  }

  get end() {
    return this.cut.spans.at(-1)[1];
  }

  // Where the class stands. What is left out is jumped over: the clock runs in the seconds of the cut.
  get now() {
    if (this.since === null) return this.seconds;
    const run = (performance.now() - this.since) / 1000;
    return this.cut.toFilm(this.cut.toCut(this.seconds) + run);
  }

  get playing() {
    return this.since !== null;
  }

  get paused() {
    return !this.playing;
  }

  get ended() {
    return !this.playing && this.now >= this.end;
  }

  get currentTime() {
    return this.now;
  }

  set currentTime(seconds) {
    this.seek(seconds);
  }

  on(name, act) {
    this.root.addEventListener(`player:${name}`, ({ detail }) => act(detail));
  }

  tell(name, detail = null) {
    this.root.dispatchEvent(new CustomEvent(`player:${name}`, { detail }));
  }

  say(words) {
    if (this.parts.said.textContent !== words) this.parts.said.textContent = words;
  }

  play() {
    if (this.playing) return;
    if (this.seconds >= this.end) this.seconds = this.cut.spans[0][0];
    this.since = this.ticked = performance.now();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    this.changed("play");
  }

  pause() {
    if (!this.playing) return;
    this.seconds = this.now;
    this.since = null;
    clearInterval(this.ticking);
    this.changed("pause");
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  seek(seconds) {
    const at = Math.max(this.cut.spans[0][0], this.cut.onward(seconds) ?? seconds);
    this.dispatchEvent(new Event("seeking"));
    this.seconds = Math.min(at, this.end);
    if (this.playing) this.since = this.ticked = performance.now();
    this.show();
  }

  step(seconds) {
    this.seek(this.cut.toFilm(Math.max(0, this.cut.toCut(this.now) + seconds)));
  }

  tick() {
    const now = performance.now();
    if (now - this.ticked > ASLEEP_MS) {
      this.seconds = this.cut.toFilm(this.cut.toCut(this.seconds) + (this.ticked - this.since) / 1000);
      this.since = now;
      this.pause();
      this.tell("slept");
      return;
    }
    this.ticked = now;
    if (this.now >= this.end) {
      this.finish();
      return;
    }
    this.tell("tick");
    if (this.ticks++ % TIMES_EACH === 0) this.show();
  }

  finish() {
    this.dispatchEvent(new Event("timeupdate"));
    this.seconds = this.end;
    this.since = null;
    clearInterval(this.ticking);
    this.changed("ended");
    this.tell("ended");
  }

  show() {
    this.dispatchEvent(new Event("timeupdate"));
    this.tell("tick");
    this.tell("time");
  }

  changed(name) {
    this.dispatchEvent(new Event(name));
    this.tell("playing", this.playing);
    this.show();
  }
}
