// Counts the distinct seconds of a film, or of the timer, that were really played, and reports them with the place:
// every ten seconds, when it pauses, and when the page is left. The server keeps them; each second is told once, so that
// a page that slept while another device finished the class does not tell again what counted there.

import { Cut } from "./cut.js";
import { doneForms } from "./done-forms.js";
import { askEffort } from "./effort.js";
import { Elsewhere } from "./elsewhere.js";
import "./report-lines.js";
import { Reports } from "./reports.js";
import { Seconds } from "./seconds.js";

const BEAT_MS = 10_000;
const LEAP_S = 3; // a larger step between two ticks is a seek, not playing
const END_S = 0.5; // so near to the end one begins anew the next time
const DONE_SHARE = 0.9; // the server decides; where it cannot be asked, this tells what it will say

export class WatchedSeconds {
  counted = false; // it counts: what is left of it until one goes back is no part of another time
  fresh = new Seconds(); // seen, and not told yet
  last = null;
  told = Date.now();

  // `media`: a <video>, or what behaves like one. `seen`: the spans of seconds the server knows of. `cut`: what of it
  // is danced, `kept` its chapters as addresses tell them. `place()` is where it stands, also while a <video> is loaded
  // anew and says 0. `onDone(address)` is called once a viewing.
  constructor(media, { url, csrf, duration, seen, onDone, place = null, runner = "", cut = null, kept = "", how = "film" }) {
    Object.assign(this, { media, url, onDone, kept, how, place: place ?? (() => media.currentTime) });
    this.cut = cut ?? new Cut([[0, duration]]);
    if (!url) return; // a visitor's watching is not kept
    this.reports = new Reports({ runner, csrf });
    this.reports.answers[url] = (answer, report) => this.take(answer, report);
    const waiting = this.reports.waiting(url);
    const more = waiting?.fields.kept === kept ? JSON.parse(waiting.fields.seen) : [];
    this.seen = waiting?.full ? new Seconds() : new Seconds(seen, more); // what is full will count: another time begins
    this.listen();
    this.reports.flush();
    doneForms(this.reports, (answer) => this.take(answer));
    this.elsewhere = new Elsewhere(this);
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

  get count() {
    return this.seen.within(this.cut);
  }

  get over() {
    return this.media.ended || this.cut.duration - this.cut.toCut(this.place()) < END_S;
  }

  get fields() {
    return {
      position_s: this.over ? 0 : Number(this.place().toFixed(1)),
      seen: JSON.stringify(this.fresh.spans),
      kept: this.kept,
      how: this.how,
    };
  }

  tick() {
    const now = this.media.currentTime;
    if (this.media.seeking || this.media.readyState === 0) return;
    if (this.counted && now < this.counted.at) this.counted = false; // gone back: another time begins
    if (!this.counted && this.last !== null && now > this.last && now - this.last < LEAP_S) {
      for (const seconds of [this.seen, this.fresh]) seconds.add(Math.floor(this.last), Math.floor(now));
      this.changed = true;
    }
    if (this.counted) this.counted.at = now;
    this.last = now;
  }

  // What is told and waits for the network is told too: it is not told again.
  async send() {
    if (!this.changed) return;
    const { fields } = this;
    this.settle();
    const full = this.count >= DONE_SHARE * this.cut.duration;
    const answer = await this.reports.send(this.url, fields, { full });
    if (answer) this.take(answer);
    else if (full) this.wait();
  }

  leave() {
    if (!this.changed) return;
    const { fields } = this;
    this.settle();
    this.reports.leave(this.url, fields);
  }

  settle() {
    this.changed = false;
    this.told = Date.now();
    this.fresh.clear();
  }

  // It will count once there is a network.
  wait() {
    this.begin();
    dispatchEvent(new CustomEvent("reports:done-later", { detail: this.reports }));
  }

  // What was seen so far has counted, here or on another device.
  begin({ elsewhere = false } = {}) {
    this.seen.clear();
    this.fresh.clear();
    if (!elsewhere) this.counted = { at: this.media.currentTime };
  }

  // `report`: the one that had waited, if this answers one.
  take({ done, next }, report = null) {
    if (!done) return;
    if (!report?.full) this.begin(); // else what was danced since is another time
    const collection = new URLSearchParams(location.search).get("in"); // the one came from is named first there
    this.onDone(collection && !next.includes("?") ? `${next}?in=${encodeURIComponent(collection)}` : next);
    askEffort(next.split("?")[0]);
    dispatchEvent(new CustomEvent("reports:done"));
  }
}
