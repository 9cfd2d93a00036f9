// [data-film-desk]: a film to work on. Buttons and keys move in it by frames and half seconds; [data-set="start"]
// and S write the moment it stands at into a field of its row, [data-go] plays from a row's start.

import { moment, seconds } from "./film-moment.js";

const HALF_S = 0.5;
const WRITING = "textarea, select, input:not([data-moment], [type=checkbox])";

export class FilmDesk {
  constructor(root) {
    this.root = root;
    this.video = root.querySelector("[data-part=video]");
    this.frameS = 1 / (Number(root.querySelector("[data-fps]")?.dataset.fps) || 25);
    this.time = root.querySelector("[data-part=time]");
    this.said = root.querySelector("[data-part=said]");
    this.button = root.querySelector("[data-part=play]");
    for (const name of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) this.video.addEventListener(name, () => this.show());
    for (const name of ["play", "pause", "ended"]) this.video.addEventListener(name, () => this.showPlaying());
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusin", (event) => this.choose(event.target.closest("[data-desk-row]")));
  }

  get at() {
    return Math.round(this.video.currentTime * 1000) / 1000;
  }

  click({ target }) {
    const nudge = target.closest("[data-nudge]");
    if (nudge) this.nudge(nudge.dataset.nudge);
    if (target.closest("[data-part=play]")) this.toggle();
    const set = target.closest("[data-set]");
    if (set) this.set(set.closest("[data-desk-row]"), set.dataset.set);
    const go = target.closest("[data-go]");
    if (go) this.go(seconds(go.closest("[data-desk-row]").querySelector("[data-moment]").value));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITING)) return;
    const inMoment = event.target.closest("[data-moment]");
    const onButton = event.target.closest("button, a, summary, [type=checkbox]");
    const act = {
      " ": inMoment || onButton ? null : () => this.toggle(),
      k: () => this.toggle(),
      ArrowLeft: inMoment ? null : () => this.nudge("-0.5"),
      ArrowRight: inMoment ? null : () => this.nudge("0.5"),
      ",": inMoment ? null : () => this.nudge("-1f"),
      ".": inMoment ? null : () => this.nudge("1f"),
      j: () => this.nudge("-1f"),
      l: () => this.nudge("1f"),
      s: () => this.set(this.row, this.row?.querySelector('[name$="start"]') ? "start" : "at"),
      e: () => this.set(this.row, "end"),
      a: () => this.root.dispatchEvent(new CustomEvent("desk:add", { detail: {} })),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  toggle() {
    if (this.video.paused) this.video.play().catch(() => this.showPlaying());
    else this.video.pause();
  }

  nudge(by) {
    this.video.pause();
    const step = by.endsWith("f") ? Number.parseInt(by, 10) * this.frameS : Number(by);
    this.go(this.video.currentTime + step);
  }

  go(to) {
    if (!Number.isFinite(to)) return;
    const end = Number.isFinite(this.video.duration) ? this.video.duration : to;
    this.video.currentTime = Math.min(Math.max(0, to), end);
    this.show();
  }

  set(row, name) {
    const field = row?.querySelector(`[name$="${name}"]`);
    if (!field) return;
    field.value = moment(this.at);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const label = row.querySelector(`label[for="${field.id}"]`)?.textContent.trim() ?? "";
    this.say(`${label} ${field.value}`);
  }

  choose(row) {
    if (!row || row === this.row) return;
    this.row?.removeAttribute("data-chosen");
    this.row = row;
    row.setAttribute("data-chosen", "");
  }

  say(words) {
    if (this.said) this.said.textContent = words;
  }

  show() {
    this.time.textContent = moment(this.at);
    for (const row of this.root.querySelectorAll("[data-span]")) {
      const [start, end] = [...row.querySelectorAll("[data-moment]")].map((field) => seconds(field.value));
      row.toggleAttribute("data-now", this.at >= start && (Number.isNaN(end) ? false : this.at < end));
    }
  }

  showPlaying() {
    const { play, pause } = this.button.dataset;
    this.button.textContent = this.video.paused || this.video.ended ? play : pause;
  }
}

document.querySelectorAll("[data-film-desk]").forEach((root) => {
  root.desk = new FilmDesk(root);
});
