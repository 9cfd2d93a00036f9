// A piece danced over and over: from A to B, or the chapter. Whoever goes out of it by hand has let it go.

import { clock } from "../clock-face.js";

const SHORTEST_S = 1;
const EDGE_S = 0.3; // a seek ends on a frame nearby: still inside
const BEFORE_END_S = 0.2; // a film that has ended goes back late

export class Loop {
  from = null;
  to = null;

  constructor(player) {
    this.player = player;
    const { parts, keys } = player;
    const acts = { loopFrom: () => this.begin(), loopTo: () => this.end(), loopOff: () => this.clear(), loopChapter: () => this.chapter() };
    for (const [name, act] of Object.entries(acts)) parts[name].addEventListener("click", act);
    for (const [key, name] of [["[", "loopFrom"], ["]", "loopTo"], ["\\", "loopOff"], ["r", "loopChapter"]]) keys.set(key, acts[name]);
    player.on("tick", () => this.look());
    player.video.addEventListener("seeking", () => this.letGoOutside()); // before the place is looked at again
    this.show();
  }

  get closed() {
    return this.from !== null && this.to !== null;
  }

  begin() {
    const { now } = this.player;
    this.set({ from: now, to: this.to !== null && this.to > now + SHORTEST_S ? this.to : null });
  }

  end() {
    const to = Math.min(this.player.now, this.player.duration - BEFORE_END_S);
    const from = Math.min(this.from ?? 0, to - SHORTEST_S); // the end alone: from the beginning
    this.set({ from: Math.max(0, from), to });
  }

  chapter() {
    const here = this.player.chapters.at(this.player.now);
    if (!here || (this.of && this.of === here)) return this.clear();
    return this.set({ from: here.start, to: Math.min(here.end, this.player.duration) - BEFORE_END_S, of: here });
  }

  clear() {
    this.set({ from: null, to: null });
  }

  set({ from, to, of = null }) {
    Object.assign(this, { from, to, of });
    this.show();
  }

  look() {
    const { now, playing, video } = this.player;
    if (this.closed && playing && !video.seeking && now >= this.to) this.player.seek(this.from);
  }

  letGoOutside() {
    const { now } = this.player;
    if (this.closed && (now < this.from - EDGE_S || now > this.to + EDGE_S)) this.clear();
  }

  // On the bar, in the menu, and for readers.
  show() {
    const { cut, parts, root } = this.player;
    const share = (seconds) => cut.toCut(seconds) / cut.duration;
    parts.loopShown.hidden = this.from === null;
    parts.loopShown.style.setProperty("--from", share(this.from ?? 0));
    parts.loopShown.style.setProperty("--to", share(this.to ?? this.from ?? 0));
    parts.loopChapter.setAttribute("aria-pressed", String(Boolean(this.of)));
    parts.loopOff.disabled = this.from === null;
    root.classList.toggle("player--looping", this.closed);
    parts.loopSaid.textContent = this.words();
  }

  words() {
    const { cut, parts } = this.player;
    const at = (seconds) => clock(cut.toCut(seconds));
    if (this.closed) return `${parts.loopSaid.dataset.loops} ${at(this.from)}–${at(this.to)}`;
    return this.from === null ? parts.loopSaid.dataset.off : `${parts.loopSaid.dataset.from} ${at(this.from)}`;
  }
}
