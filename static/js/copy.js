// <button data-copy="text" data-copied="Copied">: copies, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.textContent;
  button.textContent = button.dataset.copied ?? "Copied";
  setTimeout(() => (button.textContent = said), 2000);
});
