// <ballet-figure movement="tendu-second" tables="/static/figure/movements.json" palette="plum"><img …></ballet-figure>
// Without a palette the movement's own dancer dances, as on its still. What the tables do not hold can be given as the
// property `table`.
// The image stays until the dancer is ready. Where motion is unwelcome it stays for good, unless she is `paused`: then she
// stands, can be turned, and dances once asked to (`asked`). One dancer on the page moves at a time: the one pointed at or
// focused, else the one nearest the middle of the screen. Arrow keys or dragging turn her.
import { figure, floorShadows } from "./figure/drawing.js";
import { camera } from "./figure/outlines.js";
import { props } from "./figure/props.js";
import { Movement, solve } from "./figure/rig.js";

const NS = "http://www.w3.org/2000/svg", SIZE = 480, HORIZON = 372, STANDS = 0.88, FRAME_MS = 1000 / 40;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const documents = new Map();
const onScreen = new Map(); // element -> how much of it is seen, 0..1
let dancing = null, wanted = null, ids = 0;

function load(address) {
  if (!documents.has(address)) {
    const answer = fetch(address).then((r) => (r.ok ? r.json() : Promise.reject(new Error(`${address}: ${r.status}`))));
    answer.catch(() => documents.delete(address));
    documents.set(address, answer);
  }
  return documents.get(address);
}

function draw(name, attributes, parent) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio, isIntersecting } of entries) {
    if (isIntersecting) { onScreen.set(target, intersectionRatio); target.prepare(); } else onScreen.delete(target);
  }
  choose();
}, { threshold: [0, 0.25, 0.5, 0.75, 1] });

function fromMiddle(element) {
  const box = element.getBoundingClientRect();
  return Math.hypot(box.x + box.width / 2 - innerWidth / 2, box.y + box.height / 2 - innerHeight / 2);
}

function choose() {
  const able = [...onScreen.keys()].filter((e) => e.ready && !e.hasAttribute("paused") && (!still.matches || e.hasAttribute("asked")));
  const best = able.sort((a, b) => onScreen.get(b) - onScreen.get(a) || fromMiddle(a) - fromMiddle(b))[0];
  const next = able.includes(wanted) ? wanted : best ?? null;
  if (next === dancing) return;
  dancing?.pause();
  dancing = next;
  dancing?.play();
}
still.addEventListener("change", choose);

class BalletFigure extends HTMLElement {
  static observedAttributes = ["movement", "tables", "palette", "yaw", "paused", "mirrored", "speed"];
  #count = 0; #yaw = 0; #frame = 0; #pool = []; #built = ""; #listening = null;
  ready = false;

