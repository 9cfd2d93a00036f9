// Full screen and picture in picture. The whole player fills the screen, with captions and words; where only the
// video can, and in a picture of its own, the browser draws the captions: ours are not seen there.
export class Screen {
  constructor(player) {
    this.player = player;
    const { video, parts, keys } = player;
    parts.full.addEventListener("click", () => this.fill());
    parts.pip.addEventListener("click", () => this.float());
    parts.pip.hidden = !document.pictureInPictureEnabled;
    keys.set("f", () => this.fill());
    if (document.pictureInPictureEnabled) keys.set("i", () => this.float());
    document.addEventListener("fullscreenchange", () => this.show());
    for (const name of ["enterpictureinpicture", "webkitbeginfullscreen"]) video.addEventListener(name, () => this.native(true));
    for (const name of ["leavepictureinpicture", "webkitendfullscreen"]) video.addEventListener(name, () => this.native(false));
  }

  fill() {
    const { root, video } = this.player;
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
    else video.webkitEnterFullscreen?.();
  }

  float() {
    if (document.pictureInPictureElement) document.exitPictureInPicture();
    else this.player.video.requestPictureInPicture().catch(() => {});
  }

  show() {
    const { root, video, parts } = this.player;
    parts.full.setAttribute("aria-pressed", String(document.fullscreenElement === root));
    this.native(document.fullscreenElement === video);
  }

  native(alone) {
    const { track } = this.player.captions;
    if (track) track.mode = alone && this.player.choices.get("captions") ? "showing" : "hidden";
    this.player.parts.pip.setAttribute("aria-pressed", String(Boolean(document.pictureInPictureElement)));
  }
}
