// <figure data-line-chart>: the value under the pointer, or under the arrow keys, in the place of the note. All charts
// of a page lie over the same way or time, so that one pointer reads them all.
import { clock, number } from "./clock-face.js";

const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageUp: 0.1, PageDown: -0.1 };

// The line as points, each from 0 to 1 across and from its lowest to its highest value.
function points({ dataset }, line) {
  const places = [...line.getAttribute("d").matchAll(/(\d+),(\d+)/g)];
  const [low, span] = [Number(dataset.low), dataset.high - dataset.low];
  return places.map(([, x, y]) => {
    const down = y / dataset.height;
    return { across: x / dataset.width, down, value: low + span * ("turned" in dataset ? down : 1 - down) };
  });
}

function nearest(places, across) {
  let [from, to] = [0, places.length - 1];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (places[middle].across <= across) from = middle;
    else to = middle;
  }
  return across - places[from].across <= places[to].across - across ? places[from] : places[to];
}

function drawn(name, className, parent) {
  const element = parent.appendChild(document.createElementNS(SVG, name));
  element.setAttribute("class", className);
  element.setAttribute("visibility", "hidden");
  return element;
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.picture = figure.querySelector("[data-line-chart-picture]");
    this.places = points(figure, figure.querySelector("[data-line-chart-line]"));
    this.note = figure.querySelector("[data-line-chart-note]");
    this.said = this.note.textContent;
    this.cursor = drawn("line", "line-chart__cursor", this.picture);
    this.spot = drawn("circle", "line-chart__spot", this.picture);
    this.cursor.setAttribute("y2", "100%");
    this.spot.setAttribute("r", 4);
  }

  across(clientX) {
    const { left, right } = this.picture.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(this.picture);
    const [from, to] = [left + parseFloat(paddingLeft), right - parseFloat(paddingRight)];
    return Math.min(1, Math.max(0, (clientX - from) / (to - from)));
  }

  text({ across, value }) {
    const { form, unit, over, overUnit, from, to } = this.figure.dataset;
    const at = Number(from) + across * (to - from);
    const read = form === "clock" ? clock(Math.round(value)) : Math.round(value);
    return `${read} ${unit}, ${over === "time" ? clock(at) : `${number(at, 2)} ${overUnit}`}`;
  }

  show(across) {
    const place = nearest(this.places, across);
    for (const name of ["x1", "x2"]) this.cursor.setAttribute(name, `${100 * place.across}%`);
    this.spot.setAttribute("cx", `${100 * place.across}%`);
    this.spot.setAttribute("cy", `${100 * place.down}%`);
    for (const mark of [this.cursor, this.spot]) mark.setAttribute("visibility", "visible");
    this.note.textContent = this.text(place);
    this.note.classList.add("line-chart__note--read");
    this.picture.setAttribute("aria-valuenow", Math.round(100 * place.across));
    this.picture.setAttribute("aria-valuetext", this.note.textContent);
  }

  hide() {
    for (const mark of [this.cursor, this.spot]) mark.setAttribute("visibility", "hidden");
    this.note.textContent = this.said;
    this.note.classList.remove("line-chart__note--read");
  }

  // With the keyboard a chart is a slider along the run.
  slides() {
    for (const [name, value] of Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 0 }))
      this.picture.setAttribute(name, value);
  }
}

const charts = [...document.querySelectorAll("[data-line-chart]")].map((figure) => new Chart(figure));
let at = 0;

function show(across) {
  at = Math.min(1, Math.max(0, across));
  for (const chart of charts) chart.show(at);
}
const hide = () => charts.forEach((chart) => chart.hide());

for (const chart of charts) {
  const { picture } = chart;
  chart.slides();
  for (const name of ["pointerdown", "pointermove"])
    picture.addEventListener(name, (event) => show(chart.across(event.clientX)));
  picture.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hide());
  picture.addEventListener("focus", () => picture.matches(":focus-visible") && show(at));
  picture.addEventListener("blur", hide);
  picture.addEventListener("keydown", (event) => {
    const ends = { Home: 0, End: 1 };
    if (event.key === "Escape") return hide();
    if (!(event.key in STEPS) && !(event.key in ends)) return;
    event.preventDefault();
    show(ends[event.key] ?? at + STEPS[event.key]);
  });
}
