// The bar: play and pause, ten seconds back and on, the place in the film and the time.

import { clock } from "../clock-face.js";
import { Thumbnails } from "../thumbnails.js";

const STEP_S = 5;
const LEAP_S = 10;

export class Bar {
  constructor(player) {
    this.player = player;
    const { parts, video, keys } = player;
    parts.play.addEventListener("click", () => player.toggle());
    video.addEventListener("click", () => player.toggle());
    parts.back.addEventListener("click", () => player.step(-LEAP_S));
    parts.on.addEventListener("click", () => player.step(LEAP_S));
    parts.place.addEventListener("input", () => player.seek(player.cut.toFilm(Number(parts.place.value))));
    for (const key of [" ", "k"]) keys.set(key, () => player.toggle());
    for (const [key, by] of [["ArrowLeft", -STEP_S], ["ArrowRight", STEP_S], ["j", -LEAP_S], ["l", LEAP_S]]) {
      keys.set(key, () => player.step(by));
    }
    keys.set("Home", () => player.seek(0));
    player.on("playing", (playing) => this.showPlaying(playing));
    for (const name of ["time", "measured"]) player.on(name, () => this.show());
    new Thumbnails(parts.place, parts.thumb, (share) => this.at(share));
    this.show();
  }

  // What the thumbnail shows of a share of the bar.
  at(share) {
    const { cut, chapters } = this.player;
    const seconds = cut.toFilm(share * cut.duration);
    return { seconds, words: [clock(share * cut.duration), chapters?.at(seconds)?.title].filter(Boolean).join("  ") };
  }

  showPlaying(playing) {
    const { root, parts: { play } } = this.player;
    root.classList.toggle("player--playing", playing);
    play.setAttribute("aria-label", playing ? play.dataset.pause : play.dataset.play);
  }

  show() {
    const { cut, now, chapters, parts: { place, time } } = this.player;
    const at = cut.toCut(now);
    place.max = Math.floor(cut.duration);
    place.value = Math.floor(at);
    place.style.setProperty("--share", at / cut.duration);
    const words = [clock(at), chapters?.at(now)?.title].filter(Boolean).join(", ");
    if (place.getAttribute("aria-valuetext") !== words) place.setAttribute("aria-valuetext", words);
    time.textContent = `${clock(at)} / ${clock(cut.duration)}`;
  }
}
