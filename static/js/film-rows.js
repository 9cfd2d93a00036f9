// [data-spans] beside a film: rows come, go, can be taken back, and stand in the order of the film.

import { moment, seconds } from "./film-moment.js";

class FilmRows {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-span-list]");
    this.total = root.querySelector('[name$="TOTAL_FORMS"]');
    this.blank = root.querySelector("template[data-blank]");
    this.fresh();
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("desk:add", ({ detail }) => this.add(detail));
  }

  get desk() {
    return this.root.desk;
  }

  /* The empty rows for those without scripts are not needed here, unless something was written in one. */
  fresh() {
    for (const row of this.list.querySelectorAll("[data-empty]")) {
      row.remove();
      this.total.value -= 1;
    }
    this.list.querySelectorAll("[data-span]").forEach((row) => this.showDeleted(row));
  }

  add({ movement = "", sides = "1" } = {}) {
    const html = this.blank.innerHTML.replaceAll("__prefix__", this.total.value);
    this.list.insertAdjacentHTML("beforeend", html);
    const row = this.list.lastElementChild;
    this.total.value = Number(this.total.value) + 1;
    this.fill(row, { start: moment(this.desk.at), end: this.endAfter(this.desk.at), movement, sides });
    this.sort();
    this.desk.choose(row);
    this.tell();
    if (movement) this.desk.say(`${movement}, ${moment(this.desk.at)}`);
    else row.querySelector("[data-first]").focus();
    row.scrollIntoView({ block: "nearest" });
  }

  /* Captions last a little while, never into the next; chapters until the next one, unsaid. */
  endAfter(at) {
    const lasts = Number(this.blank.dataset.lasts ?? 0);
    if (!lasts) return "";
    const starts = [...this.list.querySelectorAll('[name$="-start"]')].map((field) => seconds(field.value));
    return moment(Math.min(at + lasts, this.desk.video.duration || Infinity, ...starts.filter((start) => start > at)));
  }

  fill(row, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = row.querySelector(`[name$="-${name}"]`);
      if (field) field.value = value;
    }
  }

  changed({ target }) {
    const row = target.closest("[data-span]");
    if (!row) return;
    if (target.matches("[data-delete]")) this.showDeleted(row);
    if (target.matches('[name$="-start"]')) this.sort();
    this.desk.show();
  }

  click({ target }) {
    const row = target.closest("[data-span]");
    if (target.closest("[data-add]")) this.add();
    if (row && target.closest("[data-remove]")) this.remove(row, true);
    if (row && target.closest("[data-undo]")) this.remove(row, false);
  }

  remove(row, gone) {
    row.querySelector("[data-delete]").checked = gone;
    this.showDeleted(row);
    row.querySelector(gone ? "[data-undo]" : "[data-first]").focus();
    this.tell();
  }

  showDeleted(row) {
    row.toggleAttribute("data-gone", row.querySelector("[data-delete]").checked);
  }

  sort() {
    const focused = document.activeElement;
    const at = (row) => seconds(row.querySelector("[data-moment]").value);
    const rows = [...this.list.querySelectorAll("[data-span]")];
    const sorted = rows.toSorted((a, b) => (at(a) || 0) - (at(b) || 0));
    if (sorted.every((row, i) => row === rows[i])) return;
    this.list.append(...sorted);
    if (this.list.contains(focused)) focused.focus();
  }

  /* What listens for changes hears of rows that came and went, too. */
  tell() {
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.querySelectorAll("[data-spans]").forEach((root) => new FilmRows(root));
