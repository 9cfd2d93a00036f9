// The screen stays awake while the film plays, and while large cues lie on the floor. A hidden page loses the lock:
// it is asked for again when the page is seen.
export class WakeLock {
  constructor(player) {
    this.player = player;
    for (const name of ["playing", "large"]) player.on(name, () => this.hold());
    document.addEventListener("visibilitychange", () => this.hold());
  }

  get wanted() {
    const { playing, root } = this.player;
    return document.visibilityState === "visible" && (playing || root.classList.contains("player--large"));
  }

  async hold() {
    if (!this.wanted) return this.letGo();
    if (this.asking || (this.lock && !this.lock.released)) return undefined;
    this.asking = true;
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null); // a battery saver may refuse
    this.asking = false;
    return this.wanted ? undefined : this.letGo();
  }

  letGo() {
    this.lock?.release();
    this.lock = null;
  }
}
