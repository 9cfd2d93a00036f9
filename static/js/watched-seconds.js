// Counts the distinct seconds of a film that were really played, and tells the server now and then.

const BEAT_MS = 15_000;
const LEAP_S = 3; // a larger step between two ticks is a seek, not playing

export class WatchedSeconds {
  // `start`: { position, watched } as the server knows them; `onDone(address)` is called once a viewing.
  constructor(media, { url, csrf, duration, start, onDone }) {
    Object.assign(this, { media, url, csrf, onDone });
    this.seen = new Uint8Array(Math.ceil(duration) + 1);
    this.last = null;
    // What was watched before this page lay, as far as we know, just before where it stopped.
    this.seen.fill(1, Math.max(0, Math.floor(start.position - start.watched)), Math.floor(start.position));
    media.addEventListener("timeupdate", () => this.tick());
    for (const name of ["seeking", "play"]) media.addEventListener(name, () => { this.last = null; });
    for (const name of ["pause", "ended"]) media.addEventListener(name, () => { this.tick(); this.send(); });
    addEventListener("pagehide", () => this.send({ leaving: true }));
    setInterval(() => { if (!media.paused) this.send(); }, BEAT_MS);
  }

  get count() {
    return this.seen.reduce((sum, second) => sum + second, 0);
  }

  tick() {
    const now = this.media.currentTime;
    if (this.media.seeking) return;
    if (this.last !== null && now > this.last && now - this.last < LEAP_S) {
      this.seen.fill(1, Math.floor(this.last), Math.floor(now));
      this.changed = true;
    }
    this.last = now;
  }

  async send({ leaving = false } = {}) {
    if (!this.changed || !this.url) return; // a visitor's watching is not kept
    this.changed = false;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.csrf);
    body.set("position_s", this.media.ended ? 0 : this.media.currentTime.toFixed(1));
    body.set("watched_s", this.count);
    if (leaving) {
      navigator.sendBeacon(this.url, body);
      return;
    }
    try {
      const answer = await fetch(this.url, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { done, next } = await answer.json();
      if (done) {
        this.seen.fill(0);
        this.onDone(next);
      }
    } catch {
      this.changed = true; // offline for a moment: the next beat carries it
    }
  }
}
