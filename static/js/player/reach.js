// Whether the film's address can be reached again: asked every few seconds from the moment it failed, and when the
// browser says that there is a network. `back` is called once, unless the network was there all along.

const ASK_MS = 4000;

export class Reach {
  asking = null;

  constructor(video, back) {
    Object.assign(this, { video, back });
    addEventListener("online", () => { if (this.asking) this.return(); });
  }

  // `anyway`: also where it was never seen to be gone, as of a film that froze.
  begin({ anyway = false } = {}) {
    this.gone = anyway || this.gone || !navigator.onLine;
    this.asking ??= setInterval(() => this.ask(), ASK_MS);
  }

  end() {
    clearInterval(this.asking);
    this.asking = null;
    this.gone = false;
  }

  async ask() {
    const address = this.video.currentSrc || this.video.querySelector("source:last-of-type")?.src;
    if (!address) return;
    const reached = await fetch(address, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (!this.asking) return;
    if (!reached) this.gone = true;
    else if (this.gone) this.return();
  }

  return() {
    this.end();
    this.back();
  }
}
