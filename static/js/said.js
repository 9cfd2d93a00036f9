// What an act came to stands in a live region, which readers pass over while a page loads: it is said again, and
// the keyboard goes on from there, next to its undo. Who was sent elsewhere on the page stays there.
const said = document.getElementById("messages");
const somewhere = location.hash || document.querySelector("[data-error-summary], [autofocus]");
if (said?.firstElementChild && !somewhere && document.activeElement === document.body) {
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
}
