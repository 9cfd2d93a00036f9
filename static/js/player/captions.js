// Captions of our own: drawn by the browser they would turn round with a mirrored picture. On unless switched off,
// in three sizes, below the picture or in it. The track's cues are there for the other parts too, shown or not.

import { otherSides } from "./sides.js";

const SIZES = ["small", "medium", "large"];

export class Captions {
  text = "";

  constructor(player) {
    this.player = player;
    const { video, choices, keys, parts } = player;
    this.place = parts.caption;
    this.track = [...video.textTracks].find(({ kind }) => kind === "captions");
    if (!this.track) return;
    this.track.mode = "hidden"; // loaded and timed, but not drawn
    this.track.addEventListener("cuechange", () => this.show());
    choices.follow("captions", (on) => { this.place.hidden = !on; });
    choices.follow("caption_size", (size) => { player.root.dataset.captionSize = size; });
    choices.follow("caption_place", (place) => this.stand(place));
    choices.follow("mirror", () => this.show());
    keys.set("c", () => choices.toggle("captions"));
    keys.set("+", () => this.resize(1));
    keys.set("-", () => this.resize(-1));
  }

  show() {
    const words = [...(this.track.activeCues ?? [])].map((cue) => this.words(cue)).join(" ");
    if (words === this.text) return;
    this.text = this.place.textContent = words;
    this.player.tell("caption", words);
  }

  // What a cue says, of a drawn film for the picture as it is turned: there the words are ours. What a teacher says
  // stays as it is heard.
  words(cue) {
    const words = cue.getCueAsHTML().textContent;
    const { root, choices } = this.player;
    return root.dataset.origin === "drawn" && choices.get("mirror") ? otherSides(words, root.dataset.captionsIn) : words;
  }

  stand(place) {
    this.player.root.dataset.captionPlace = place;
    if (place === "below") this.player.frame.after(this.place);
    else this.player.frame.append(this.place);
  }

  resize(by) {
    const { choices } = this.player;
    const at = SIZES.indexOf(choices.get("caption_size")) + by;
    if (SIZES[at]) choices.set("caption_size", SIZES[at]);
  }
}
