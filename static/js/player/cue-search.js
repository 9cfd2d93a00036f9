// Finds words in the list of cues, accents or none, counts the hits, and goes from one to the next by Enter.

const fold = (letter) => letter.normalize("NFD").replace(/\p{M}/gu, "").replace("’", "'").toLowerCase();

export class CueSearch {
  hits = [];

  constructor({ cueSearch, cueHits }, list) {
    Object.assign(this, { field: cueSearch, said: cueHits, list });
    cueSearch.addEventListener("input", () => this.look());
    cueSearch.addEventListener("keydown", (event) => this.press(event));
  }

  look() {
    const wanted = [...this.field.value.trim()].map(fold).join("");
    this.hits = this.list.rows.filter(({ button }) => mark(button.lastElementChild, wanted));
    this.at = -1;
    this.said.textContent = wanted ? this.words() : "";
    if (this.hits.length && document.activeElement === this.field) this.next(1);
  }

  press(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.next(event.shiftKey ? -1 : 1);
    } else if (event.key === "ArrowDown" && this.hits.length) {
      event.preventDefault();
      this.list.reach(this.hit.button);
      this.hit.button.focus();
    }
  }

  get hit() {
    return this.hits[this.at];
  }

  next(by) {
    if (!this.hits.length) return;
    this.hit?.button.classList.remove("cue--hit");
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    this.hit.button.classList.add("cue--hit");
    this.list.leave();
    this.list.scrollTo(this.hit.button);
    this.said.textContent = this.words();
  }

  words() {
    const { of, none } = this.said.dataset;
    return this.hits.length ? `${this.at + 1} ${of} ${this.hits.length}` : none;
  }
}

// Marks each place where the folded words stand; whether there is one. A letter may fold to none or to several.
function mark(place, wanted) {
  place.parentElement.classList.remove("cue--hit");
  const letters = [...place.textContent];
  const from = letters.flatMap((letter, i) => [...fold(letter)].map(() => i));
  const folded = letters.map(fold).join("");
  const parts = [];
  let last = 0;
  for (let at = wanted ? folded.indexOf(wanted) : -1; at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const [start, end] = [from[at], from[at + wanted.length - 1] + 1];
    const found = document.createElement("mark");
    found.textContent = letters.slice(start, end).join("");
    parts.push(letters.slice(last, start).join(""), found);
    last = end;
  }
  place.replaceChildren(...parts, letters.slice(last).join(""));
  return last > 0;
}
