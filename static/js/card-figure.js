// A class card's dancer dances while it is pointed at or focused: over the poster, one at a time, and only then fetched.
// Not where motion is unwelcome, nor where a finger points.
const WAIT = 180; // ms: who only passes by wakes nobody
const still = matchMedia("(prefers-reduced-motion: reduce)");
let card = null, figure = null, timer = 0;

function stop() {
  clearTimeout(timer);
  figure?.remove();
  card = figure = null;
}

async function dance(asked) {
  await import("./ballet-figure.js");
  if (card !== asked) return;
  figure = document.createElement("ballet-figure");
  figure.setAttribute("movement", asked.dataset.figure);
  figure.setAttribute("tables", asked.closest("[data-figures]").dataset.figures);
  if (asked.dataset.palette) figure.setAttribute("palette", asked.dataset.palette); // the dancer of the poster
  figure.setAttribute("tabindex", "-1"); // the card is one stop of the keyboard
  figure.setAttribute("aria-hidden", "true");
  figure.className = "class-card__figure";
  asked.querySelector(".stage").append(figure);
  figure.dispatchEvent(new Event("pointerenter")); // she, not another dancer of the page
}

function begin(event) {
  const asked = event.target.closest?.("[data-figures] [data-figure]");
  if (asked === card || (event.type === "pointerover" && event.pointerType !== "mouse")) return;
  if (event.type === "focusin" && !event.target.matches(":focus-visible")) return;
  stop();
  if (!asked || still.matches) return;
  card = asked;
  timer = setTimeout(() => dance(asked), WAIT);
}

document.addEventListener("pointerover", begin);
document.addEventListener("focusin", begin);
document.addEventListener("focusout", (event) => { if (card && !card.contains(event.relatedTarget)) stop(); });
still.addEventListener("change", stop);
