// The end of a class danced with the timer: it counts at nine tenths, or by the button, with a network or without.

import { WatchedSeconds } from "../watched-seconds.js";

export class End {
  constructor(timer) {
    const { root, parts, cut, duration } = timer;
    const { watchedUrl: url, csrf, runner, kept, seen } = root.dataset;
    timer.on("ended", () => {
      parts.end.hidden = false;
      parts.end.focus();
    });
    timer.on("playing", (playing) => { if (playing) parts.end.hidden = true; });
    if (!url) return; // a visitor's dancing is not kept
    new WatchedSeconds(timer, {
      url, csrf, runner, duration, cut, kept, how: "timer",
      seen: JSON.parse(seen),
      onDone: (address) => this.counted(parts, address),
    });
  }

  counted(parts, address) {
    parts.onward.href = address;
    parts.done.hidden = false;
    parts.endForm.hidden = true;
  }
}
