// The end of a class danced with the timer: it counts at nine tenths, or by the button, with a network or without.

import { WatchedSeconds } from "../watched-seconds.js";

const DANCED = 0.9;

export class End {
  constructor(timer) {
    const { root, parts, cut, duration } = timer;
    const { watchedUrl: url, csrf, runner, kept, seen } = root.dataset;
    timer.on("ended", () => this.show(parts, cut));
    timer.on("time", () => { if (!timer.ended) parts.end.hidden = true; });
    if (!url) return; // a visitor's dancing is not kept
    this.watched = new WatchedSeconds(timer, {
      url, csrf, runner, duration, cut, kept, how: "timer",
      seen: JSON.parse(seen),
      onDone: (address) => this.counted(parts, address),
    });
  }

  // Who leapt to the end is not told to shake out their legs.
  show({ end, endSaid }, cut) {
    const { watched } = this;
    const danced = !watched || watched.counted || watched.count >= DANCED * cut.duration;
    endSaid.textContent = danced ? endSaid.dataset.danced : endSaid.dataset.leapt;
    end.hidden = false;
    end.focus();
  }

  counted(parts, address) {
    parts.onward.href = address;
    parts.done.hidden = false;
    parts.endForm.hidden = true;
  }
}
