// A class danced without its film: the figure steps through the chapters, cues come at their seconds.

import { clock } from "./clock-face.js";

const NOTE_HZ = 660;

class ClassTimer {
  constructor(root) {
    this.root = root;
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    Object.assign(this, JSON.parse(document.getElementById(root.dataset.timer).textContent));
    this.figure = root.querySelector("ballet-figure");
    this.figure?.setAttribute("palette", root.dataset.dancer);
    this.seconds = 0;
    this.startedAt = null; // of the clock, in ms; null while it stands
    this.chapter = this.cue = null;
    this.parts.play.addEventListener("click", () => (this.startedAt === null ? this.start() : this.stop()));
    this.parts.back.addEventListener("click", () => this.step(-1));
    this.parts.on.addEventListener("click", () => this.step(1));
    for (const link of document.querySelectorAll("[data-seek]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.seek(Number(link.dataset.seek));
      });
    }
    this.parts.bar.hidden = false;
    this.show();
  }

  get now() {
    const running = this.startedAt === null ? 0 : (performance.now() - this.startedAt) / 1000;
    return Math.min(this.duration_s, this.seconds + running);
  }

  start() {
    if (this.seconds >= this.duration_s) this.seconds = 0;
    this.startedAt = performance.now();
    this.ticking = setInterval(() => this.show(), 200);
    this.audio ??= new AudioContext();
    this.audio.resume();
    navigator.wakeLock?.request("screen").then((lock) => { this.lock = lock; }, () => {});
    this.show();
  }

  stop() {
    this.seconds = this.now;
    this.startedAt = null;
    clearInterval(this.ticking);
    this.lock?.release();
    window.speechSynthesis?.cancel();
    this.show();
  }

  seek(seconds) {
    this.seconds = seconds;
    if (this.startedAt !== null) this.startedAt = performance.now();
    this.show();
  }

  step(by) {
    const at = this.chapters.indexOf(this.chapter);
    // "Back" returns to the beginning of a movement first, as a music player does.
    const back = by < 0 && this.now - this.chapter.start_s > 3 ? 0 : by;
    this.seek(this.chapters[Math.min(this.chapters.length - 1, Math.max(0, at + back))].start_s);
  }

  show() {
    const now = this.now;
    if (now >= this.duration_s && this.startedAt !== null) return this.end();
    const chapter = this.chapters.findLast((c) => c.start_s <= now) ?? this.chapters[0];
    if (chapter !== this.chapter) this.showChapter(chapter);
    this.showSide(now);
    this.showCue(this.cues.findLast((c) => c.start_s <= now && now < c.end_s));
    this.parts.left.textContent = clock(Math.ceil(chapter.end_s - now));
    this.parts.time.textContent = `${clock(now)} / ${clock(this.duration_s)}`;
    this.parts.progress.value = now / this.duration_s;
    this.parts.play.textContent = this.startedAt === null ? this.parts.play.dataset.play : this.parts.play.dataset.pause;
    this.root.classList.toggle("timer--running", this.startedAt !== null);
  }

  showChapter(chapter) {
    if (this.chapter && this.startedAt !== null) this.bell();
    this.chapter = chapter;
    const at = this.chapters.indexOf(chapter);
    const next = this.chapters[at + 1];
    this.parts.title.textContent = chapter.title;
    this.parts.next.textContent = next ? `${this.parts.next.dataset.word} ${next.title}` : "";
    this.showMovement(chapter, document.querySelectorAll("[data-seek]")[at]);
    document.querySelectorAll("[data-seek]").forEach((link, i) => {
      if (i === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  showMovement(chapter, link) {
    if (!this.figure || !(chapter.movement || chapter.dance)) return;
    this.figure.table = chapter.dance; // an enchaînement stands in no tables
    this.figure.setAttribute("movement", chapter.movement || `dance-${chapter.start_s}`);
    this.figure.setAttribute("role", "img"); // the figure itself says so only once it dances
    this.figure.setAttribute("aria-label", chapter.title);
    // Where motion is unwelcome, or the dancer has not come yet, there is an image in her place.
    const image = this.figure.querySelector("img");
    if (image && link?.dataset.still) image.src = link.dataset.still;
  }

  showSide(now) {
    // The second side takes the second half of its chapter.
    const { start_s: start, end_s: end, sides } = this.chapter;
    this.figure?.toggleAttribute("mirrored", sides === 2 && now > (start + end) / 2);
  }

  showCue(cue) {
    if (cue === this.cue) return;
    this.cue = cue;
    this.parts.cue.textContent = cue?.text ?? "";
    if (cue && this.startedAt !== null && this.parts.speak.checked) {
      window.speechSynthesis?.speak(new SpeechSynthesisUtterance(cue.text));
    }
  }

  bell() {
    if (!this.parts.sound.checked) return;
    const { audio } = this;
    const [note, loud] = [audio.createOscillator(), audio.createGain()];
    note.frequency.value = NOTE_HZ;
    loud.gain.setValueAtTime(0.25, audio.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 1.6);
    note.connect(loud).connect(audio.destination);
    note.start();
    note.stop(audio.currentTime + 1.6);
  }

  end() {
    this.bell();
    this.stop();
    this.parts.end.hidden = false;
    this.parts.end.querySelector("button")?.focus(); // a visitor has nothing to press there
  }
}

document.querySelectorAll("[data-timer]").forEach((root) => new ClassTimer(root));
