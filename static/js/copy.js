// <button data-copy="text" data-copied="Copied" data-not-copied="…"> and beside it [data-copy-said], a live region:
// copies, and says so on itself and to readers. Where the browser lets nobody copy, the text is marked instead:
// [data-copy-text] holds it.
const SHOWN_MS = 2000;
const timers = new WeakMap();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(button, button.dataset.copied);
  } catch {
    const text = document.querySelector("[data-copy-text]");
    if (text) getSelection().selectAllChildren(text);
    tell(button, button.dataset.notCopied);
  }
});

function tell(button, words) {
  button.dataset.label ??= button.textContent; // pressed again meanwhile, it is still the first one
  clearTimeout(timers.get(button));
  button.textContent = words;
  const said = document.querySelector("[data-copy-said]");
  if (said) said.textContent = words;
  timers.set(button, setTimeout(() => {
    button.textContent = button.dataset.label;
    if (said) said.textContent = "";
  }, SHOWN_MS));
}
