// <section data-invitation> stands below a class that plays without an account. Once the class was danced to its
// end, by film or by timer, its heading (data-after) says so and has the focus.

function danced(box) {
  const heading = box.querySelector("[data-after]");
  heading.textContent = heading.dataset.after;
  box.classList.add("uncounted--danced");
  heading.focus({ preventScroll: true });
  box.scrollIntoView({ block: "center" });
}

for (const box of document.querySelectorAll("[data-invitation]")) {
  // After the timer's own end, which takes the focus first.
  document.querySelector("[data-player], [data-timer]")?.addEventListener("player:ended", () => queueMicrotask(() => danced(box)));
}
