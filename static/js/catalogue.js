// The catalogue is swapped whole when a choice changes: whoever chose by keyboard stays where they were,
// and rows that were scrolled sideways stay scrolled.

let left = null;

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (target.id !== "catalogue") return;
  const { name, value } = document.activeElement;
  left = { name, value, scrolled: [...target.querySelectorAll(".facet__choices")].map((row) => row.scrollLeft) };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!left) return;
  const catalogue = document.getElementById("catalogue");
  catalogue.querySelectorAll(".facet__choices").forEach((row, i) => { row.scrollLeft = left.scrolled[i]; });
  const choices = [...catalogue.querySelectorAll("input")];
  const same = left.name && choices.find((choice) => choice.name === left.name && choice.value === left.value);
  // A choice taken back by its own link is gone: go on at the number of classes.
  (same || catalogue.querySelector(".catalogue__count")).focus({ preventScroll: true });
  left = null;
});
