// form[data-film-upload] sends its film in pieces. It goes on after the connection dropped, and after a
// reload when the same file is chosen again. Without this script the form sends the whole film itself.

import { Trouble, sized } from "./sending.js";

const SLOWEST_MS = 30_000; // between two tries
const FINAL = [400, 413, 422]; // trying again would change nothing

class FilmUpload {
  constructor(form) {
    Object.assign(this, JSON.parse(document.getElementById("sending").textContent));
    this.form = form;
    this.panel = document.querySelector("[data-upload-panel]");
    this.parts = Object.fromEntries([...this.panel.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
    this.piece = this.most;
    this.run = 0; // which try is under way: an older one that wakes up sees that it is not meant any more
    form.addEventListener("submit", (event) => this.submitted(event));
    this.list = document.querySelector("[data-upload-list]");
    this.parts.pause.addEventListener("click", () => (this.paused ? this.start() : this.pause()));
    this.parts.cancel.addEventListener("click", () => this.cancel());
    window.addEventListener("online", () => this.wake?.());
  }

  submitted(event) {
    const file = this.form.querySelector('input[type="file"]').files[0];
    if (!file?.size) return; // the form says what is wrong
    event.preventDefault();
    this.file = file;
    this.address = null;
    this.parts.name.textContent = file.name;
    this.shape(true);
    this.parts.cancel.disabled = true; // it may lie where the second half of a double click falls
    setTimeout(() => (this.parts.cancel.disabled = false), 1000);
    this.parts.name.focus();
    this.start();
  }

  // --- sending --------------------------------------------------------------------------------------

  async start() {
    const run = ++this.run;
    this.setPaused(false);
    this.failures = 0;
    this.speed = null;
    this.keepAwake();
    while (run === this.run) {
      try {
        await this.sendAll(run);
        return;
      } catch (trouble) {
        if (run !== this.run) return;
        if (!(trouble instanceof Trouble)) throw trouble;
        if (this.ends(trouble)) return;
        await this.rest(trouble.kind, run);
      }
    }
  }

  async sendAll(run) {
    if (this.address) this.sent = this.offset(await this.ask("HEAD", this.address));
    else await this.begin();
    this.say(this.sent ? "goes_on" : "sending");
    while (run === this.run && this.sent < this.file.size) await this.sendPiece(run);
    if (run !== this.run) return;
    this.say("checking");
    const answer = await this.ask("POST", this.address);
    this.say("arrived");
    window.location.assign(JSON.parse(answer.responseText).next);
  }

  async begin() {
    this.say("beginning");
    const { name, size, lastModified } = this.file;
    const told = new URLSearchParams({ name, size, fingerprint: `${size}:${lastModified}:${name}`.slice(0, 100) });
    const answer = JSON.parse((await this.ask("POST", this.begin_at, told)).responseText);
    this.address = answer.address;
    this.sent = answer.received;
  }


  async sendPiece(run) {
    const from = this.sent;
    const blob = this.file.slice(from, from + this.piece);
    const headers = { "Upload-Offset": from, "Content-Type": "application/offset+octet-stream" };
    const checksum = await this.checksum(blob);
    if (checksum) headers["Upload-Checksum"] = checksum;
    if (run !== this.run) return;
    const began = performance.now();
    const answer = await this.ask("PATCH", this.address, blob, headers, (loaded) => this.show(from + loaded));
    this.sent = this.offset(answer);
    if (this.sent === from) throw new Trouble("lost"); // it did not arrive as it left
    this.measure(this.sent - from, performance.now() - began);
    this.failures = 0;
    this.piece = Math.min(this.most, this.piece * 2);
    this.say("sending");
    this.show(this.sent);
  }

  async checksum(blob) {
    let data;
    try {
      data = await blob.arrayBuffer();
    } catch {
      throw new Trouble("unreadable");
    }
    if (!crypto.subtle) return ""; // only where the page itself came safely
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return `sha256 ${btoa(String.fromCharCode(...digest))}`;
  }

  offset(answer) {
    return Number(answer.getResponseHeader("Upload-Offset"));
  }

  ask(method, address, body = null, headers = {}, onProgress = null) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      request.open(method, address);
      request.setRequestHeader("X-CSRFToken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      if (onProgress) request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
      for (const kind of ["error", "abort", "timeout"]) request.addEventListener(kind, () => reject(new Trouble("lost")));
      request.addEventListener("load", () => {
        const trouble = this.judged(request);
        if (trouble) reject(trouble);
        else resolve(request);
      });
      request.send(body);
    });
  }

