// The chapters: marked on the bar, the current one marked in the list, a click or a key goes to one.

import { clock } from "../clock-face.js";

const INSIDE_S = 0.05; // a chapter begins with its own picture, not with the last one before it
const AGAIN_S = 3; // further into a chapter than this, "back" means its own beginning
const SEEN = 0.5; // of the film, so that it counts as in sight
const LEFT_OUT_S = 0.5; // what is shorter than this in the cut is left out of it

export class Chapters {
  constructor(player) {
    this.player = player;
    this.all = [...document.querySelectorAll("[data-seek][data-title]")].map((link) => (
      { link, start: Number(link.dataset.seek), title: link.dataset.title }
    ));
    document.addEventListener("click", (event) => this.follow(event));
    player.keys.set("n", () => this.next());
    player.keys.set("p", () => this.back());
    player.on("time", () => this.show());
    player.on("measured", () => this.lay());
    this.lay();
    this.show();
  }

  // Their ends, and which are left out, follow from the film's length and the cut.
  lay() {
    const { cut, duration, parts: { marks } } = this.player;
    this.all.forEach((chapter, i) => {
      chapter.end = this.all[i + 1]?.start ?? duration;
      chapter.leftOut = cut.toCut(chapter.end) - cut.toCut(chapter.start) < LEFT_OUT_S;
      this.showLeftOut(chapter);
    });
    this.kept = this.all.filter(({ leftOut }) => !leftOut);
    marks.replaceChildren(...this.kept.slice(1).map(({ start }) => {
      const mark = document.createElement("i");
      mark.style.setProperty("--at", cut.toCut(start) / cut.duration);
      return mark;
    }));
  }

  // Of a cut its own time is told, as on the bar.
  showLeftOut({ link, leftOut, start }) {
    const row = link.closest("li") ?? link;
    const { spans, cut } = this.player;
    const time = row.querySelector(".chapter__time");
    if (spans && time) time.textContent = leftOut ? "" : clock(cut.toCut(start));
    row.classList.toggle("chapter--left-out", leftOut);
    if (leftOut) link.setAttribute("aria-disabled", "true");
    const note = row.querySelector(".chapter__note");
    if (leftOut && note) note.textContent = this.player.root.dataset.leftOut;
  }

  at(seconds) {
    return this.kept.findLast(({ start }) => start <= seconds);
  }

  after(chapter) {
    return this.kept[this.kept.indexOf(chapter) + 1];
  }

  follow(event) {
    const link = event.target.closest?.("[data-seek]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab or window of its own
    event.preventDefault();
    if (link.getAttribute("aria-disabled") === "true") return;
    this.player.seek(Number(link.dataset.seek) + INSIDE_S);
    this.player.play();
    this.reachFilm();
  }

  // Where the film is out of sight, a press brings it there.
  reachFilm() {
    const { top, bottom } = this.player.frame.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (seen < (bottom - top) * SEEN) this.player.root.scrollIntoView({ block: "start" });
  }

  go(chapter) {
    if (chapter) this.player.seek(chapter.start + INSIDE_S);
  }

  next() {
    this.go(this.after(this.at(this.player.now)));
  }

  back() {
    const here = this.at(this.player.now);
    const before = this.kept[this.kept.indexOf(here) - 1];
    this.go(!before || this.player.now - here.start > AGAIN_S ? here : before);
  }

  show() {
    const here = this.at(this.player.now);
    if (here === this.here) return;
    this.here?.link.removeAttribute("aria-current");
    here?.link.setAttribute("aria-current", "true");
    this.here = here;
    if (here) this.scrollTo(here.link.closest("li") ?? here.link);
    this.player.parts.now.textContent = here?.title ?? "";
    this.player.tell("chapter", here);
  }

  // The list alone, never the page.
  scrollTo(row) {
    const list = row.parentElement;
    const [inside, around] = [row, list].map((one) => one.getBoundingClientRect());
    if (inside.top < around.top || inside.bottom > around.bottom) {
      list.scrollTop += inside.top - around.top - (around.height - inside.height) / 3;
    }
  }
}
