// Counts the distinct seconds of a film, or of the timer, that were really played, and reports them with the place:
// every ten seconds, when it pauses, and when the page is left.

import { Cut } from "./cut.js";
import { doneForms } from "./done-forms.js";
import { askEffort } from "./effort.js";
import { Elsewhere } from "./elsewhere.js";
import "./report-lines.js";
import { Reports } from "./reports.js";

const BEAT_MS = 10_000;
const LEAP_S = 3; // a larger step between two ticks is a seek, not playing
const END_S = 0.5; // so near to the end one begins anew the next time
const DONE_SHARE = 0.9; // the server decides; where it cannot be asked, this tells what it will say

export class WatchedSeconds {
  // `media`: a <video>, or what behaves like one. `start`: { position, watched } as the server knows them. `cut`: what
  // of it is danced, `kept` its chapters as addresses tell them. `place()` is where it stands, also while a <video> is
  // loaded anew and says 0. `onDone(address)` is called once a viewing.
  constructor(media, { url, csrf, duration, start, onDone, place = null, runner = "", cut = null, kept = "", how = "film" }) {
    Object.assign(this, { media, url, onDone, kept, how, place: place ?? (() => media.currentTime) });
    this.cut = cut ?? new Cut([[0, duration]]);
    this.seen = new Uint8Array(Math.ceil(duration) + 1);
    this.last = null;
    this.told = Date.now();
    if (!url) return; // a visitor's watching is not kept
    this.reports = new Reports({ runner, csrf });
    this.reports.answers[url] = (answer) => this.take(answer);
    this.begin(start);
    this.listen();
    this.reports.flush();
    doneForms(this.reports);
    this.elsewhere = new Elsewhere(this);
  }

  // What was watched before this page lay, as far as we know, just before where it stopped.
  begin({ position, watched }) {
    const waiting = this.reports.waiting(this.url)?.fields;
    if (waiting?.kept === this.kept) ({ position_s: position, watched_s: watched } = waiting);
    const end = this.cut.toCut(Number(position));
    for (let at = Math.max(0, end - Number(watched)); at < Math.floor(end); at++) this.seen[Math.floor(this.cut.toFilm(at))] = 1;
  }

  listen() {
    const { media } = this;
    media.addEventListener("timeupdate", () => this.tick());
    for (const name of ["seeking", "play"]) media.addEventListener(name, () => { this.last = null; });
    for (const name of ["pause", "ended"]) media.addEventListener(name, () => { this.tick(); this.send(); });
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.leave(); });
    setInterval(() => { if (!media.paused) this.send(); }, BEAT_MS);
  }

  // A second belongs to the cut its middle lies in.
  get count() {
    return this.seen.reduce((sum, second, at) => sum + (second && this.cut.onward(at + 0.5) === null), 0);
  }

  get over() {
    return this.media.ended || this.cut.duration - this.cut.toCut(this.place()) < END_S;
  }

  get fields() {
    return {
      position_s: this.over ? 0 : Number(this.place().toFixed(1)),
      watched_s: this.count,
      kept: this.kept,
      how: this.how,
    };
  }

  tick() {
    const now = this.media.currentTime;
    if (this.media.seeking || this.media.readyState === 0) return;
    if (this.last !== null && now > this.last && now - this.last < LEAP_S) {
      this.seen.fill(1, Math.floor(this.last), Math.floor(now));
      this.changed = true;
    }
    this.last = now;
  }

  async send() {
    if (!this.changed) return;
    this.changed = false;
    this.told = Date.now();
    const answer = await this.reports.send(this.url, this.fields);
    if (answer) this.take(answer);
    else if (this.count >= DONE_SHARE * this.cut.duration) dispatchEvent(new CustomEvent("reports:done-later"));
  }

  leave() {
    if (!this.changed) return;
    this.changed = false;
    this.told = Date.now();
    this.reports.leave(this.url, this.fields);
  }

  take({ done, next }) {
    if (!done) return;
    this.seen.fill(0);
    const collection = new URLSearchParams(location.search).get("in"); // the one came from is named first there
    this.onDone(collection ? `${next}?in=${encodeURIComponent(collection)}` : next);
    askEffort(next);
  }
}
