// <… data-fresh>: what the page shows may have changed by what was done since. Who comes back to it by "Back" gets it
// as it stands, not as the browser kept it.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && document.querySelector("[data-fresh]")) location.reload();
});
