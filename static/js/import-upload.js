// form[data-import-upload] sends its files in parts, with a bar; a part that was lost is sent again. Without this
// script the form sends all of them at once.

import { number } from "./clock-face.js";
import { Trouble, sized } from "./sending.js";

const FILES = 100; // in one part; many small files cost a request each otherwise
const BYTES = 48 * 1024 ** 2;
const TRIES = 5;

class ImportUpload {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(document.getElementById("sending").textContent);
    this.panel = document.querySelector("[data-import-panel]");
    this.parts = Object.fromEntries([...this.panel.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    form.addEventListener("submit", (event) => this.submitted(event));
    this.parts.cancel.addEventListener("click", () => this.cancel());
    window.addEventListener("beforeunload", (event) => this.sending && event.preventDefault());
  }

  async submitted(event) {
    const files = [...this.form.querySelector('input[type="file"]').files];
    if (!files.length) return; // the form says what is wrong
    event.preventDefault();
    this.whole = files.reduce((sum, file) => sum + file.size, 0);
    this.sent = 0;
    this.began = performance.now();
    this.parts.name.textContent = files.length > 1 ? fill(this.words.files, { n: number(files.length, 0) }) : files[0].name;
    this.shape(true);
    this.parts.name.focus();
    try {
      const answer = await this.sendAll(packed(files));
      this.sending = false;
      this.say("arrived");
      window.location.assign(answer.next);
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      if (trouble.kind === "cancelled") return;
      this.shape(false);
      this.say(trouble.kind, trouble.sentence);
    }
  }

  async sendAll(batches) {
    let address = this.form.getAttribute("action") || window.location.pathname;
    let answer;
    for (const [n, batch] of batches.entries()) {
      answer = await this.sendUntilItArrives(address, batch, n < batches.length - 1);
      address = answer.more;
      this.sent += sizeOf(batch);
      this.show(0);
    }
    return answer;
  }

  async sendUntilItArrives(address, batch, more) {
    for (let tries = 1; ; tries += 1) {
      try {
        this.say("sending");
        return await this.send(address, batch, more);
      } catch (trouble) {
        if (trouble.kind !== "lost" || tries === TRIES) throw trouble;
        await this.rest(2 ** tries);
      }
    }
  }

  send(address, batch, more) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      const data = new FormData();
      if (more) data.append("more", "yes");
      for (const file of batch) data.append("files", file);
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
      request.upload.addEventListener("progress", (event) => this.show(event.loaded));
      request.addEventListener("abort", () => reject(new Trouble("cancelled")));
      request.addEventListener("error", () => reject(new Trouble("lost")));
      request.addEventListener("load", () => judged(request, resolve, reject));
      request.send(data);
    });
  }

  async rest(seconds) {
    for (let left = seconds; left > 0; left -= 1) {
      this.say("again", fill(this.words.again, { n: left }));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (!this.sending) throw new Trouble("cancelled");
    }
  }

  cancel() {
    this.sending = false;
    this.request?.abort();
    window.location.reload();
  }

  // Sending: the panel alone. Not sending: the form again, the panel only says why.
  shape(sending) {
    this.sending = sending;
    this.form.hidden = sending;
    this.panel.hidden = false;
    for (const name of ["bar", "facts", "cancel"]) this.parts[name].hidden = !sending;
  }

  show(loaded) {
    const sent = Math.min(this.whole, this.sent + loaded);
    this.parts.bar.value = this.whole ? sent / this.whole : 1;
    const facts = [fill(this.words.of, { sent: sized(sent, this.words.units), whole: sized(this.whole, this.words.units) })];
    const ms = performance.now() - this.began;
    if (ms > 3000 && sent && sent < this.whole) facts.push(this.left(((this.whole - sent) / (sent / ms)) / 60_000));
    this.parts.facts.textContent = facts.join(" · ");
  }

  left(minutes) {
    return minutes < 1 ? this.words.seconds : fill(this.words.minutes, { n: Math.round(minutes) });
  }

  // Read out by screen readers: sentences only, no counting of bytes.
  say(kind, sentence = "") {
    const words = sentence || this.words[kind];
    if (this.parts.said.textContent !== words) this.parts.said.textContent = words;
    this.panel.dataset.state = kind;
  }
}

function judged(request, resolve, reject) {
  if (request.responseURL.includes("/accounts/login/") || request.status === 403) return reject(new Trouble("signed_out"));
  try {
    const answer = JSON.parse(request.responseText);
    if (request.status < 300) return resolve(answer);
    return reject(new Trouble("refused", answer.error));
  } catch {
    return reject(new Trouble("trouble"));
  }
}

function packed(files) {
  const batches = [[]];
  for (const file of files) {
    const last = batches.at(-1);
    if (last.length && (last.length === FILES || sizeOf(last) + file.size > BYTES)) batches.push([file]);
    else last.push(file);
  }
  return batches;
}

const sizeOf = (files) => files.reduce((sum, file) => sum + file.size, 0);
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

for (const form of document.querySelectorAll("form[data-import-upload]")) new ImportUpload(form);
