// The small picture: another address of the same film, taken up at the same place. It is a choice, to save data; and
// where the network carries no more (see stalls.js) it is taken for this once, said quietly, and given back on a press.

const SMALL_PX = 360; // a picture so low has no smaller one

export class Picture {
  lowered = false; // by itself, for this once
  kept = false; // the large picture was asked for in spite of the network

  constructor(player) {
    this.player = player;
    const { parts, choices } = player;
    choices.follow("picture", (picture) => this.choose(picture));
    player.on("stalls", () => this.lower());
    parts.raise.addEventListener("click", () => this.raise());
  }

  choose(picture) {
    const shown = this.shown;
    this.shown = picture;
    if (!shown) return; // the page was written with it
    this.tellLowered(false);
    if (picture !== shown) this.load(picture);
  }

  get small() {
    const { videoHeight } = this.player.video;
    return this.shown === "small" || (videoHeight > 0 && videoHeight <= SMALL_PX);
  }

  lower() {
    if (this.kept || this.small) return;
    this.shown = "small";
    this.tellLowered(true);
    this.load("small");
  }

  raise() {
    const { parts: { play }, choices } = this.player;
    this.kept = true;
    this.shown = choices.get("picture");
    this.tellLowered(false);
    this.load(this.shown);
    play.focus();
  }

  tellLowered(yes) {
    this.lowered = yes;
    this.player.parts.lowered.hidden = !yes;
  }

  load(picture) {
    const { player } = this;
    const { now, playing, video } = player;
    for (const media of [video, ...video.querySelectorAll("source")]) {
      if (media.getAttribute("src")) media.src = withPicture(media.src, picture);
    }
    video.load();
    player.wanted = now;
    if (playing) player.play();
  }
}

function withPicture(src, picture) {
  const address = new URL(src);
  if (picture === "small") address.searchParams.set("picture", picture);
  else address.searchParams.delete("picture");
  return address.href;
}
