// The catalogue is swapped whole when a choice changes: whoever chose by keyboard stays where they were, rows that were
// scrolled sideways stay scrolled, disclosures that were open stay open. More cards are put after those that are there,
// and the first of them gets the focus.

let left = null, cards = 0;

/** The bookmark of a card was pressed: as many as there were saved, and one more or one less. */
function countSaved(by) {
  const option = document.querySelector('#catalogue input[name="saved"]'), count = option?.parentElement.querySelector(".facet__count");
  if (!count) return;
  count.textContent = Math.max(0, Number(count.textContent) + by);
  option.disabled = !option.checked && count.textContent === "0";
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const act = detail.successful && detail.requestConfig.verb === "post" && /\/(un)?save\/$/.exec(detail.requestConfig.path);
  if (act) countSaved(act[1] ? -1 : 1);
});

document.addEventListener("htmx:beforeSwap", ({ target, detail }) => {
  if (!detail.shouldSwap) return; // a fault of the server: what is there stays
  if (target.id === "cards") cards = target.querySelectorAll(".class-card").length;
  if (target.id !== "catalogue") return;
  const { id, name, value } = document.activeElement;
  left = {
    id, name, value,
    scrolled: [...target.querySelectorAll(".facet__choices")].map((row) => row.scrollLeft),
    open: [...target.querySelectorAll("details[data-keep]")].map((part) => [part.dataset.keep, part.open]),
  };
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "cards") target.querySelectorAll(".class-card__title a")[cards]?.focus();
  const catalogue = document.getElementById("catalogue");
  if (!left || !catalogue) return;
  for (const [name, open] of left.open) {
    const part = catalogue.querySelector(`details[data-keep="${name}"]`);
    if (part && open) part.open = true;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (!left) return;
  const catalogue = document.getElementById("catalogue");
  catalogue.querySelectorAll(".facet__choices").forEach((row, i) => { row.scrollLeft = left.scrolled[i]; });
  const fields = [...catalogue.querySelectorAll("input, select")].filter((field) => left.name && field.name === left.name);
  const same = fields.find((field) => field.type !== "checkbox" || field.value === left.value);
  // A choice taken back by its own link is gone: go on at the number of classes.
  (same ?? catalogue.querySelector(".catalogue__count")).focus({ preventScroll: true });
  left = null;
});
