// A class of the week in the air: the rules answer for each day. By keyboard from its "Move" button (Enter picks up,
// arrows choose, Enter drops, Escape puts back), by a press on it and then on a day, or dragged with a pointer.
// What drops it is the form of the page for moving; without scripts that page does the same.
const words = document.querySelector("[data-moving]");
const week = document.querySelector(".week");
const form = words.querySelector("form");
const days = [...week.querySelectorAll(".day")];
const FAR = 6; // px a pointer goes before a press is a drag
const EDGE = 64; // px from the edge of the window where it begins to scroll
const SCROLLS = 8; // px with each picture, also while the finger is held still
const KEPT = "moved-class"; // where the class went, told to the page that comes after
let carried = null; // { chip, title, from, at, told: Map of date to what the rules say, pointer, pressed }
let pressed = null; // a pointer that may begin to drag
let dragged = false; // the click that ends a drag is none

const dateOf = (day) => day.querySelector("time").dateTime;
const nameOf = (date) => days.find((day) => dateOf(day) === date).querySelector("time .visually-hidden").textContent.trim();
const fill = (name, values = {}) => words.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const shown = words.querySelector("[data-moving-shows]");
const say = (text) => {
  words.querySelector("[data-moving-says]").textContent = text;
  shown.textContent = text;
  shown.toggleAttribute("data-shown", Boolean(carried?.pointer || carried?.pressed)); // for who looks, not listens
};
const buttonOf = (chip) => chip.querySelector("[data-move]");

// Led elsewhere, the class does not stand there any more, or its runner is signed out: the page anew says which.
async function ask(chip) {
  const answer = await fetch(`${chip.dataset.place}days/`, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 404) return null;
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).days;
}

async function pickUp(chip, { pointer = false, pressed: byPress = false } = {}) {
  const from = dateOf(chip.closest(".day"));
  const title = chip.querySelector(".chip__title").textContent.trim();
  const mine = carried = { chip, title, from, at: from, told: new Map(), pointer, pressed: byPress };
  chip.classList.add("chip--carried");
  buttonOf(chip).setAttribute("aria-pressed", "true");
  const told = await ask(chip).catch(() => undefined);
  if (carried !== mine) return; // dropped or put back before the answer came
  if (!told) {
    putDown();
    letGo();
    if (told === null) location.reload();
    else unreached();
    return;
  }
  for (const day of told) mine.told.set(day.date, day);
  week.classList.add("week--carrying");
  const top = chip.getBoundingClientRect().top;
  for (const day of days) mark(day, mine.told.get(dateOf(day)));
  if (pointer) pressed.y += chip.getBoundingClientRect().top - top; // what the rules say above it moves it: not from the finger
  if (mine.told.size < 2) { putDown(); say(fill("none", mine)); letGo(); return; }
  over(mine.at, false);
  if (!pointer) chip.scrollIntoView({ block: "nearest" }); // what the rules say has moved it
  if (!pointer) say(fill(byPress ? "pressed" : "picked", { title, day: nameOf(from) }));
}

function unreached() {
  say(fill("unreached"));
  document.querySelector("[data-unreached]").hidden = false;
}

// What could not be picked up is not asked for again by the next move of the same finger.
function letGo() {
  if (pressed) pressed.chip = null;
}

function mark(day, told) {
  day.dataset.weight = told ? (told.now ? "here" : told.weight) : "no";
  if (!told || told.now) return;
  const line = document.createElement("p");
  line.className = "day__says";
  const weight = document.createElement("strong");
  weight.textContent = fill(told.weight);
  line.append(weight, told.weight === "fits" ? "" : ` ${told.sentence}`);
  day.querySelector(".day__things").append(line);
}

function over(date, aloud = true) {
  carried.at = date;
  for (const day of days) day.toggleAttribute("data-over", dateOf(day) === date);
  const told = carried.told.get(date);
  if (!aloud || !told) return;
  const sentence = told.weight === "fits" ? "" : told.sentence;
  say(told.now ? fill("here", { day: nameOf(date) }) : fill("over", { day: nameOf(date), weight: fill(told.weight), sentence }));
}

function step(by) {
  const dates = [...carried.told.keys()];
  const next = dates[dates.indexOf(carried.at) + by];
  if (!next) return;
  over(next);
  days.find((day) => dateOf(day) === next).scrollIntoView({ block: "nearest" });
}

function putDown() {
  const { chip } = carried;
  chip.classList.remove("chip--carried");
  chip.style.translate = "";
  shown.removeAttribute("data-shown");
  buttonOf(chip).removeAttribute("aria-pressed");
  week.classList.remove("week--carrying");
  for (const line of week.querySelectorAll(".day__says")) line.remove();
  for (const day of days) { delete day.dataset.weight; day.removeAttribute("data-over"); }
  carried = null;
}

function putBack() {
  const { title, from } = carried;
  putDown();
  say(fill("back", { title, day: nameOf(from) }));
}

