// What comes next, three seconds ahead. A drawn film's own words tell it; a teacher's film has its chapters.

const NEXT_S = 3;

export class Ahead {
  constructor(player) {
    this.player = player;
    if ([...player.video.textTracks].some(({ kind }) => kind === "metadata")) return;
    player.on("tick", () => this.look());
    player.on("chapter", (chapter) => { if (player.playing && chapter) player.say(chapter.title); });
  }

  look() {
    const { chapters, cut, now, parts } = this.player;
    const next = this.player.loop.of ? null : chapters.after(chapters.at(now));
    const left = next ? cut.toCut(next.start) - cut.toCut(now) : Infinity;
    const words = left > 0 && left <= NEXT_S ? `${parts.ahead.dataset.next} ${next.title}` : "";
    if (parts.ahead.textContent === words) return;
    parts.ahead.textContent = words;
    parts.ahead.hidden = !words;
  }
}
