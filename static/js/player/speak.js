// "Speak the cues": the device's voice reads each caption as it comes, over the film's own sound, which is lower
// meanwhile. It stops with the film and at each jump, and follows its speed.

const DUCKED = 0.35;

export class Speak {
  constructor(player) {
    this.player = player;
    this.voice = window.speechSynthesis;
    player.parts.speak.hidden = !this.voice;
    if (!this.voice) return;
    player.choices.follow("speak", (on) => { if (!on) this.stop(); });
    player.keys.set("t", () => player.choices.toggle("speak"));
    player.on("caption", (words) => this.say(words));
    for (const name of ["pause", "seeking", "ended"]) player.video.addEventListener(name, () => this.stop());
    addEventListener("pagehide", () => this.stop());
  }

  say(words) {
    const { player } = this;
    if (!words || !player.playing || !player.choices.get("speak")) return;
    this.voice.cancel(); // a cue that comes late would speak of what is over
    const said = new SpeechSynthesisUtterance(words);
    said.lang = player.root.dataset.captionsIn; // the captions', which may not be the page's
    said.rate = player.video.playbackRate;
    said.addEventListener("start", () => this.duck(said)); // a device without a voice begins none: the film stays loud
    for (const name of ["end", "error"]) said.addEventListener(name, () => this.quieten(said));
    this.saying = said;
    this.voice.speak(said);
  }

  duck(said) {
    if (said === this.saying) this.player.loudness.set({ duck: DUCKED });
  }

  quieten(said) {
    if (said !== this.saying) return;
    this.saying = null;
    this.player.loudness.set({ duck: 1 });
  }

  stop() {
    if (!this.saying) return;
    this.voice.cancel();
    this.quieten(this.saying);
  }
}
