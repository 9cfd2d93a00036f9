// The small picture, for who would save data: another address of the same film, taken up at the same place.
export class Picture {
  constructor(player) {
    this.player = player;
    this.first = true;
    player.choices.follow("picture", (picture) => this.take(picture));
  }

  take(picture) {
    const { player } = this;
    if (this.first) {
      this.first = false; // the page was written with it
      return;
    }
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
