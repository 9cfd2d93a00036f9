// A film that fails says so, and so does one that waits long: try again, the small picture, or the timer from here.

const LONG_MS = 8000;

export class Trouble {
  constructor(player) {
    this.player = player;
    const { video, parts } = player;
    video.addEventListener("error", ({ target }) => this.fail(target), true);
    queueMicrotask(() => this.before()); // when it is known where the film is to begin
    parts.retry.addEventListener("click", () => this.again());
    parts.smaller.addEventListener("click", () => player.choices.set("picture", "small"));
    for (const name of ["waiting", "stalled", "seeking"]) video.addEventListener(name, () => this.expect());
    for (const name of ["playing", "seeked", "pause", "emptied"]) video.addEventListener(name, () => this.calm());
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
    this.calm();
    this.at = this.player.now;
    this.leadOn(parts.trouble);
    parts.trouble.hidden = false;
  }

  again() {
    const { player } = this;
    player.parts.trouble.hidden = true;
    player.video.load();
    player.wanted = this.at;
    player.play();
    player.parts.play.focus();
  }

  expect() {
    const { HAVE_FUTURE_DATA } = HTMLMediaElement;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (this.player.video.readyState >= HAVE_FUTURE_DATA || this.player.video.error) return;
      this.leadOn(this.player.parts.waiting);
      this.player.parts.smaller.hidden = this.player.picture.small;
      this.player.parts.waiting.hidden = false;
    }, LONG_MS);
  }

  calm() {
    clearTimeout(this.waiting);
    this.player.parts.waiting.hidden = true;
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
