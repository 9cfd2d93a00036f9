// The keys: whatever the player's parts have laid on them, and the sheet that lists them. They work where the player
// or nothing in particular has the focus, never while something is typed, and leave the browser its own.

const AGAIN = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "j", "l"]); // go on while they are held
const TYPED = "textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])";
const PRESSED = "a, button, summary, input[type=checkbox], input[type=radio]";

export class Keys {
  constructor(player) {
    this.player = player;
    const { parts, keys } = player;
    keys.set("?", () => this.open());
    parts.keys.addEventListener("click", () => this.open());
    parts.sheetClose.addEventListener("click", () => parts.sheet.close());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  open() {
    const menu = document.activeElement.closest("details[data-menu]");
    if (menu) {
      menu.querySelector("summary").focus(); // where the focus comes back to
      menu.open = false;
    }
    this.player.parts.sheet.showModal();
  }

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = this.player.keys.get(key);
    if (!act || !this.hears(event.target, key) || (event.repeat && !AGAIN.has(key))) return;
    event.preventDefault();
    act();
  }

  hears(target, key) {
    const { root, parts } = this.player;
    if (document.querySelector("dialog[open]") || target.closest(TYPED)) return false;
    const inside = root.contains(target);
    if (!inside && target !== document.body && !target.matches("#main, [data-seek]")) return false;
    if (key === " ") return !target.closest(PRESSED);
    if (!key.startsWith("Arrow") && key !== "Home") return true;
    // The arrows are those of a group of radios, of the volume, of the list; up and down scroll a page that is read.
    const own = target.matches("input") && target !== parts.place;
    return !own && !target.closest("[data-own-arrows]") && (inside || !["ArrowUp", "ArrowDown", "Home"].includes(key));
  }
}
