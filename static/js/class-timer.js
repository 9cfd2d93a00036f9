// A class danced without its film, led by a clock. All it needs comes with the page: from then on it goes on without a
// network, and what was danced is reported as soon as there is one. Each behaviour is a file of timer/ or of player/.

import { clock } from "./clock-face.js";
import { Chapters } from "./player/chapters.js";
import { Keys } from "./player/keys.js";
import { WakeLock } from "./player/wake-lock.js";
import { Dancer } from "./timer/dancer.js";
import { End } from "./timer/end.js";
import { Face } from "./timer/face.js";
import { Steps } from "./timer/steps.js";
import { Timer } from "./timer/timer.js";
import { Voice } from "./timer/voice.js";

const STEP_S = 5;
const LEAP_S = 10;
const RESUME_S = 10; // nearer to the beginning or to the end than this, a class begins at the beginning

function begin(root) {
  const timer = new Timer(root, JSON.parse(document.getElementById(root.dataset.timer).textContent));
  const { parts, keys } = timer;
  resume(timer);
  const steps = new Steps(timer);
  timer.chapters = new Chapters(timer);
  for (const Part of [Face, Dancer, Voice]) new Part(timer, steps);
  for (const Part of [WakeLock, Keys, End]) new Part(timer);
  parts.back.addEventListener("click", () => timer.chapters.back());
  parts.on.addEventListener("click", () => timer.chapters.next());
  for (const key of [" ", "k"]) keys.set(key, () => timer.toggle());
  for (const [key, by] of [["ArrowLeft", -STEP_S], ["ArrowRight", STEP_S], ["j", -LEAP_S], ["l", LEAP_S]]) {
    keys.set(key, () => timer.step(by));
  }
  keys.set("Home", () => timer.seek(0));
  timer.on("slept", () => { parts.slept.hidden = false; });
  timer.on("playing", (playing) => { if (playing) for (const part of ["slept", "resumed"]) parts[part].hidden = true; });
  parts.bar.hidden = false;
  root.dataset.begun = ""; // its controls work
}

// At the second the address names, else where the runner stopped.
function resume(timer) {
  const { root, cut, parts } = timer;
  const at = root.dataset.at || new URLSearchParams(location.search).get("at");
  if (at && Number(at) >= 0 && Number(at) < timer.duration) {
    timer.seconds = cut.onward(Number(at)) ?? Number(at);
    return;
  }
  const place = cut.toCut(Number(root.dataset.position));
  if (place < RESUME_S || place > cut.duration - RESUME_S) return;
  timer.seconds = cut.toFilm(place);
  parts.resumed.hidden = false;
  parts.resumedAt.textContent = clock(place);
  parts.again.addEventListener("click", () => {
    timer.seek(0);
    parts.resumed.hidden = true;
    parts.play.focus();
  });
}

document.querySelectorAll("[data-timer]").forEach(begin);
