// <div data-dancer><ballet-figure …> and, in [data-dancer-controls], buttons "mirrored", "slower" and "paused".
// Where motion is unwelcome the still stays in her place, and the buttons stay away.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const HALF = "0.5";

function press(button, figure) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  if (button.value !== "slower") figure.toggleAttribute(button.value, on);
  else if (on) figure.setAttribute("speed", HALF);
  else figure.removeAttribute("speed");
}

for (const box of document.querySelectorAll("[data-dancer]")) {
  const figure = box.querySelector("ballet-figure"), controls = box.querySelector("[data-dancer-controls]");
  const show = () => { controls.hidden = still.matches; };
  still.addEventListener("change", show);
  show();
  for (const button of controls.querySelectorAll("button")) button.addEventListener("click", () => press(button, figure));
}
