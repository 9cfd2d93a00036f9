// The film player: our own bar under a native <video>, captions of our own that a mirrored picture leaves alone.
// Without this module the video keeps its native controls and captions.

import { clock } from "./clock-face.js";
import { FilmWords } from "./film-words.js";
import { Thumbnails } from "./thumbnails.js";
import { WatchedSeconds } from "./watched-seconds.js";

const STEP_S = 5;
const RESUME_S = 10; // nearer to the beginning or to the end than this, a film begins at the beginning

class Player {
  constructor(root) {
    this.root = root;
    this.video = root.querySelector("video");
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    this.seeks = [...document.querySelectorAll("[data-seek]")];
    this.duration = Number(root.dataset.duration);
    this.topSpeed = Number(root.dataset.topSpeed);
    this.video.controls = false;
    this.parts.bar.hidden = false;
    this.listen();
    this.words = new FilmWords(this.video, this.parts);
    new Thumbnails(this.parts.place, this.parts.thumb, () => this.duration);
    this.wholeIfNeeded();
    this.resume();
    this.markChapters();
    this.showTime();
    this.count();
  }

  listen() {
    const { video, parts } = this;
    video.addEventListener("click", () => this.toggle());
    for (const name of ["play", "pause", "ended"]) video.addEventListener(name, () => this.showPlaying());
    video.addEventListener("timeupdate", () => this.showTime());
    video.addEventListener("durationchange", () => { this.duration = video.duration || this.duration; });
    video.addEventListener("ratechange", () => this.keepSpeed());
    // The last source failed: those before it have another to go on with.
    video.addEventListener("error", ({ target }) => {
      const over = target === video || target === video.querySelector("source:last-of-type");
      if (over && (!parts.whole || parts.whole.hidden)) parts.error.hidden = false;
    }, true);
    parts.play.addEventListener("click", () => this.toggle());
    parts.place.addEventListener("input", () => this.seek(Number(parts.place.value)));
    parts.speed.addEventListener("change", () => { video.playbackRate = Number(parts.speed.value); });
    parts.mirror.addEventListener("click", () => this.mirror());
    parts.sound.addEventListener("click", () => this.mute());
    parts.full.addEventListener("click", () => this.fullScreen());
    this.root.addEventListener("keydown", (event) => this.key(event));
    for (const link of this.seeks) link.addEventListener("click", (event) => this.follow(event, link));
  }

  toggle() {
    if (this.video.paused) this.video.play().catch(() => this.showPlaying());
    else this.video.pause();
  }

  seek(seconds) {
    this.video.currentTime = Math.min(Math.max(0, seconds), this.duration - 0.1);
    this.showTime();
  }

  follow(event, link) {
    event.preventDefault();
    this.seek(Number(link.dataset.seek) + 0.05);
    this.video.play().catch(() => {});
  }

  mirror() {
    this.mirrored = !this.mirrored;
    this.parts.mirror.setAttribute("aria-pressed", String(this.mirrored));
    this.root.classList.toggle("player--mirrored", this.mirrored);
    this.words.mirrored(this.mirrored);
  }

  mute() {
    this.video.muted = !this.video.muted;
    this.parts.sound.setAttribute("aria-pressed", String(!this.video.muted));
  }

  fullScreen() {
    // The whole player goes, so that captions and mirror stay; a phone that cannot do that takes the video alone.
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.root.requestFullscreen) this.root.requestFullscreen();
    else this.video.webkitEnterFullscreen?.();
  }

  keepSpeed() {
    if (this.video.playbackRate > this.topSpeed) this.video.playbackRate = this.topSpeed;
    this.parts.speed.value = String(this.video.playbackRate);
  }

  key(event) {
    const onButton = event.target.closest("button, select, a");
    const onSlider = event.target === this.parts.place;
    const act = {
      " ": onButton ? null : () => this.toggle(),
      ArrowLeft: onSlider || onButton?.matches("select") ? null : () => this.seek(this.video.currentTime - STEP_S),
      ArrowRight: onSlider || onButton?.matches("select") ? null : () => this.seek(this.video.currentTime + STEP_S),
      m: () => this.mirror(),
      f: () => this.fullScreen(),
      n: () => this.chapterStep(1),
      p: () => this.chapterStep(-1),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  chapterStep(step) {
    const link = this.seeks[Math.max(0, this.chapterNow() + step)];
    if (link) this.seek(Number(link.dataset.seek) + 0.05);
  }

  chapterNow() {
    return this.seeks.findLastIndex((link) => Number(link.dataset.seek) <= this.video.currentTime);
  }

  resume() {
    const position = Number(this.root.dataset.position);
    if (position < RESUME_S || position > this.duration - RESUME_S) return;
    const begin = () => this.seek(position);
    if (this.video.readyState) begin();
    else this.video.addEventListener("loadedmetadata", begin, { once: true });
    this.parts.resumed.hidden = false;
    this.parts.resumedAt.textContent = clock(position);
    this.parts.again.addEventListener("click", () => {
      this.seek(0);
      this.parts.resumed.hidden = true;
      this.parts.play.focus();
    });
  }

  markChapters() {
    for (const link of this.seeks.slice(1)) {
      const mark = document.createElement("i");
      mark.style.setProperty("--at", Number(link.dataset.seek) / this.duration);
      this.parts.marks.append(mark);
    }
  }

  showPlaying() {
    const playing = !this.video.paused && !this.video.ended;
    this.root.classList.toggle("player--playing", playing);
    this.parts.play.setAttribute("aria-label", playing ? this.parts.play.dataset.pause : this.parts.play.dataset.play);
  }

  showTime() {
    const { parts, video } = this;
    const at = this.chapterNow();
    const name = this.seeks[at]?.dataset.title ?? "";
    parts.place.max = Math.floor(this.duration);
    parts.place.value = Math.floor(video.currentTime);
    parts.place.style.setProperty("--share", video.currentTime / this.duration);
    parts.place.setAttribute("aria-valuetext", `${clock(video.currentTime)}, ${name}`);
    parts.time.textContent = `${clock(video.currentTime)} / ${clock(this.duration)}`;
    parts.now.textContent = name;
    this.seeks.forEach((link, i) => {
      if (i === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // A browser without HLS plays the film as one file, which is put together now if it is not there.
  wholeIfNeeded() {
    const { whole } = this.parts;
    if (!whole || this.video.canPlayType("application/vnd.apple.mpegurl")) return;
    whole.hidden = false;
    whole.addEventListener("htmx:afterSettle", () => {
      const ready = whole.querySelector("[data-ready]");
      if (!ready) return;
      this.video.src = ready.dataset.ready;
      whole.hidden = true;
    });
    const ask = () => whole.querySelector("[data-ask]")?.dispatchEvent(new Event("wanted"));
    if (document.readyState === "complete") ask();
    else addEventListener("load", ask);
  }

  count() {
    const { watchedUrl, position, watched, csrf } = this.root.dataset;
    this.watched = new WatchedSeconds(this.video, {
      url: watchedUrl,
      csrf,
      duration: this.duration,
      start: { position: Number(position), watched: Number(watched) },
      onDone: (address) => {
        this.parts.onward.href = address;
        this.parts.done.hidden = false;
        this.parts.done.scrollIntoView({ block: "center" });
      },
    });
  }
}

document.querySelectorAll("[data-player]").forEach((root) => new Player(root));