  connectedCallback() {
    seen.observe(this);
    this.#listening = new AbortController();
    const { signal } = this.#listening, want = (who) => () => { wanted = who; choose(); };
    for (const type of ["pointerenter", "focus"]) this.addEventListener(type, want(this), { signal });
    for (const type of ["pointerleave", "blur"]) this.addEventListener(type, want(null), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("pointerdown", (event) => this.#drag(event), { signal });
  }

  disconnectedCallback() {
    seen.unobserve(this);
    onScreen.delete(this);
    this.#listening.abort();
    if (wanted === this) wanted = null;
    choose();
  }

  attributeChangedCallback(name) {
    if (!this.ready) return;
    if (name === "movement" || name === "tables") { this.ready = false; this.prepare(); }
    if (name === "yaw") this.#yaw = this.#ownYaw();
    if (name === "paused") choose();
    this.render();
  }

  /** Fetch the tables and take the image's place. Where motion is unwelcome an image is left, unless she only stands. */
  async prepare() {
    const slug = this.getAttribute("movement"), address = this.getAttribute("tables"), key = `${address}#${slug}`;
    if (this.#built === key || (still.matches && !this.hasAttribute("paused") && this.querySelector("img"))) return;
    this.#built = key;
    try {
      this.tables = await load(address);
      if (this.#built !== key) return;
      this.dance = new Movement(this.tables.movements[slug] ?? this.table, this.tables);
    } catch {
      this.#built = ""; // the image stays; the next time it comes into view is the next try
      return;
    }
    this.#count = Number(this.getAttribute("at") ?? this.dance.poster);
    this.#yaw = this.#ownYaw();
    this.#takePlace();
    this.ready = true;
    this.render();
    choose();
  }

  #ownYaw() {
    return Number(this.getAttribute("yaw") || (this.dance.view.yaw ?? 0));
  }

  #takePlace() {
    const image = this.querySelector("img");
    if (!this.svg) this.#stage();
    if (image) image.replaceWith(this.svg); else this.prepend(this.svg);
    const wall = HORIZON + SIZE * ((this.dance.view.floor ?? STANDS) - STANDS); // as far behind her, wherever she is
    this.skirting?.setAttribute("y", wall - 7);
    this.floor?.setAttribute("y", wall);
    this.setAttribute("role", "img");
    if (!this.hasAttribute("aria-label")) this.setAttribute("aria-label", this.dance.name);
    if (!this.hasAttribute("tabindex")) this.tabIndex = 0;
  }

  #stage() {
    const id = `ballet-figure-${ids++}`;
    this.svg = draw("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, width: "100%", "aria-hidden": "true", focusable: "false" });
    const defs = draw("defs", {}, this.svg), soft = draw("radialGradient", { id: `${id}-soft` }, defs);
    for (const [offset, opacity] of [[0, 0.6], [1, 0]]) draw("stop", { offset, "stop-color": "#5d4030", "stop-opacity": opacity }, soft);
    this.clip = draw("path", {}, draw("clipPath", { id: `${id}-body` }, defs));
    if (this.getAttribute("backdrop") !== "none") {
      const wide = { x: -SIZE, width: 3 * SIZE }; // her room goes on beside her where a page shows it: on a class card
      draw("rect", { ...wide, height: SIZE, fill: "#EFE6DB" }, this.svg);
      this.skirting = draw("rect", { ...wide, height: 7, fill: "#FBF7F1" }, this.svg);
      this.floor = draw("rect", { ...wide, height: SIZE, fill: "#DECBB7" }, this.svg);
    }
    this.group = draw("g", {}, this.svg);
    this.soft = `url(#${id}-soft)`;
    this.within = `url(#${id}-body)`;
  }

  /** Draw the present count. SVG nodes are kept and filled again: nothing is made anew while she dances. */
  render() {
    if (!this.ready) return;
    const mirrored = this.hasAttribute("mirrored"), { view, prop } = this.dance, sign = mirrored ? -1 : 1;
    const look = view.look && [sign * view.look[0], view.look[1], view.look[2]];
    const cam = camera({ yaw: sign * this.#yaw, pitch: view.pitch, zoom: view.zoom, look, floor: view.floor });
    const joints = solve(this.dance.pose(this.#count, mirrored));
    const { palettes, movements } = this.tables, own = movements[this.getAttribute("movement")]?.dancer;
    const palette = palettes[this.getAttribute("palette")] ?? palettes[own] ?? palettes.plum;
    const [behind, before] = props(prop, cam, mirrored), { shapes, body } = figure(joints, cam, palette, this.tables);
    const shadows = floorShadows(joints, cam);
    this.clip.setAttribute("d", body);
    this.#fill([...(prop === "mat" ? [...behind, ...shadows] : [...shadows, ...behind]), ...shapes, ...before]);
  }

  #fill(rows) {
    rows.forEach((row, i) => {
      const kind = row.length === 5 ? "ellipse" : row[1] === null ? "g" : "path";
      if (this.#pool[i]?.tagName !== kind) this.#pool[i] = this.#node(kind, this.#pool[i]);
      const node = this.#pool[i];
      if (kind === "ellipse") ["cx", "cy", "rx", "ry", "opacity"].forEach((k, j) => node.setAttribute(k, row[j].toFixed(2)));
      else (kind === "g" ? node.firstChild : node).setAttribute("d", row[0]);
      if (kind === "path") node.setAttribute("fill", row[1]);
    });
    while (this.#pool.length > rows.length) this.#pool.pop().remove();
  }

  #node(kind, old) {
    const node = draw(kind, kind === "ellipse" ? { fill: this.soft } : kind === "g" ? { "clip-path": this.within } : {});
    if (kind === "g") draw("path", { fill: "#1d0f14", opacity: 0.26, transform: "translate(1.8 3.6)" }, node);
    if (old) old.replaceWith(node); else this.group.append(node);
    return node;
  }

  play() {
    let last = performance.now();
    const step = (now) => {
      this.#frame = requestAnimationFrame(step);
      if (now - last < FRAME_MS) return;
      const speed = Number(this.getAttribute("speed") || 1);
      this.#count = (this.#count + (Math.min(now - last, 250) / 60000) * this.dance.bpm * speed) % this.dance.counts;
      last = now;
      this.render();
    };
    this.#frame = requestAnimationFrame(step);
  }

  pause() {
    cancelAnimationFrame(this.#frame);
  }

  /** Put her at a count, for one who leads her; `paused` she stays there. */
  stand(count) {
    this.#count = count;
    this.render();
  }

  /** Turn her by degrees; positive walks us round to her left. */
  turn(degrees) {
    this.#yaw = (this.#yaw + degrees) % 360;
    this.render();
  }

  #key(event) {
    const by = { ArrowLeft: -15, ArrowRight: 15 }[event.key];
    if (!by || !this.ready) return;
    event.preventDefault();
    this.turn(by);
  }

  #drag(event) {
    if (!this.ready || event.button) return;
    let x = event.clientX;
    const letGo = new AbortController(), { signal } = letGo;
    this.setPointerCapture(event.pointerId);
    this.addEventListener("pointermove", (e) => { this.turn((x - e.clientX) * 0.6); x = e.clientX; }, { signal });
    for (const type of ["pointerup", "pointercancel"]) this.addEventListener(type, () => letGo.abort(), { signal });
  }
}
customElements.define("ballet-figure", BalletFigure);
