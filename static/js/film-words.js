// What a film says: its captions, drawn in an element of ours, and what its metadata track tells.
// Drawn by the browser they would turn round with a mirrored picture.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;

export class FilmWords {
  swapSides = false; // in a mirrored picture the left leg is on the right
  onCard = false; // a title card is shown, nobody dances

  constructor(video, place, onPart) {
    Object.assign(this, { video, place, onPart });
    this.captions = this.follow("captions", () => this.show());
    this.follow("metadata", (track) => this.tell(track));
    document.addEventListener("fullscreenchange", () => {
      // Where the video alone fills the screen our element is not seen.
      if (this.captions) this.captions.mode = document.fullscreenElement === video ? "showing" : "hidden";
    });
  }

  follow(kind, act) {
    const track = [...this.video.textTracks].find((one) => one.kind === kind);
    if (!track) return null;
    track.mode = "hidden"; // loaded and timed, but not drawn
    track.addEventListener("cuechange", () => act(track));
    return track;
  }

  show() {
    const cues = [...(this.captions?.activeCues ?? [])];
    const words = cues.map((cue) => cue.getCueAsHTML().textContent).join(" ");
    this.place.textContent = this.swapSides ? words.replace(SIDES, (side) => OTHER[side] ?? side) : words;
  }

  tell(track) {
    const cue = track.activeCues?.[0];
    this.onCard = Boolean(cue) && JSON.parse(cue.text).kind !== "loop";
    this.onPart();
  }
}
