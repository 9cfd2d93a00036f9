// Large cues, for a phone on the floor: the cue, the count and what comes next in letters to be read from two metres,
// the picture small. It fills the window, and the rest of the page is out of reach until it is left.

import { clock } from "../clock-face.js";

const GREATEST_PX = 132;
const LEAST_PX = 24;

export class LargeCues {
  open = false;
  count = null; // of a drawn film: { count, side, rep } in words

  constructor(player) {
    this.player = player;
    const { root, parts, keys, choices } = player;
    choices.follow("large", (on) => this.turn(on && this.ready));
    this.ready = true; // a choice made earlier waits for the film to play
    player.on("playing", (playing) => { if (playing) this.turn(choices.get("large")); });
    keys.set("b", () => choices.set("large", !this.open));
    parts.largeLeave.addEventListener("click", () => choices.set("large", false));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.escape(); }, true);
    for (const name of ["chapter", "caption"]) player.on(name, () => this.show());
    player.on("count", (count) => { this.count = count; });
    player.on("tick", () => this.showCount());
    new ResizeObserver(() => this.fit()).observe(root);
  }

  // Escape closes what is on top: a menu, the sheet of keys, then this.
  escape() {
    if (this.open && !document.querySelector("dialog[open], details[data-menu][open]")) this.player.choices.set("large", false);
  }

  turn(on) {
    if (Boolean(on) === this.open) return;
    const { root, parts } = this.player;
    this.open = on;
    root.classList.toggle("player--large", on);
    parts.large.hidden = !on;
    this.shut(on);
    if (on) this.before = document.activeElement;
    const focused = on ? parts.largeLeave : this.before;
    focused?.focus();
    // Where it was may be nowhere, or in a menu that is shut: a button that is hidden keeps the focus for a moment yet.
    if (!on && (focused === document.body || document.activeElement !== focused)) parts.play.focus();
    this.player.tell("large", on);
    this.show();
    this.showCount();
  }

  // All but the player, from here up to the body.
  shut(yes) {
    for (let one = this.player.root; one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) if (other !== one) other.inert = yes;
    }
  }

  show() {
    if (!this.open) return;
    const { captions, chapters, now, parts } = this.player;
    const here = chapters.at(now);
    const next = chapters.after(here);
    parts.largeCue.textContent = captions.text || here?.title || "";
    parts.largeNext.textContent = next ? `${parts.large.dataset.next} ${next.title}` : "";
    this.fit();
  }

  // The beat, the side and the repetition of a drawn film; else how long the chapter still lasts.
  showCount() {
    if (!this.open) return;
    const { chapters, cut, now, parts } = this.player;
    const end = chapters.at(now)?.end ?? cut.spans.at(-1)[1];
    const { count, side, rep } = this.count ?? { count: clock(Math.ceil(cut.toCut(end) - cut.toCut(now))) };
    write(parts.largeCount, count);
    write(parts.largeSide, [side, rep].filter(Boolean).join(" · "));
  }

  // As large as the cue's place allows.
  fit() {
    const { largeCue: cue } = this.player.parts;
    for (let size = GREATEST_PX; this.open && size > LEAST_PX; size *= 0.93) {
      cue.style.fontSize = `${size}px`;
      if (cue.scrollHeight <= cue.clientHeight && cue.scrollWidth <= cue.clientWidth) return;
    }
  }
}

function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}
