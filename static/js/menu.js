// <details data-menu>: Escape and a click elsewhere close it, as people expect of a menu. One that opens below the
// edge of the window comes into sight.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches("main [data-menu]")) target.querySelector(".menu__list").scrollIntoView({ block: "nearest" });
}, true);
