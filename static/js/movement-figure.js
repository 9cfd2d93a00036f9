// <div data-dancer><ballet-figure …> and, in [data-dancer-controls], buttons "mirrored", "slower" and "paused", which says
// what it does next. Where motion is unwelcome she stands until she is asked to dance.
const HALF = "0.5";

function press(button, figure) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  if (button.value !== "slower") figure.toggleAttribute(button.value, on);
  else if (on) figure.setAttribute("speed", HALF);
  else figure.removeAttribute("speed");
}

function pause(button, figure, on) {
  button.textContent = on ? button.dataset.play : button.dataset.pause;
  if (!on) figure.setAttribute("asked", "");
  figure.toggleAttribute("paused", on);
}

for (const box of document.querySelectorAll("[data-dancer]")) {
  const figure = box.querySelector("ballet-figure"), controls = box.querySelector("[data-dancer-controls]");
  const stands = controls.querySelector("[value=paused]");
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) pause(stands, figure, true);
  controls.hidden = false;
  stands.addEventListener("click", () => pause(stands, figure, !figure.hasAttribute("paused")));
  for (const button of controls.querySelectorAll("button:not([value=paused])")) button.addEventListener("click", () => press(button, figure));
}
