// What the timer shows: the movement, the side, large digits, the counts, the cue, and what comes next.

import { clock } from "../clock-face.js";

export class Face {
  constructor(timer, steps) {
    Object.assign(this, { timer, steps });
    timer.on("tick", () => this.beat());
    timer.on("time", () => {
      this.show();
      this.showPlaying(timer.playing);
    });
    timer.on("step", ({ step, before }) => this.turnPage(step, before));
    timer.on("playing", (playing) => this.showPlaying(playing));
    const { parts } = timer;
    parts.play.addEventListener("click", () => timer.toggle());
    parts.place.addEventListener("input", () => timer.seek(timer.cut.toFilm(Number(parts.place.value))));
    this.turnPage(steps.step);
    this.showPlaying(false);
  }

  chapter(step) {
    return this.timer.chaptersTold[step.chapter];
  }

  turnPage(step, before) {
    const { timer, timer: { parts } } = this;
    const chapter = this.chapter(step);
    parts.title.textContent = chapter.title;
    parts.side.textContent = this.side(this.steps.turn);
    parts.kind.textContent = step.ready ? parts.kind.dataset.ready : parts.kind.dataset.dancing;
    timer.root.classList.toggle("timer--ready", step.ready);
    this.counts = null;
    this.beat();
    this.show();
    if (before) timer.say([chapter.title, this.side(this.steps.turn)].filter(Boolean).join(", "));
  }

  side(turn) {
    if (!turn?.side) return "";
    const { left, right, first, other } = this.timer.root.dataset;
    if (turn.works === "leg") return turn.side === "left" ? left : right;
    return this.steps.step.turn ? other : first;
  }

  beat() {
    const { timer, timer: { parts } } = this;
    if (timer.ended) {
      this.clear();
      return;
    }
    const counted = this.steps.counted();
    const told = counted ? `${counted.rep}/${counted.count}/${counted.counts}` : Math.ceil(this.steps.readyIn());
    if (told === this.counts) return;
    this.counts = told;
    const now = counted ? counted.count + 1 : Math.ceil(this.steps.readyIn());
    parts.digits.textContent = now || "";
    parts.rep.textContent = counted ? `${counted.rep} ${parts.rep.dataset.of} ${counted.of}` : "";
    this.lay(counted?.counts ?? 0);
    [...parts.beads.children].forEach((bead, i) => bead.classList.toggle("now", i === counted?.count));
    const next = this.steps.coming();
    parts.next.textContent = next ? `${parts.next.dataset.word} ${next.title}` : "";
  }

  // After the last count there is none.
  clear() {
    const { digits, rep, next } = this.timer.parts;
    for (const part of [digits, rep, next]) part.textContent = "";
    this.lay(0);
    this.counts = null;
  }

  lay(counts) {
    const { beads } = this.timer.parts;
    if (beads.children.length === counts) return;
    beads.replaceChildren(...Array.from({ length: counts }, () => document.createElement("i")));
  }

  show() {
    const { timer, timer: { parts, cut, now } } = this;
    const at = cut.toCut(now);
    const chapter = this.chapter(this.steps.step);
    const left = Math.ceil(Math.max(0, Math.min(chapter.end_s, timer.end) - now));
    parts.left.textContent = timer.ended ? "" : clock(left);
    parts.time.textContent = `${clock(at)} / ${clock(cut.duration)}`;
    parts.place.max = Math.floor(cut.duration);
    parts.place.value = Math.floor(at);
    parts.place.style.setProperty("--share", at / cut.duration);
    parts.place.setAttribute("aria-valuetext", `${clock(at)}, ${chapter.title}`);
    const cue = timer.cues.findLast(({ start_s, end_s }) => start_s <= now && now < end_s)?.text ?? "";
    if (parts.cue.textContent === cue) return;
    parts.cue.textContent = cue;
    timer.tell("caption", cue);
  }

  showPlaying(playing) {
    const { timer: { root, parts } } = this;
    root.classList.toggle("timer--running", playing);
    const begun = this.timer.cut.toCut(this.timer.now) > 0;
    const { play, pause, on } = parts.play.dataset;
    parts.play.textContent = playing ? pause : begun && !this.timer.ended ? on : play;
  }
}
