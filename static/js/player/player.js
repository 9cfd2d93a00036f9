// What all parts of the player share: the film, where it stands, and how its time is told.
//
// Seconds are the film's wherever nothing else is said; `cut` turns them into those of a shorter cut and back.
// Events on the root: player:tick (each frame that plays, and each change of place), player:time (some four times a
// second), player:playing (began or stopped), player:chapter, player:ended (the film's end, or the cut's).

import { Cut } from "../cut.js";
import { Choices } from "./choices.js";

const BEFORE_END_S = 0.1; // a film that is sought to its very end is over

export class Player {
  wanted = null; // where to begin, as long as the film's beginning is not loaded
  keys = new Map(); // a key as the browser names it, letters small -> what it does

  constructor(root) {
    this.root = root;
    this.video = root.querySelector("video");
    this.frame = this.video.parentElement;
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    this.duration = Number(root.dataset.duration);
    this.spans = JSON.parse(root.dataset.spans || "null");
    this.cut = new Cut(this.spans ?? [[0, this.duration]]);
    this.choices = new Choices(root);
    this.video.controls = false;
    this.parts.bar.hidden = false;
    this.listen();
  }

  get now() {
    return this.wanted ?? this.video.currentTime;
  }

  get playing() {
    return !this.video.paused && !this.video.ended;
  }

  listen() {
    const { video } = this;
    for (const name of ["play", "pause", "ended"]) video.addEventListener(name, () => this.tell("playing", this.playing));
    for (const name of ["timeupdate", "seeked"]) video.addEventListener(name, () => this.showTime());
    video.addEventListener("play", () => this.run());
    video.addEventListener("ended", () => this.tell("ended"));
    video.addEventListener("loadedmetadata", () => this.begin());
    video.addEventListener("durationchange", () => this.measure());
  }

  on(name, act) {
    this.root.addEventListener(`player:${name}`, ({ detail }) => act(detail));
  }

  tell(name, detail = null) {
    this.root.dispatchEvent(new CustomEvent(`player:${name}`, { detail }));
  }

  // To readers, once.
  say(words) {
    if (this.parts.said.textContent !== words) this.parts.said.textContent = words;
  }

  showTime() {
    this.tell("time");
    this.tell("tick");
  }

  // Some three times between two frames of the film: loops, cuts and counts are not to come late.
  run() {
    cancelAnimationFrame(this.frameAsked);
    if (!this.playing) return;
    this.tell("tick");
    this.frameAsked = requestAnimationFrame(() => this.run());
  }

  measure() {
    if (!Number.isFinite(this.video.duration)) return;
    this.duration = this.video.duration;
    if (!this.spans) this.cut = new Cut([[0, this.duration]]);
    this.tell("measured");
  }

  begin() {
    const { wanted } = this;
    this.wanted = null;
    if (wanted !== null) this.seek(wanted);
  }

  play() {
    return this.video.play().catch(() => this.tell("playing", false));
  }

  toggle() {
    if (this.playing) this.video.pause();
    else this.play();
  }

  // To a second of the film; one that is left out of the cut leads to what follows it.
  seek(seconds) {
    const last = Math.min(this.duration, this.cut.spans.at(-1)[1]) - BEFORE_END_S;
    const at = Math.min(Math.max(0, this.cut.onward(seconds) ?? seconds), last);
    if (this.video.readyState) this.video.currentTime = at;
    else this.wanted = at;
    this.showTime();
  }

  // By so many seconds of what is played.
  step(seconds) {
    this.seek(this.cut.toFilm(Math.max(0, this.cut.toCut(this.now) + seconds)));
  }
}
