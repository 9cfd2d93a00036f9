// A film that fails says so, and so does one that waits long or froze: try again, the small picture, or the timer from
// here. Once the network is there again it goes on by itself, at the same place.

import { Reach } from "./reach.js";

const LONG_MS = 8000;
const SAME_MS = 2000; // a wait that begins so soon after another goes on with it

export class Trouble {
  since = null; // when this wait began
  ended = -Infinity; // and when the last one was over
  played = false; // whether it played as it failed

  constructor(player) {
    this.player = player;
    const { video, parts } = player;
    this.reach = new Reach(video, () => this.back());
    video.addEventListener("error", ({ target }) => this.fail(target), true);
    queueMicrotask(() => this.before()); // when it is known where the film is to begin
    parts.retry.addEventListener("click", () => this.again());
    parts.smaller.addEventListener("click", () => player.choices.set("picture", "small"));
    for (const name of ["waiting", "stalled", "seeking"]) video.addEventListener(name, () => this.expect());
    for (const name of ["playing", "pause", "ended"]) video.addEventListener(name, () => this.calm());
    video.addEventListener("seeked", () => { if (!player.playing) this.calm(); });
    player.on("still", (still) => (still ? this.freeze() : this.calm()));
  }

  // It may have failed before this script was there.
  before() {
    const { video } = this.player;
    if (video.error || video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) this.fail(video);
  }

  // The last source failed: those before it have another to go on with.
  fail(target) {
    const { video, parts } = this.player;
    const over = target === video || target === video.querySelector("source:last-of-type");
    if (!over || (parts.whole && !parts.whole.hidden)) return;
    this.played = this.player.playing;
    this.at = this.player.now;
    this.calm();
    this.reach.begin();
    this.leadOn(parts.trouble);
    parts.trouble.hidden = false;
  }

  again() {
    this.load();
    this.player.play();
    this.player.parts.play.focus();
  }

  // There is a network again.
  back() {
    const { player } = this;
    const plays = player.parts.trouble.hidden ? player.playing : this.played;
    if (player.parts.trouble.hidden) this.at = player.now;
    this.load();
    if (plays) player.play();
  }

  load() {
    const { player } = this;
    player.parts.trouble.hidden = true;
    this.reach.end();
    player.video.load();
    player.wanted = this.at;
  }

  // The eight seconds count from the first wait: a smaller picture that is loaded meanwhile does not begin them anew.
  expect() {
    const { HAVE_FUTURE_DATA } = HTMLMediaElement;
    if (this.waiting) return;
    const now = performance.now();
    if (this.since === null || now - this.ended > SAME_MS) this.since = now;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      if (this.player.video.readyState < HAVE_FUTURE_DATA && !this.player.video.error) this.show();
    }, this.since + LONG_MS - now);
  }

  freeze() {
    this.reach.begin({ anyway: true });
    this.show({ frozen: true });
  }

  show({ frozen = false } = {}) {
    const { parts, picture } = this.player;
    this.leadOn(parts.waiting);
    parts.smaller.hidden = frozen || picture.small;
    parts.waiting.hidden = false;
    if (!frozen) this.reach.begin();
  }

  calm() {
    clearTimeout(this.waiting);
    if (this.waiting || !this.player.parts.waiting.hidden) this.ended = performance.now();
    this.waiting = null;
    this.player.parts.waiting.hidden = true;
    if (this.player.parts.trouble.hidden) this.reach.end();
  }

  // The timer goes on where the film is.
  leadOn(notice) {
    for (const link of notice.querySelectorAll("[data-timer-link]")) {
      const address = new URL(link.href);
      address.searchParams.set("at", Math.floor(this.player.now));
      link.href = address;
    }
  }
}
