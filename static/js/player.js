// The film player: our own bar under a native <video>. Without this module the video keeps its native controls and
// captions. Each behaviour is a file of player/; what they share is the Player. Order counts where one uses another.

import { clock } from "./clock-face.js";
import { FilmWords } from "./film-words.js";
import { Ahead } from "./player/ahead.js";
import { Bar } from "./player/bar.js";
import { Captions } from "./player/captions.js";
import { Chapters } from "./player/chapters.js";
import { CueList } from "./player/cue-list.js";
import { Cutting } from "./player/cutting.js";
import { Keys } from "./player/keys.js";
import { LargeCues } from "./player/large-cues.js";
import { Loop } from "./player/loop.js";
import { Loudness } from "./player/loudness.js";
import { Mirror } from "./player/mirror.js";
import { Picture } from "./player/picture.js";
import { Player } from "./player/player.js";
import { Screen } from "./player/screen.js";
import { Speak } from "./player/speak.js";
import { Speed } from "./player/speed.js";
import { Stalls } from "./player/stalls.js";
import { Still } from "./player/still.js";
import { Trouble } from "./player/trouble.js";
import { WakeLock } from "./player/wake-lock.js";
import { wholeIfNeeded } from "./player/whole.js";
import { WatchedSeconds } from "./watched-seconds.js";

const RESUME_S = 10; // nearer to the beginning or to the end than this, a film begins at the beginning

function begin(root) {
  const player = new Player(root);
  player.chapters = new Chapters(player);
  player.captions = new Captions(player);
  player.loudness = new Loudness(player);
  player.loop = new Loop(player);
  player.picture = new Picture(player);
  for (const Part of [
    Bar, Speed, Mirror, Cutting, FilmWords, Ahead, CueList, Speak, Screen, WakeLock, LargeCues, Stalls, Trouble, Still, Keys,
  ]) new Part(player);
  wholeIfNeeded(player);
  resume(player);
  count(player);
}

// At the second the address names, else where the runner stopped.
function resume(player) {
  const { root, duration, parts } = player;
  const at = root.dataset.at || new URLSearchParams(location.search).get("at");
  if (at && Number(at) >= 0 && Number(at) < duration) {
    player.seek(Number(at));
    return;
  }
  const position = Number(root.dataset.position);
  if (position < RESUME_S || position > duration - RESUME_S) return;
  player.seek(position);
  parts.resumed.hidden = false;
  parts.resumedAt.textContent = clock(player.cut.toCut(position));
  parts.again.addEventListener("click", () => {
    player.seek(0);
    parts.resumed.hidden = true;
    parts.play.focus();
  });
}

// A visitor's watching is not counted: there is no address to tell it to.
function count(player) {
  const { root, video, duration, cut } = player;
  const { watchedUrl, seen, csrf, runner, kept } = root.dataset;
  if (!watchedUrl) return;
  new WatchedSeconds(video, {
    url: watchedUrl,
    csrf,
    runner,
    duration,
    cut,
    kept,
    place: () => player.now,
    seen: JSON.parse(seen),
    onDone: (address) => tellDone(player, address),
  });
}

// Nothing moves while one still dances: it is told when the film stands.
function tellDone(player, address) {
  const { parts } = player;
  parts.onward.href = address;
  let told = false;
  const show = (playing) => {
    if (playing || told) return;
    told = true;
    parts.done.hidden = false;
    parts.done.scrollIntoView({ block: "nearest" });
  };
  player.on("playing", show);
  show(player.playing);
}

document.querySelectorAll("[data-player]").forEach(begin);
