// <input name="theme">: the choice shows at once; saving the form keeps it.
document.addEventListener("change", ({ target }) => {
  if (target.name !== "theme" || !target.closest("form")) return;
  if (target.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = target.value;
});
