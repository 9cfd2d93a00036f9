// What the timer lets hear: a bell as a movement begins, two at a change of side, and the cues spoken if that is wanted.
// Whether it does is chosen once, for the player and the timer.

const NOTES = { begin: [660], side: [660, 880], ready: [440], end: [660, 550, 440] };
const LOUD = 0.25;
const APART_S = 0.28;
const RINGS_S = 1.4;

export class Voice {
  constructor(timer, steps) {
    Object.assign(this, { timer, steps });
    timer.on("playing", (playing) => (playing ? this.wake() : window.speechSynthesis?.cancel()));
    timer.on("step", ({ step, before }) => this.turn(step, before));
    timer.on("caption", (words) => this.say(words));
    timer.on("ended", () => this.chime("end"));
    addEventListener("pagehide", () => window.speechSynthesis?.cancel());
    timer.parts.speak.closest("label").hidden = !window.speechSynthesis;
    timer.choices.follow("sound", (on) => { this.rings = on; });
    timer.choices.follow("speak", (on) => this.speak(on));
    for (const [key, choice] of [["s", "sound"], ["t", "speak"]]) timer.keys.set(key, () => timer.choices.toggle(choice));
  }

  speak(on) {
    this.speaks = on;
    if (!on) window.speechSynthesis?.cancel();
  }

  // Browsers let a page sound only after it was touched; a device without sound refuses: then the timer leads by sight.
  async wake() {
    try {
      this.audio ??= new AudioContext();
      await this.audio.resume();
    } catch {
      this.audio ??= null;
    }
  }

  turn(step, before) {
    if (!this.timer.playing || !before) return;
    if (step.ready) this.chime(step.chapter === before.chapter ? "side" : "ready");
    else if (before.ready) this.chime("begin");
  }

  chime(name) {
    if (!this.rings) return;
    this.timer.tell("chime", name);
    if (this.audio?.state !== "running") return;
    NOTES[name].forEach((hertz, i) => this.ring(hertz, this.audio.currentTime + i * APART_S));
  }

  ring(hertz, at) {
    const [note, loud] = [this.audio.createOscillator(), this.audio.createGain()];
    note.frequency.value = hertz;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(LOUD, at + 0.01);
    loud.gain.exponentialRampToValueAtTime(0.001, at + RINGS_S);
    note.connect(loud).connect(this.audio.destination);
    note.start(at);
    note.stop(at + RINGS_S);
  }

  say(words) {
    const { timer } = this;
    if (!words || !timer.playing || !this.speaks || !window.speechSynthesis) return;
    window.speechSynthesis.cancel(); // a cue that comes late would speak of what is over
    const said = new SpeechSynthesisUtterance(words);
    said.lang = timer.root.dataset.captionsIn;
    window.speechSynthesis.speak(said);
  }
}