  judged(answer) {
    if (answer.responseURL.includes("/accounts/login/") || answer.status === 403) return new Trouble("signed_out");
    if (answer.status < 300 || (answer.status === 409 && answer.getResponseHeader("Upload-Offset"))) return null;
    if (answer.status === 404) return new Trouble("gone");
    if (answer.status === 423) return new Trouble("busy");
    if (!FINAL.includes(answer.status)) return new Trouble("trouble");
    try {
      return new Trouble("refused", JSON.parse(answer.responseText).error);
    } catch {
      return new Trouble("trouble");
    }
  }

  // --- waiting, and ending --------------------------------------------------------------------------

  ends({ kind, sentence }) {
    if (!["refused", "gone", "unreadable", "signed_out"].includes(kind)) return false;
    this.run += 1;
    if (kind === "signed_out") this.setPaused(true);
    else this.shape(false);
    this.say(kind, sentence);
    return true;
  }

  // Sending: the panel alone. Not sending: the form again, the panel only says why.
  shape(sending) {
    this.form.hidden = sending;
    if (this.list) this.list.hidden = sending;
    this.panel.hidden = false;
    for (const name of ["bar", "facts", "pause", "cancel"]) this.parts[name].hidden = !sending;
  }

  async cancel() {
    this.run += 1;
    this.request?.abort();
    try {
      if (this.address) await this.ask("POST", `${this.address}cancel/`);
    } finally {
      window.location.reload();
    }
  }

  async rest(kind, run) {
    this.piece = Math.max(this.least, this.piece / 2);
    const until = performance.now() + Math.min(SLOWEST_MS, 1000 * 2 ** this.failures++);
    let woken = false;
    this.wake = () => (woken = true);
    this.say(kind);
    while (run === this.run && !woken && performance.now() < until) {
      this.show(this.sent ?? 0, fill(this.words.again, { n: Math.ceil((until - performance.now()) / 1000) }));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    this.wake = null;
  }

  pause() {
    this.run += 1;
    this.request?.abort();
    this.setPaused(true);
    this.say("paused");
  }

  setPaused(paused) {
    this.paused = paused;
    this.parts.pause.textContent = paused ? this.words.on : this.words.pause;
  }

  async keepAwake() {
    try {
      this.lock ??= await navigator.wakeLock?.request("screen");
      this.lock?.addEventListener("release", () => (this.lock = null));
    } catch {
      // a phone that saves its battery may say no
    }
  }

  // --- what is shown --------------------------------------------------------------------------------

  measure(bytes, ms) {
    const now = bytes / Math.max(1, ms);
    this.speed = this.speed === null ? now : 0.7 * this.speed + 0.3 * now;
  }

  show(sent, next = "") {
    const whole = this.file.size;
    this.parts.bar.value = sent / whole;
    const facts = [fill(this.words.of, { sent: sized(sent, this.words.units), whole: sized(whole, this.words.units) })];
    if (next) facts.push(next);
    else if (this.speed && sent < whole) facts.push(this.left((whole - sent) / this.speed / 60_000));
    this.parts.facts.textContent = facts.join(" · ");
  }

  left(minutes) {
    if (minutes < 1) return this.words.seconds;
    if (minutes < 90) return fill(this.words.minutes, { n: Math.round(minutes) });
    return fill(this.words.hours, { n: Math.round(minutes / 60) });
  }

  // Read out by screen readers: sentences only, no counting.
  say(kind, sentence = "") {
    const words = sentence || this.words[kind];
    if (this.parts.said.textContent !== words) this.parts.said.textContent = words;
    this.panel.dataset.state = kind;
  }
}

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

for (const form of document.querySelectorAll("form[data-film-upload]")) new FilmUpload(form);
