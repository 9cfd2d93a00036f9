// The picture turns round; the words beside it and the captions do not: they change their sides.
export class Mirror {
  constructor({ root, choices, keys }) {
    choices.follow("mirror", (yes) => root.classList.toggle("player--mirrored", yes));
    keys.set("m", () => choices.toggle("mirror"));
  }
}
