// How the runner likes the player: known to its parts, shown by its controls, told to the server a moment later.
//
// A control names its choice: <select data-choice="speed">, <input type="checkbox" data-choice="speak">, radios, and
// <button data-choice="mirror"> with aria-pressed. Visitors have no address to tell: theirs last as long as the page.

const QUIET_MS = 600;

export class Choices {
  acts = {};
  changed = new Map();

  constructor(root) {
    const { choices, choicesUrl: url, csrf } = root.dataset; // the values stand in an element of this id
    Object.assign(this, { url, csrf, values: JSON.parse(document.getElementById(choices).textContent) });
    this.controls = [...root.querySelectorAll("[data-choice]")];
    root.addEventListener("change", ({ target }) => {
      if (target.dataset.choice) this.set(target.dataset.choice, target.type === "checkbox" ? target.checked : target.value);
    });
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-choice]");
      if (button) this.toggle(button.dataset.choice);
    });
    addEventListener("pagehide", () => this.send());
  }

  get(name) {
    return this.values[name];
  }

  // Now, and whenever it changes.
  follow(name, act) {
    (this.acts[name] ??= []).push(act);
    this.show(name);
    act(this.values[name]);
  }

  toggle(name) {
    this.set(name, !this.values[name]);
  }

  set(name, value) {
    const chosen = typeof this.values[name] === "number" ? Number(value) : value;
    if (chosen === this.values[name]) return;
    this.values[name] = chosen;
    this.show(name);
    for (const act of this.acts[name] ?? []) act(chosen);
    this.changed.set(name, chosen);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), QUIET_MS);
  }

  show(name) {
    const value = this.values[name];
    for (const control of this.controls.filter((one) => one.dataset.choice === name)) {
      if (control.type === "checkbox") control.checked = value;
      else if (control.type === "radio") control.checked = control.value === value;
      else if (control.matches("button")) control.setAttribute("aria-pressed", String(value));
      else control.value = String(value);
    }
  }

  async send() {
    if (!this.url || !this.changed.size) return;
    const sent = new Map(this.changed);
    this.changed.clear();
    const body = new URLSearchParams([...sent].map(([name, value]) => [name, String(value)]));
    body.set("csrfmiddlewaretoken", this.csrf);
    try {
      await fetch(this.url, { method: "POST", body, keepalive: true });
    } catch {
      this.changed = new Map([...sent, ...this.changed]); // no network: the next change carries it
    }
  }
}
