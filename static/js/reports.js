// What player and timer report to the server: at once, and where there is no network as soon as there is one again,
// be it on the next visit. Each report knows when it was true and is sent with its age, so that late ones do no harm.

import { Seconds } from "./seconds.js";

const KEPT = 40; // reports that wait at most; of one time danced the beats wait as one
const OLDEST_MS = 14 * 24 * 3600 * 1000; // the server takes nothing for older
const PATIENCE_MS = 10_000;

export class Reports {
  answers = {}; // address -> what to do with an answer, and the report it answers
  offline = false;
  signedOut = false; // when last a report was kept back
  kept = null; // what waits where the browser stores nothing: as long as the page lasts

  // `runner`: whose reports they are; nobody else's are sent from this browser.
  constructor({ runner, csrf }) {
    Object.assign(this, { csrf, key: `reports:${runner}` });
    addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), PATIENCE_MS);
  }

  // The last report to an address that is not sent yet.
  waiting(url) {
    return this.read().findLast((report) => report.url === url);
  }

  // -> the server's answer, or null while the report waits for the network. `full`: with it the class counts.
  async send(url, fields, { full = false } = {}) {
    const report = { url, fields, at: Date.now(), full };
    try {
      const answer = await this.post(report);
      if (this.read().length) this.flush();
      else this.say(false);
      return answer;
    } catch (error) {
      this.keep(report);
      this.signedOut = Boolean(error.signedOut);
      this.say(true);
      return null;
    }
  }

  // When the page is left nobody waits for an answer.
  leave(url, fields) {
    const report = { url, fields, at: Date.now(), full: false };
    if (this.offline || !navigator.onLine || !navigator.sendBeacon(url, this.body(report))) this.keep(report);
  }

  body({ fields, at }) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("csrfmiddlewaretoken", this.csrf);
    body.set("age_ms", Math.max(0, Date.now() - at));
    return body;
  }

  // Throws where it should be tried again. What the server refuses is refused for good.
  async post(report) {
    const options = { method: "POST", body: this.body(report), headers: { Accept: "application/json" }, redirect: "manual" };
    const answer = await fetch(report.url, options);
    if (answer.ok) return answer.json();
    if (answer.status === 400 || answer.status === 404) return { done: false, next: "", refused: true };
    const signedOut = answer.type === "opaqueredirect"; // led to the door; else the server rests
    throw Object.assign(new Error(String(answer.status)), { answered: true, signedOut });
  }

  // One that is not taken today holds up no other; without a network none is asked about.
  async flush() {
    if (this.flushing || !this.read().length) return;
    this.flushing = true;
    let left = false;
    try {
      for (const report of this.read()) left = !(await this.deliver(report)) || left;
    } catch {
      left = true;
    } finally {
      this.flushing = false;
    }
    this.say(left);
  }

  async deliver(report) {
    try {
      const answer = await this.post(report);
      this.drop(report);
      this.answers[report.url]?.(answer, report);
      return true;
    } catch (error) {
      if (!error.answered) throw error;
      return false;
    }
  }

  say(offline) {
    if (offline === this.offline) return;
    this.offline = offline;
    dispatchEvent(new CustomEvent("reports:network", { detail: !offline }));
  }

  // A beat goes on with the one that waits for the same class and cut, until with that one the class counts.
  keep(report) {
    const all = this.read().filter(({ at }) => report.at - at < OLDEST_MS);
    const before = all.findLast(({ url }) => url === report.url);
    if (before && !before.full && before.fields.seen && before.fields.kept === report.fields.kept) {
      const seen = new Seconds(JSON.parse(before.fields.seen), JSON.parse(report.fields.seen));
      report.fields = { ...report.fields, seen: JSON.stringify(seen.spans) };
      all.splice(all.indexOf(before), 1);
    }
    this.write([...all, report].slice(-KEPT));
  }

  drop(report) {
    this.write(this.read().filter(({ url, at }) => url !== report.url || at !== report.at));
  }

  read() {
    if (this.kept) return this.kept;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  write(reports) {
    try {
      if (reports.length) localStorage.setItem(this.key, JSON.stringify(reports));
      else localStorage.removeItem(this.key);
      this.kept = null;
    } catch {
      this.kept = reports; // full, or forbidden
    }
  }
}
