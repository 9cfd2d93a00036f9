// Where in its chapter the timer stands: getting ready, or which side, repetition and count. Each change is told.

const PHRASE = 8; // dancers count in eights
const NEXT_S = 3;

export class Steps {
  constructor(timer) {
    this.timer = timer;
    timer.on("tick", () => this.look());
    this.look();
  }

  look() {
    const { timer } = this;
    const step = this.at(timer.now);
    const before = this.step;
    this.step = step;
    if (before && before.chapter === step.chapter && before.turn === step.turn && before.ready === step.ready) return;
    timer.tell("step", { step, before });
  }

  // chapter and turn by their numbers; ready: seconds until the dancing begins, in words of the present moment.
  at(now) {
    const { chaptersTold: chapters } = this.timer;
    const chapter = Math.max(0, chapters.findLastIndex(({ start_s }) => start_s <= now + 0.001));
    const { turns } = chapters[chapter];
    const next = turns.findIndex(({ end_s }) => now < end_s);
    const turn = next < 0 ? turns.length - 1 : next;
    return { chapter, turn, ready: turn >= 0 && now < turns[turn].start_s };
  }

  get turn() {
    const { timer: { chaptersTold }, step } = this;
    return chaptersTold[step.chapter].turns[step.turn];
  }

  // { rep, of, count, counts }: counted in eights; null while one gets ready.
  counted() {
    const { turn, timer } = this;
    if (!turn || this.step.ready) return null;
    const passed = Math.max(0, timer.now - turn.start_s + 0.001);
    const count = Math.floor(passed / turn.beat_s);
    const rep = Math.min(turn.times, Math.floor(count / turn.counts) + 1);
    const phrase = turn.counts % PHRASE ? turn.counts : Math.min(turn.counts, PHRASE);
    return { rep, of: turn.times, count: (count % turn.counts) % phrase, counts: phrase, exact: passed / turn.beat_s };
  }

  // Seconds until the dancing begins, and what begins then.
  readyIn() {
    return this.step.ready ? this.turn.start_s - this.timer.now : 0;
  }

  // The chapter that comes next, three seconds ahead; of a cut the next that is kept.
  coming() {
    const { timer: { chaptersTold, cut, now }, step } = this;
    const end = chaptersTold[step.chapter].end_s;
    if (end - now > NEXT_S) return null;
    return this.following(end, cut);
  }

  following(end, cut) {
    const at = cut.onward(end + 0.001) ?? end;
    return at >= cut.spans.at(-1)[1] ? null : this.timer.chaptersTold.findLast(({ start_s }) => start_s <= at + 0.05);
  }
}
