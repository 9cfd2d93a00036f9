// What a drawn film says beside its picture: movement, side, counts, what comes next, out of its metadata track.
// In the picture they could not be translated, and would turn round with it.

const NEXT_S = 3; // what comes next is told this long before
const PHRASE = 8; // dancers count in eights: a dance of 32 is counted four times to eight

export class FilmWords {
  constructor(player) {
    const { video, parts: { words } } = player;
    Object.assign(this, { player, video, words });
    this.track = [...video.textTracks].find(({ kind }) => kind === "metadata");
    if (!this.track) return;
    this.lines = Object.fromEntries([...words.querySelectorAll("[data-word]")].map((e) => [e.dataset.word, e]));
    this.track.mode = "hidden"; // loaded and timed, but not drawn
    this.track.addEventListener("cuechange", () => this.turnPage());
    player.choices.follow("mirror", () => this.turnPage());
    player.on("tick", () => this.beat());
    words.hidden = false;
  }

  // A cue begins: a card, a repetition, a change of side.
  turnPage() {
    this.cue = this.track.activeCues?.[0];
    if (!this.cue) return;
    const part = JSON.parse(this.cue.text);
    const opening = part.kind === "opening";
    this.part = part;
    this.words.dataset.kind = part.kind;
    this.write("name", opening ? part.title : part.name);
    this.write("say", opening ? "" : part.say);
    this.write("more", opening ? `${part.summary}\n${part.ready}` : part.plain);
    this.write("side", opening ? "" : this.side(part));
    this.write("rep", this.rep(part));
    this.lines.beads.replaceChildren(...Array.from({ length: phrase(part) }, () => document.createElement("i")));
    this.count = null;
    // Once for a movement and a side, not for each repetition.
    if (part.kind === "card" || part.kind === "turn") this.player.say([part.name, this.side(part)].filter(Boolean).join(", "));
    this.beat();
  }

  // In a mirrored picture the left leg is on the right.
  side({ side, works, other }) {
    if (!side) return "";
    const { left, right, first, other: second } = this.words.dataset;
    if (works !== "leg") return other ? second : first;
    return (side === "left") !== this.player.choices.get("mirror") ? left : right;
  }

  rep({ rep, of }) {
    return rep ? `${rep} ${this.words.dataset.of} ${of}` : "";
  }

  write(word, text = "") {
    if (this.lines[word].textContent !== text) this.lines[word].textContent = text ?? "";
  }

  // --- counts ---------------------------------------------------------------------------------------

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
    this.tellCount(part, count);
  }

  showCount(count) {
    [...this.lines.beads.children].forEach((bead, i) => {
      bead.className = i === count ? "now" : "";
      bead.textContent = i === count ? String(i + 1) : "";
    });
  }

  // For the large cues.
  tellCount(part, count) {
    const number = part.rep ? (count % phrase(part)) + 1 : Math.max(0, count);
    const side = part.kind === "opening" ? "" : this.side(part);
    this.player.tell("count", { count: part.kind === "opening" ? "" : String(number), side, rep: this.rep(part) });
  }

  coming(cue) {
    const next = [...this.track.cues].find((other) => other.startTime >= cue.endTime - 0.01);
    if (!next) return "";
    const part = JSON.parse(next.text);
    return [`${this.words.dataset.next} ${part.name}`, this.side(part)].filter(Boolean).join(", ");
  }
}

const phrase = ({ counts = 0 }) => (counts % PHRASE ? counts : Math.min(counts, PHRASE));
