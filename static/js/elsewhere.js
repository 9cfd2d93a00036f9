// While this page was away another device may have played on. When the page is seen again, and stands, it asks, and
// offers to go there: [data-part=elsewhere] is a quiet line, not a jump.

import { clock } from "./clock-face.js";

const APART_S = 10;

export class Elsewhere {
  constructor(watched) {
    this.watched = watched;
    this.line = document.querySelector("[data-part=elsewhere]");
    if (!this.line) return;
    this.url = this.line.dataset.url;
    this.line.querySelector("button").addEventListener("click", () => this.go());
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.look(); });
    for (const name of ["play", "seeking"]) watched.media.addEventListener(name, () => { this.line.hidden = true; });
  }

  async look() {
    const { watched } = this;
    if (document.visibilityState !== "visible" || !watched.media.paused) return;
    const asked = Date.now();
    const place = await this.ask().catch(() => null); // no network, or signed out meanwhile
    // Done there since: what was seen here before has counted.
    if (place && place.done_age_s !== null && place.done_age_s * 1000 < asked - watched.told) watched.begin({ elsewhere: true });
    if (!place || place.age_s === null || place.age_s * 1000 > asked - watched.told || !watched.media.paused) return;
    if (Math.abs(place.position_s - watched.media.currentTime) < APART_S) return;
    this.place = place;
    this.line.querySelector("[data-part=elsewhereAt]").textContent = clock(watched.cut.toCut(place.position_s));
    this.line.hidden = false;
  }

  async ask() {
    const answer = await fetch(this.url, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok ? answer.json() : null;
  }

  go() {
    const { place, watched } = this;
    this.line.hidden = true;
    // Another cut, or the whole: the page is asked for again, which begins there.
    if (place.kept.join(".") !== watched.kept) location.href = location.pathname + (place.kept.length ? "" : "?keep=all");
    else watched.media.currentTime = place.position_s;
  }
}
