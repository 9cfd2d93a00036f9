// A form that came back with errors: the reader starts at the summary, and its links focus the field.
document.querySelector("[data-error-summary]")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  const fold = target.closest("details");
  if (fold) fold.open = true;
  (field ?? target).focus();
});
