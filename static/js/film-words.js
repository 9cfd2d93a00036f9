// What a film says: its captions, and the words beside the picture (movement, side, counts, what comes next).
// Drawn by the browser they would turn round with a mirrored picture; in the picture they could not be translated.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;
const NEXT_S = 3; // what comes next is told this long before
const PHRASE = 8; // dancers count in eights: a dance of 32 is counted four times to eight

export class FilmWords {
  swapSides = false; // in a mirrored picture the left leg is on the right

  constructor(video, { caption, words, said }) {
    Object.assign(this, { video, place: caption, words, said });
    this.lines = Object.fromEntries([...words.querySelectorAll("[data-word]")].map((e) => [e.dataset.word, e]));
    this.captions = this.follow("captions", () => this.show());
    this.track = this.follow("metadata", () => this.turnPage());
    if (this.track) words.hidden = false;
    for (const name of ["timeupdate", "seeked"]) video.addEventListener(name, () => this.beat());
    video.addEventListener("play", () => this.keepTime());
    document.addEventListener("fullscreenchange", () => {
      // Where the video alone fills the screen our elements are not seen.
      if (this.captions) this.captions.mode = document.fullscreenElement === video ? "showing" : "hidden";
    });
  }

  follow(kind, act) {
    const track = [...this.video.textTracks].find((one) => one.kind === kind);
    if (!track) return null;
    track.mode = "hidden"; // loaded and timed, but not drawn
    track.addEventListener("cuechange", act);
    return track;
  }

  show() {
    const cues = [...(this.captions?.activeCues ?? [])];
    const words = cues.map((cue) => cue.getCueAsHTML().textContent).join(" ");
    this.place.textContent = this.swapSides ? words.replace(SIDES, (side) => OTHER[side] ?? side) : words;
  }

  // --- beside the picture ---------------------------------------------------------------------------

  mirrored(yes) {
    this.swapSides = yes;
    this.show();
    this.turnPage();
  }

  // A cue of the metadata track begins: a card, a repetition, a change of side.
  turnPage() {
    this.cue = this.track?.activeCues?.[0];
    if (!this.cue) return;
    const part = JSON.parse(this.cue.text);
    const opening = part.kind === "opening";
    this.part = part;
    this.words.dataset.kind = part.kind;
    this.write("name", opening ? part.title : part.name);
    this.write("say", opening ? "" : part.say);
    this.write("more", opening ? `${part.summary}\n${part.ready}` : part.plain);
    this.write("side", opening ? "" : this.side(part));
    this.write("rep", part.rep ? `${part.rep} ${this.words.dataset.of} ${part.of}` : "");
    this.lines.beads.replaceChildren(...Array.from({ length: phrase(part) }, () => document.createElement("i")));
    this.count = null;
    if (part.kind === "card" || part.kind === "turn") this.announce([part.name, this.side(part)].filter(Boolean).join(", "));
    this.beat();
  }

  side({ side, works, other }) {
    if (!side) return "";
    const { left, right, first, other: second } = this.words.dataset;
    if (works !== "leg") return other ? second : first;
    return (side === "left") !== this.swapSides ? left : right;
  }

  // Once for a movement and a side, not for each repetition; nothing where it is told already.
  announce(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  write(word, text = "") {
    if (this.lines[word].textContent !== text) this.lines[word].textContent = text ?? "";
  }

  // --- counts ---------------------------------------------------------------------------------------

  keepTime() {
    if (this.video.paused || this.video.ended) return;
    this.beat();
    requestAnimationFrame(() => this.keepTime());
  }

  beat() {
    const { cue, part, video } = this;
    if (!cue || !part) return;
    const left = cue.endTime - video.currentTime;
    const count = part.rep
      ? Math.min(part.counts - 1, Math.max(0, Math.floor((video.currentTime - cue.startTime) / part.beat_s)))
      : Math.ceil(left);
    const ahead = left > 0 && left <= NEXT_S && part.rep === part.of;
    if (count === this.count && ahead === this.ahead) return;
    Object.assign(this, { count, ahead });
    if (part.rep) this.showCount(count % phrase(part));
    else this.write("beads", part.kind !== "opening" && left > 0 && left <= NEXT_S ? String(count) : "");
    this.write("next", ahead && part.rep ? this.coming(cue) : "");
  }

  showCount(count) {
    [...this.lines.beads.children].forEach((bead, i) => {
      bead.className = i === count ? "now" : "";
      bead.textContent = i === count ? String(i + 1) : "";
    });
  }

  coming(cue) {
    const next = [...this.track.cues].find((other) => other.startTime >= cue.endTime - 0.01);
    if (!next) return "";
    const part = JSON.parse(next.text);
    return [`${this.words.dataset.next} ${part.name}`, this.side(part)].filter(Boolean).join(", ");
  }
}

const phrase = ({ counts = 0 }) => (counts % PHRASE ? counts : Math.min(counts, PHRASE));
