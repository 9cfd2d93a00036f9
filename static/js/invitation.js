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
  document.querySelector("[data-player] video")?.addEventListener("ended", () => danced(box));
  const end = document.querySelector("[data-timer] [data-part=end]");
  if (end) new MutationObserver(() => { if (!end.hidden) danced(box); }).observe(end, { attributeFilter: ["hidden"] });
}
