// <input data-suggestions="/address/">: a combobox over what the address suggests for what is typed. Arrows choose, Enter
// opens, Escape closes; without a choice Enter searches. Listens on the document, so fields that are swapped in work too.

const WAIT_MS = 150, FEWEST = 2;
const comboboxes = new WeakMap();
const field = (target) => target instanceof Element && target.closest("input[data-suggestions]");
let ids = 0;

class Suggestions {
  #timer = 0; #asking = null; #chosen = -1;

  constructor(input) {
    this.input = input;
    this.list = part("div", { className: "suggestions", id: `suggestions-${++ids}`, role: "listbox", hidden: true });
    this.list.ariaLabel = input.labels[0]?.textContent.trim() ?? "";
    this.said = part("p", { className: "visually-hidden", role: "status" });
    input.after(this.list, this.said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    // A press must not take the focus away, or the list would be gone before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", () => this.close());
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  typed() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (this.input.value.trim().length < FEWEST) return this.close();
    this.#timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    this.#asking = new AbortController();
    const { signal } = this.#asking, address = `${this.input.dataset.suggestions}?${new URLSearchParams({ q: this.input.value.trim() })}`;
    try {
      const answer = await fetch(address, { signal, headers: { "X-Requested-With": "fetch" } });
      const text = answer.ok ? await answer.text() : "";
      if (!signal.aborted && document.activeElement === this.input) this.show(text);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // no network: the form still searches
    }
  }

  show(html) {
    const told = new DOMParser().parseFromString(html, "text/html");
    this.list.replaceChildren(...told.querySelectorAll("[role=option]"));
    this.options.forEach((option, n) => { option.id = `${this.list.id}-${n}`; });
    this.#chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(this.options.length > 0);
    this.said.textContent = told.querySelector("[data-said]")?.textContent ?? "";
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted));
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.choose(-1);
    this.open(false);
    this.said.textContent = "";
  }

  choose(at) {
    const options = this.options;
    options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = at;
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[at].id);
  }

  // From the field down to the first, from the last on to the field again.
  step(by) {
    const places = this.options.length + 1;
    this.choose(((this.#chosen + 1 + by + places) % places) - 1);
  }

  key(event) {
    const { key } = event;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === "ArrowDown" && this.list.hidden) this.typed();
    else if (this.list.hidden) return;
    else if (key === "ArrowDown" || key === "ArrowUp") this.step(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.#chosen >= 0) this.options[this.#chosen].click();
    else return;
    event.preventDefault();
  }
}

function part(tag, { role, ...properties }) {
  const made = Object.assign(document.createElement(tag), properties);
  made.setAttribute("role", role);
  return made;
}

function of(input) {
  if (!comboboxes.has(input)) comboboxes.set(input, new Suggestions(input));
  return comboboxes.get(input);
}

document.addEventListener("focusin", ({ target }) => field(target) && of(target));
document.addEventListener("focusout", ({ target }) => field(target) && comboboxes.get(target)?.close());
document.addEventListener("input", ({ target }) => field(target) && of(target).typed());
document.addEventListener("keydown", (event) => field(event.target) && of(event.target).key(event));
document.addEventListener("submit", ({ target }) => {
  for (const input of target.querySelectorAll("input[data-suggestions]")) comboboxes.get(input)?.close();
});
if (field(document.activeElement)) of(document.activeElement);
