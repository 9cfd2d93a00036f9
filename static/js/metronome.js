// Beats and chimes by Web Audio. They are scheduled well ahead on the clock of the sound itself, so that they stay even
// while the page is busy, and go on for as long as a browser lets a page sound behind a locked screen. A device that
// gives no sound refuses: then the clock of the page leads, by sight.

const AHEAD_S = 75; // a hidden page is woken once a minute
const LOOK_MS = 5000;
const PATIENCE_MS = 700; // a device without sound may never answer
const LOUD = 0.3;
const CHIMES = { begin: [660, 880], end: [660, 550, 440] };
const APART_S = 0.18;

export class Metronome {
  constructor(tell) {
    this.tell = tell;
  }

  // Browsers let a page sound only after it was touched: call it as a button is pressed.
  async wake() {
    try {
      this.audio ??= new AudioContext();
      await Promise.race([this.audio.resume(), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
    } catch {
      this.audio = null;
    }
    this.sounds = this.audio?.state === "running"; // until it is woken again: the two clocks differ
    this.clock = this.sounds ? () => this.audio.currentTime : () => performance.now() / 1000;
    this.hush();
  }

  get now() {
    return this.clock();
  }

  // `pitch(n)` is the hertz of the n-th beat, the first of which is at `from`; none once it is 0.
  beat(from, pitch) {
    Object.assign(this, { from, pitch, beats: 0 });
    this.looking = setInterval(() => this.fill(), LOOK_MS);
    this.fill();
  }

  fill() {
    const added = [];
    for (let at; (at = this.from + this.beats) < this.now + AHEAD_S; this.beats++) {
      const hertz = this.pitch(this.beats);
      if (!hertz) {
        clearInterval(this.looking);
        break;
      }
      this.ring(hertz, at, 0.09);
      added.push([at, hertz]);
    }
    if (added.length) this.tell("beats", added);
  }

  chime(name, at = this.now) {
    CHIMES[name].forEach((hertz, i) => this.ring(hertz, at + i * APART_S, 1.2));
    this.tell("chime", { name, at });
  }

  ring(hertz, at, lasts) {
    if (!this.sounds) return;
    const [note, loud] = [this.audio.createOscillator(), this.audio.createGain()];
    note.frequency.value = hertz;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(LOUD, at + 0.005);
    loud.gain.exponentialRampToValueAtTime(0.001, at + lasts);
    note.connect(loud).connect(this.out);
    note.start(at);
    note.stop(at + lasts);
  }

  // What was scheduled and has not sounded yet is not heard any more.
  hush() {
    clearInterval(this.looking);
    this.out?.disconnect();
    this.out = this.audio?.createGain();
    this.out?.connect(this.audio.destination);
  }
}
