// <form data-unsaved>: leaving the page with changes that were not sent is asked about first.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let changed = form.hasAttribute("data-unsaved-now");
  for (const name of ["input", "change"]) form.addEventListener(name, () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
