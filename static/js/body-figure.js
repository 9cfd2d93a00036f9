// A place of the drawn figure chooses the same place in the list, and the list marks it in the figure.
const figure = document.querySelector("[data-body-figure]");
const choices = document.querySelectorAll('input[name="site"]');

function mark() {
  const chosen = document.querySelector('input[name="site"]:checked')?.value;
  for (const part of figure.querySelectorAll("[data-site]")) part.toggleAttribute("data-chosen", part.dataset.site === chosen);
}

figure?.addEventListener("click", (event) => {
  const part = event.target.closest("[data-site]");
  const choice = part && [...choices].find(({ value }) => value === part.dataset.site);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.focus({ preventScroll: true });
  mark();
});
for (const choice of choices) choice.addEventListener("change", mark);
const named = [...choices].find(({ id }) => `#${id}` === location.hash); // come from the figure of another page
if (named) named.checked = true;
if (figure) mark(); // also what the browser kept of a page gone back to
