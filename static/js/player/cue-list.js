// What is said, as a list: it scrolls along with the film unless its reader scrolls, a click or Enter goes to a cue.

import { clock } from "../clock-face.js";
import { CueSearch } from "./cue-search.js";

const LIST_KEYS = { ArrowDown: 1, ArrowUp: -1 };

export class CueList {
  follows = true;
  rows = []; // { cue, button } in the order of the film

  constructor(player) {
    this.player = player;
    const { track } = player.captions;
    const { cues, cueList, cueFollow } = player.parts;
    if (!track) return;
    const element = player.video.querySelector("track[kind=captions]");
    if (element.readyState === HTMLTrackElement.LOADED) this.fill();
    else element.addEventListener("load", () => this.fill());
    for (const name of ["wheel", "touchmove"]) cueList.addEventListener(name, () => this.leave(), { passive: true });
    cueList.addEventListener("pointerdown", ({ target }) => { if (target === cueList) this.leave(); }); // its scroll bar
    cueFollow.addEventListener("click", () => this.follow());
    cueList.addEventListener("click", ({ target }) => this.go(target.closest("button")));
    cueList.addEventListener("keydown", (event) => this.walk(event));
    cues.addEventListener("toggle", () => this.scrollAlong());
    player.on("time", () => this.show());
    player.choices.follow("mirror", () => this.write());
    player.keys.set("/", () => this.find());
    this.search = new CueSearch(player.parts, this);
  }

  fill() {
    const { captions, cut, parts } = this.player;
    const kept = [...captions.track.cues].filter((cue) => cut.toCut(cue.endTime) > cut.toCut(cue.startTime));
    this.rows = kept.map((cue) => ({ cue, button: row(clock(cut.toCut(cue.startTime))) }));
    parts.cueList.replaceChildren(...this.rows.map(({ button }) => button.parentElement));
    parts.cues.hidden = !this.rows.length;
    this.write();
    this.show();
  }

  // The words, for the picture as it is turned; what is searched for is marked.
  write() {
    for (const { cue, button } of this.rows) button.lastElementChild.textContent = this.player.captions.words(cue);
    this.search?.look();
  }

  show() {
    const { now } = this.player;
    const here = this.rows.findLast(({ cue }) => cue.startTime <= now) ?? this.rows[0];
    if (!here || here === this.here) return;
    this.here?.button.removeAttribute("aria-current");
    here.button.setAttribute("aria-current", "true");
    this.here = here;
    if (!this.player.parts.cueList.contains(document.activeElement)) this.reach(here.button);
    this.scrollAlong();
  }

  // One of them is in the order of the Tab key; the arrows walk through the others.
  reach(button) {
    this.reached?.setAttribute("tabindex", "-1");
    button.tabIndex = 0;
    this.reached = button;
  }

  walk(event) {
    const all = this.rows.map(({ button }) => button);
    const ends = { Home: all[0], End: all.at(-1) };
    const next = ends[event.key] ?? (event.key in LIST_KEYS ? all[all.indexOf(event.target) + LIST_KEYS[event.key]] : null);
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.leave();
    this.reach(next);
    next.focus();
  }

  go(button) {
    const row = this.rows.find((one) => one.button === button);
    if (!row) return;
    this.reach(button);
    this.follow();
    this.player.seek(row.cue.startTime + 0.01);
  }

  find() {
    const { cues, cueSearch } = this.player.parts;
    cues.open = true;
    cueSearch.focus();
    cueSearch.select();
  }

  // --- scrolling: the list alone, never the page ------------------------------------------------------

  leave() {
    this.follows = false;
    this.player.parts.cueFollow.hidden = false;
  }

  follow() {
    this.follows = true;
    this.player.parts.cueFollow.hidden = true;
    this.scrollAlong();
  }

  scrollAlong() {
    if (this.follows && this.here) this.scrollTo(this.here.button);
  }

  scrollTo(button) {
    const { cueList } = this.player.parts;
    cueList.scrollTop = button.parentElement.offsetTop - cueList.clientHeight / 3;
  }
}

function row(time) {
  const [item, button, at, words] = ["li", "button", "span", "span"].map((name) => document.createElement(name));
  Object.assign(button, { type: "button", className: "cue", tabIndex: -1 });
  at.className = "cue__time";
  at.textContent = time;
  button.append(at, " ", words);
  item.append(button);
  return button;
}