function drop() {
  const { chip, at, from, told } = carried;
  if (at === from || !told.has(at)) { putBack(); return; }
  form.action = `${chip.dataset.place}move/`;
  form.elements.to.value = at;
  form.elements.seen.value = chip.dataset.state;
  sessionStorage.setItem(KEPT, JSON.stringify([chip.dataset.place.replace(from, at), chip.dataset.place]));
  form.requestSubmit();
}

// --- keyboard, and one press after another ---
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
week.addEventListener("keydown", (event) => {
  if (!carried || carried.pointer) return;
  if (event.key in STEPS && carried.told.size) step(STEPS[event.key]);
  else if (event.key !== "Escape") return;
  else putBack();
  event.preventDefault();
});
week.addEventListener("focusout", ({ target }) => {
  // A press on a day takes the focus away as well: what it means is told by its click.
  if (carried && !carried.pointer && !pressed && target === buttonOf(carried.chip)) putBack();
});
week.addEventListener("click", (event) => {
  if (dragged) { event.preventDefault(); event.stopPropagation(); dragged = false; return; }
  const button = event.target.closest("[data-move]");
  const day = event.target.closest(".day");
  if (!carried && button) pickUp(button.closest("[data-place]"), { pressed: Boolean(event.pointerType) });
  else if (carried && button === buttonOf(carried.chip)) drop();
  else if (carried && day) { event.preventDefault(); over(dateOf(day), false); drop(); }
}, true);
document.addEventListener("click", (event) => {
  if (carried && !week.contains(event.target)) putBack();
});

// --- dragged ---
// Its grip goes with the finger, and lies over every day, as what is fixed lies over those at the edge of the window.
const dayAt = (x, y) => document.elementsFromPoint(x, y).filter((found) => !carried.chip.contains(found)).map((found) => found.closest(".day")).find(Boolean);
week.addEventListener("pointerdown", (event) => {
  dragged = false;
  const chip = event.target.closest("[data-place]");
  const byHandle = event.target.closest("[data-move]");
  pressed = { chip: null, x: event.clientX, y: event.clientY };
  if (!chip || carried || event.button || event.target.closest(".menu")) return;
  if (event.pointerType === "mouse" || byHandle) pressed.chip = chip; // a finger on a chip scrolls
});
document.addEventListener("pointermove", (event) => {
  if (!pressed?.chip) return;
  if (!carried && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < FAR) return;
  pressed.at = [event.clientX, event.clientY];
  if (!carried) { pressed.scrolled = scrollY; dragged = true; pickUp(pressed.chip, { pointer: true }); requestAnimationFrame(scrollOn); }
  follow();
});

function follow() {
  if (carried?.chip !== pressed.chip) return; // its week could not be asked
  const [x, y] = pressed.at;
  carried.chip.style.translate = `${x - pressed.x}px ${y - pressed.y + scrollY - pressed.scrolled}px`;
  const day = dayAt(x, y);
  if (day && dateOf(day) !== carried.at) over(dateOf(day));
}

function scrollOn() {
  if (!carried?.pointer || !pressed?.chip) return;
  const y = pressed.at[1], by = y < EDGE ? -SCROLLS : y > innerHeight - EDGE ? SCROLLS : 0;
  if (by) {
    scrollBy(0, by);
    follow();
  }
  requestAnimationFrame(scrollOn);
}

document.addEventListener("pointerup", (event) => {
  if (carried?.pointer && pressed) {
    const day = dayAt(event.clientX, event.clientY);
    if (day && dateOf(day) === carried.at) drop();
    else putBack();
  }
  const held = pressed;
  if (held) held.chip = null;
  setTimeout(() => { dragged = false; }); // after the click that follows
  setTimeout(() => { if (pressed === held) pressed = null; }, 400); // a finger's click, and its focus, come late
});
document.addEventListener("pointercancel", () => {
  if (carried?.pointer) putBack();
  pressed = null;
});
document.addEventListener("keydown", ({ key }) => { if (key === "Escape" && carried?.pointer) putBack(); });
week.addEventListener("dragstart", (event) => { if (event.target.closest("[data-place]")) event.preventDefault(); });

addEventListener("pagehide", () => { if (carried) putDown(); }); // who comes back finds nothing in the air

// --- the page after a move ---
for (const button of week.querySelectorAll("[data-move]")) button.hidden = false;
const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
const place = kept && JSON.parse(kept).find((one) => week.querySelector(`[data-place="${one}"]`));
if (place) {
  buttonOf(week.querySelector(`[data-place="${place}"]`)).focus();
  const messages = document.querySelector("#messages");
  const told = [...messages.querySelectorAll(".notice__body > p")].map((line) => line.textContent);
  if (messages.getBoundingClientRect().bottom < 0) messages.classList.add("messages--stuck"); // its undo stays in sight
  setTimeout(() => say(told.join(" ")), 200); // once the page itself is read out
}
