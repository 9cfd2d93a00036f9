// The picture turns round; the words beside it and the captions do not. Those of a drawn film change their sides.
export class Mirror {
  constructor({ root, choices, keys }) {
    choices.follow("mirror", (yes) => root.classList.toggle("player--mirrored", yes));
    keys.set("m", () => choices.toggle("mirror"));
  }
}
