// The dancer of the timer: she dances the movement in the time of the counts, and turns round for the other side.
// Where motion is unwelcome, or she has not come yet, there is an image in her place.

export class Dancer {
  constructor(timer, steps) {
    Object.assign(this, { timer, steps, figure: timer.root.querySelector("ballet-figure") });
    if (!this.figure) return;
    this.figure.setAttribute("palette", timer.root.dataset.dancer);
    timer.on("step", ({ step }) => this.take(step));
    timer.on("playing", (playing) => this.lead(playing));
    this.take(steps.step);
    this.stills();
  }

  take({ chapter: at, turn }) {
    const { figure, timer } = this;
    const chapter = timer.chaptersTold[at];
    figure.toggleAttribute("mirrored", turn > 0);
    if (at === this.at || !(chapter.movement || chapter.dance)) return;
    this.at = at;
    figure.table = chapter.dance; // an enchaînement stands in no tables
    figure.setAttribute("movement", chapter.movement || `dance-${chapter.start_s}`);
    figure.setAttribute("role", "img"); // the figure itself says so only once it dances
    figure.setAttribute("aria-label", chapter.title);
    const image = figure.querySelector("img");
    const still = document.querySelectorAll("[data-seek]")[at]?.dataset.still;
    if (image && still) image.src = still;
  }

  // Once begun she follows the counts, and stands while the timer stands.
  lead(playing) {
    if (!playing) return;
    this.figure.toggleAttribute("paused", true);
    const step = () => {
      if (!this.timer.playing) return;
      this.figure.stand?.(this.steps.counted()?.exact ?? 0);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  // All that will be shown is fetched while there is a network.
  stills() {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.fetched = [...document.querySelectorAll("[data-still]")].map(({ dataset }) => Object.assign(new Image(), { src: dataset.still }));
  }
}
