// [data-movement-search]: a list of movements that narrows as you type; Enter begins a chapter with the one
// that is chosen, at the moment the film stands at. Accents need not be typed.

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

class MovementSearch {
  constructor(root) {
    this.input = root.querySelector("input");
    this.options = [...root.querySelectorAll("[role=option]")];
    this.none = root.querySelector("[data-none]");
    this.input.addEventListener("input", () => this.narrow());
    this.input.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.desk = root.closest("[data-film-desk]");
    this.narrow();
  }

  get shown() {
    return this.options.filter((option) => !option.hidden);
  }

  narrow() {
    const words = folded(this.input.value).split(/\s+/).filter(Boolean);
    for (const option of this.options) {
      const text = folded(option.dataset.words);
      option.hidden = !words.every((word) => text.includes(word));
    }
    // What begins with the word is meant sooner than what holds it somewhere.
    const begins = this.shown.find((option) => words[0] && folded(option.dataset.name).startsWith(words[0]));
    this.choose(words.length ? (begins ?? this.shown[0]) : null);
    this.none.hidden = this.shown.length > 0;
  }

  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option ?? null;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    const list = option.parentElement;
    const below = option.offsetTop + option.offsetHeight - list.scrollTop - list.clientHeight;
    if (below > 0) list.scrollTop += below;
    if (option.offsetTop < list.scrollTop) list.scrollTop = option.offsetTop;
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const at = this.shown.indexOf(this.chosen) + (event.key === "ArrowDown" ? 1 : -1);
      this.choose(this.shown[Math.min(Math.max(0, at), this.shown.length - 1)]);
    } else if (event.key === "Enter") this.take(this.chosen);
    else if (event.key === "Escape") this.clear();
    else if (event.key === " " && !this.input.value) this.desk.desk.toggle();
    else return;
    event.preventDefault();
  }

  take(option) {
    if (!option) return;
    const { name, sides } = option.dataset;
    this.desk.dispatchEvent(new CustomEvent("desk:add", { detail: { movement: name, sides } }));
    this.clear();
    this.input.focus();
  }

  clear() {
    this.input.value = "";
    this.narrow();
  }
}

document.querySelectorAll("[data-movement-search]").forEach((root) => new MovementSearch(root));
