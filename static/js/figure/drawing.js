// Joints -> SVG path data, in painter's order: the shapes of library/figure's drawing.py, trunk.py, head.py, props.py.
import { add, along, clamp, dot, lerp, LINKS, mix, mul, norm, SIDES, SIGN, smooth, SPINE, squareTo, sub, unit } from "./rig.js";

const { abs, acos, atan2, cos, hypot, max, min, PI, round, sin, sqrt } = Math;
const LOW = 0, MID = 1, HIGH = 2; // a tone: in the shade, plain, in the light
const LIGHT = [-0.25, -0.1];

export function camera({ width = 480, height = 480, yaw = 0, pitch = 8, zoom = 1, look = [0, 0, 0] }) {
  const y = (yaw * PI) / 180, p = (pitch * PI) / 180, distance = 5.2, scale = min(width, height) * 0.62 * zoom;
  const right = [cos(y), 0, -sin(y)], back = [sin(y), 0, cos(y)];
  const up = [-back[0] * sin(p), cos(p), -back[2] * sin(p)], toward = [back[0] * cos(p), sin(p), back[2] * cos(p)];
  const see = (v) => {
    v = sub(v, look);
    const depth = dot(v, toward), k = (scale * distance) / (distance - depth);
    return [0.5 * width + dot(v, right) * k, 0.88 * height - dot(v, up) * k, depth, k];
  };
  return Object.assign(see, { right, up, toward, scale });
}

// ---- outlines ----
const n1 = (x) => round(x * 10) / 10;
const polygon = (points) => "M" + points.map(([x, y]) => n1(x) + " " + n1(y)).join("L") + "z";

function hull([x1, y1, r1], [x2, y2, r2]) {
  const away = hypot(x2 - x1, y2 - y1);
  if (away <= abs(r1 - r2) + 1e-6) {
    const [x, y, r] = r1 >= r2 ? [x1, y1, r1] : [x2, y2, r2], half = `a${n1(r)} ${n1(r)} 0 1 1 `;
    return `M${n1(x - r)} ${n1(y)}${half}${n1(2 * r)} 0${half}${n1(-2 * r)} 0z`;
  }
  const t = atan2(y2 - y1, x2 - x1), g = acos((r1 - r2) / away), big = Number(r1 > r2);
  const p = (x, y, r, q) => n1(x + r * cos(q)) + " " + n1(y + r * sin(q));
  return `M${p(x1, y1, r1, t + g)}A${n1(r1)} ${n1(r1)} 0 ${big} 1 ${p(x1, y1, r1, t - g)}` +
    `L${p(x2, y2, r2, t - g)}A${n1(r2)} ${n1(r2)} 0 ${1 - big} 1 ${p(x2, y2, r2, t + g)}z`;
}
function tube(cam, beads, thin = 1, dx = 0, dy = 0) {
  let out = "", last;
  for (const [point, radius] of beads) {
    const [x, y, , k] = cam(point), r = radius * k, disc = [x + dx * r, y + dy * r, max(0.3, r * thin)];
    if (last) out += hull(last, disc);
    last = disc;
  }
  return out;
}
function outline(cam, centre, axes, n) {
  const [x, y, , k] = cam(centre), flat = axes.map((v) => [dot(v, cam.right) * k, -dot(v, cam.up) * k]), out = [];
  for (let i = 0; i < n; i++) {
    const dx = cos((2 * PI * i) / n), dy = sin((2 * PI * i) / n), parts = flat.map(([a, b]) => a * dx + b * dy);
    const h = hypot(...parts) || 1e-6, sum = (j) => parts.reduce((t, p, m) => t + (p * flat[m][j]) / h, 0);
    const px = x + sum(0), py = y + sum(1);
    out.push([px, py, px * dx + py * dy]);
  }
  return out;
}
function loft(cam, rings) {
  const rows = rings.map(([centre, a, b]) => outline(cam, centre, [a, b], 28));
  return rows.slice(1).map((b, i) => polygon(rows[i].map((p, k) => (p[2] >= b[k][2] ? p : b[k])))).join("");
}
const ellipsoid = (cam, at, f, w, h, d) => polygon(outline(cam, at, [mul(f.right, w), mul(f.up, h), mul(f.front, d)], 32));
const taper = (beads) => beads.map(([p, r], i) => [p, r * (0.12 + 0.88 * sin(PI * clamp(i / (beads.length - 1))) ** 0.6)]);
function profile(table, t) {
  for (let i = 0; i + 1 < table.length; i++) {
    const [t0, v0] = table[i], [t1, v1] = table[i + 1];
    if (t > t1) continue;
    const k = (t - t0) / (t1 - t0);
    return v0 + (v1 - v0) * (k * k * (3 - 2 * k) * 0.6 + k * 0.4);
  }
  return table.at(-1)[1];
}
function blend(a, b, t) {
  if (t >= 1) return b;
  const part = (c, i) => parseInt(c.slice(i, i + 2), 16);
  return "#" + [1, 3, 5].map((i) => round(lerp(part(a, i), part(b, i), t)).toString(16).padStart(2, "0")).join("");
}
const toned = (tone, near) => [blend(tone[LOW], tone[MID], near), blend(tone[MID], tone[HIGH], near)];

// ---- limbs ----
function legLine(leg, radii, from = 0, to = 2, steps = 18) {
  const thigh = squareTo(leg.front, unit(sub(leg.knee, leg.hip))), shin = squareTo(leg.front, unit(sub(leg.ankle, leg.knee)));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = lerp(from, to, i / steps), s = t - 1;
    if (t > 1) return [along(mix(leg.knee, leg.ankle, s), [shin, -profile(radii.calf, s)]), profile(radii.shank, s)];
    const bow = 0.01 * sin(PI * min(1, t * 1.05)) * (1 - t * 0.6);
    return [along(mix(leg.hip, leg.knee, t), [thigh, bow]), profile(radii.thigh, t)];
  });
}
function footLines({ ankle, ball, tip, foot, instep }) {
  const arch = along(mix(ankle, ball, 0.5), [instep, 0.0075]);
  const heel = along(ankle, [unit(sub(mul(foot, -0.55), mul(instep, 0.84))), 0.0378]);
  const main = [[ankle, 0.0185], [mix(ankle, arch, 0.5), 0.019], [arch, 0.0178], [mix(arch, ball, 0.5), 0.015],
    [ball, 0.0122], [mix(ball, tip, 0.55), 0.0098], [tip, 0.0062]];
  return [main, [[heel, 0.0155], [mix(heel, ball, 0.55), 0.0095], [ball, 0.0112]], [[ankle, 0.0175], [heel, 0.016]]];
}
function armLine({ shoulder, elbow, wrist }, radii, steps = 16) {
  const p = mix(elbow, shoulder, 0.32), q = mix(elbow, wrist, 0.32), path = [shoulder], lengths = [0], line = [];
  for (let i = 0; i <= 8; i++) { const t = i / 8; path.push(along(mul(p, (1 - t) ** 2), [elbow, 2 * t * (1 - t)], [q, t * t])); }
  path.push(wrist);
  for (let i = 1; i < path.length; i++) lengths.push(lengths[i - 1] + norm(sub(path[i], path[i - 1])));
  for (let i = 0, j = 0; i <= steps; i++) {
    const s = (lengths.at(-1) * i) / steps, x = (2 * i) / steps;
    while (j < path.length - 2 && lengths[j + 1] <= s + 1e-9) j++;
    const point = mix(path[j], path[j + 1], (s - lengths[j]) / max(1e-9, lengths[j + 1] - lengths[j]));
    line.push([point, x <= 1 ? profile(radii.upper, x) : profile(radii.fore, x - 1)]);
  }
  return line;
}
function handLines({ wrist, knuckle, tip, thumb, across }) {
  const palm = [[wrist, 0.0098], [mix(wrist, knuckle, 0.45), 0.0112], [mix(wrist, knuckle, 0.9), 0.0104],
    [mix(knuckle, tip, 0.5), 0.0066], [tip, 0.0032]];
  const finger = (apart, long) => {
    const root = along(mix(wrist, knuckle, 0.85), [across, apart * 0.35]), end = along(mix(knuckle, tip, long), [across, apart]);
    return [[root, 0.0062], [mix(root, end, 0.55), 0.0048], [end, 0.0029]];
  };
  const thumbs = [[mix(wrist, knuckle, 0.3), 0.0075], [mix(wrist, thumb, 0.7), 0.0058], [thumb, 0.0034]];
  return [palm, finger(0.0125, 0.86), finger(-0.0125, 0.8), thumbs];
}

// ---- trunk: girths are [place on the spine, half width, half depth, ahead] ----
function girthAt(rows, t) {
  const i = rows.findIndex((row, j) => j + 1 < rows.length && row[0] <= t && t <= rows[j + 1][0]);
  return mix(rows[i], rows[i + 1], (t - rows[i][0]) / (rows[i + 1][0] - rows[i][0]));
}
function ring(J, [t, wide, deep, ahead]) {
  const x = clamp(t) * LINKS, i = min(Math.floor(x), LINKS - 1), k = x - i, a = J.spine[i], b = J.spine[i + 1];
  const [up, right, front] = ["up", "right", "front"].map((n) => unit(mix(a[n], b[n], k)));
  const beyond = min(t, 0) + max(t - 1, 0);
  return [along(mix(a.at, b.at, k), [up, beyond * SPINE], [front, ahead]), mul(right, wide), mul(front, deep)];
}
const rings = (J, rows, low, high) =>
  [girthAt(rows, low), ...rows.filter((g) => low < g[0] && g[0] < high), girthAt(rows, high)].map((g) => ring(J, g));

function neckline(J, cam, rows, low, high, half) {
  const facing = atan2(dot(J.chest.right, cam.toward), dot(J.chest.front, cam.toward)), edge = (84 * PI) / 180;
  const left = max(-half, facing - edge), right = min(half, facing + edge);
  if (left >= right) return "";
  const on = (t, a) => { const [c, r, f] = ring(J, girthAt(rows, t)); return cam(along(c, [r, sin(a)], [f, cos(a)])); };
  const angles = Array.from({ length: 13 }, (_, i) => lerp(left, right, i / 12));
  const bottom = angles.map((a) => on(lerp(low, high, (a / half) ** 2), a));
  return polygon([...bottom, ...angles.reverse().map((a) => on(high + 0.09, a))]);
}
function highlight(J, cam, rows) {
  return Array.from({ length: 10 }, (_, i) => {
    const [c, r, f] = ring(J, girthAt(rows, 0.19 + (0.6 * i) / 9)), k = 0.46 * (0.1 + 0.9 * max(0, sin((PI * i) / 9)) ** 0.7);
    return [along(c, [cam.right, -0.02]), mul(r, k), mul(f, k)];
  });
}

// ---- head ----
const TEMPLES = { bun: [0.02, 0.027, 0.032], crop: [0.026, 0.019, 0.032], bob: [-0.004, 0.05, 0.038] };
function head(J, cam, { skin, hair, top, hairstyle, build }) {
  const f = J.head, side = dot(f.right, cam.toward), lit = mul(cam.right, -0.007), broad = build === "broad";
  const at = (x, y, z) => along(f.at, [f.right, x], [f.up, y], [f.front, z]);
  const ball = (place, w, h, d) => ellipsoid(cam, place, f, w, h, d), litBall = (p, w, h, d, k = 1) => ball(along(p, [lit, k]), w, h, d);
  const thick = broad ? 1.22 : 1, [root, crest] = J.neck;
  const neck = [
    [tube(cam, [[along(root, [J.chest.up, -0.01]), 0.024 * thick], [root, 0.0262 * thick], [mix(root, crest, 0.5), 0.0235 * thick],
      [crest, 0.0245 * thick], [along(crest, [f.up, 0.02]), 0.026]]), skin[MID]],
    [tube(cam, [[mix(root, crest, 0.62), 0.0225 * thick], [along(crest, [f.up, 0.015]), 0.027]], 1, 0.1), skin[LOW]]];
  const face = [[ball(at(0, -0.008, 0.01), 0.0395, 0.05, 0.044), skin[MID]],
    [ball(at(0, -0.036, 0.02), broad ? 0.03 : 0.0255, 0.025, 0.0245), skin[MID]],
    [tube(cam, [[at(0, 0.006, 0.046), 0.005], [at(0, -0.012, 0.0565), 0.0052], [at(0, -0.018, 0.048), 0.006]]), skin[MID]],
    [litBall(at(0, -0.01, 0.02), 0.0265, 0.034, 0.024, 1.4), skin[HIGH]]];
  const back = [hairstyle === "crop" ? [ball(at(0, 0.012, -0.012), 0.0435, 0.05, 0.05), hair[MID]]
    : [ball(at(0, 0.008, -0.013), 0.045, 0.0545, 0.0525), hair[MID]]];
  const [low, high, deep] = TEMPLES[hairstyle];
  const cap = [[ball(at(0, 0.04, -0.01), 0.0405, 0.0235, 0.048), hair[MID]],
    ...[1, -1].filter((s) => s * side > -0.2).map((s) => [ball(at(s * 0.037, low, -0.018), 0.0078, high, deep), hair[MID]]),
    [litBall(at(0, 0.052, 0.004), 0.02, 0.0075, 0.022), hair[HIGH]]];
  const extra = { crop: [], bob: [[ball(at(0, -0.022, -0.026), 0.0475, 0.04, 0.04), hair[MID]]],
    bun: [[ball(at(0, 0.056, -0.046), 0.0245, 0.0225, 0.0235), hair[MID]], [litBall(at(0, 0.062, -0.046), 0.013, 0.009, 0.013), hair[HIGH]],
      [ball(at(0, 0.043, -0.037), 0.0195, 0.0095, 0.0165), top[MID]]] }[hairstyle];
  const ear = abs(side) > 0.12 && hairstyle !== "bob" ? [[ball(at((side > 0 ? 1 : -1) * 0.0405, -0.01, -0.004), 0.004, 0.0115, 0.0075), skin[MID]]] : [];
  return dot(f.front, cam.toward) > -0.3 ? [...extra, ...neck, ...back, ...face, ...cap, ...ear] : [...neck, ...face, ...back, ...extra, ...ear];
}

/** {shapes: [[path, fill | null]], body}: a shape without fill is a shadow cast on the body, to be clipped by it. */
export function figure(J, cam, palette, { radii, builds }) {
  const shapes = [], rows = builds[palette.build];
  let body = "";
  const put = (path, fill) => shapes.push([path, fill]), cast = (path) => body && shapes.push([path, null]);
  const legDepth = (n) => (cam(J.leg[n].knee)[2] + cam(J.leg[n].ankle)[2]) / 2;
  const armDepth = (n) => (cam(J.arm[n].elbow)[2] + cam(J.arm[n].wrist)[2]) / 2 - cam(J.chest.at)[2];
  const turned = smooth((abs(dot(J.chest.right, cam.toward)) - 0.25) / 0.35);

  function leg(n, near) {
    const [skin, skinHigh] = toned(palette.skin, near), [cloth, clothHigh] = toned(palette.leg, near), { hem } = palette;
    const [main, sole, cup] = footLines(J.leg[n]), foot = tube(cam, main) + tube(cam, sole) + tube(cam, cup);
    const whole = tube(cam, legLine(J.leg[n], radii)) + foot, bare = legLine(J.leg[n], radii, hem - 0.06, 2, hem > 1 ? 4 : 14);
    cast(whole);
    put(tube(cam, bare) + foot, skin);
    if (hem < 1) put(tube(cam, taper(bare.slice(2)), 0.5, ...LIGHT), skinHigh);
    put(tube(cam, taper(main.slice(1)), 0.5, LIGHT[0] * 1.1, LIGHT[1] * 2.2), skinHigh);
    let dressed = legLine(J.leg[n], radii, 0, hem, 20);
    if (hem < 1) dressed = dressed.map(([p, r], i) => [p, r * 1.09 + (0.004 * i) / 20]);
    put(tube(cam, dressed), cloth);
    put(tube(cam, taper(dressed.slice(3, -1)), 0.55, ...LIGHT), clothHigh);
    body += whole;
  }
  function arm(n, near) {
    const A = J.arm[n], line = armLine(A, radii), hand = handLines(A), [skin, high] = toned(palette.skin, near);
    const root = along(mix(A.shoulder, J.chest.at, 0.26), [J.chest.up, -0.004]);
    cast(tube(cam, line.slice(4)) + tube(cam, hand[0]));
    put(tube(cam, [[root, 0.0205], ...line]) + hand.map((part) => tube(cam, part)).join(""), skin);
    put(tube(cam, taper([...line.slice(2), ...hand[0].slice(1, -1)]), 0.5, ...LIGHT), high);
    if (palette.shirt !== "tee") return;
    const [cloth, clothHigh] = toned(palette.top, near), sleeve = line.slice(0, 5).map(([p, r]) => [p, r * 1.02 + 0.0035]);
    put(tube(cam, [[root, 0.026], ...sleeve]), cloth);
    put(tube(cam, taper(sleeve), 0.36, ...LIGHT), clothHigh);
  }
  function trunk() {
    const { chest } = J, vest = palette.shirt === "vest", front = dot(chest.front, cam.toward);
    put(loft(cam, rings(J, rows, 0.8, 1.13)), palette.skin[MID]);
    put(loft(cam, rings(J, rows, -0.14, 0.3)), palette.leg[MID]);
    put(loft(cam, vest ? rings(J, rows, 0.14, 0.875) : rings(J, rows, 0.1, 1.035)), palette.top[MID]);
    put(loft(cam, highlight(J, cam, rows)), palette.top[HIGH]);
    put(vest ? neckline(J, cam, rows, 0.785, 0.875, 0.6) : neckline(J, cam, rows, 0.965, 1.02, 0.62), palette.skin[MID]);
    for (const n of vest ? SIDES : []) {
      const low = along(chest.at, [chest.right, SIGN[n] * 0.05], [chest.up, -0.042], [chest.front, front > -0.3 ? 0.046 : -0.046]);
      const high = along(chest.at, [chest.right, SIGN[n] * 0.051], [chest.up, 0.007]);
      put(tube(cam, [[low, 0.0125], [mix(low, high, 0.5), 0.0095], [high, 0.0075]]), palette.top[MID]);
    }
    body += loft(cam, rings(J, rows, -0.14, 1.13));
  }

  const order = [...SIDES].sort((a, b) => armDepth(a) - armDepth(b)), [far, near] = [...SIDES].sort((a, b) => legDepth(a) - legDepth(b));
  for (const n of order) if (armDepth(n) < -0.02) arm(n, 1 - turned * smooth(-armDepth(n) / 0.08));
  leg(far, 1 - smooth((legDepth(near) - legDepth(far) - 0.03) / 0.1));
  leg(near, 1);
  trunk();
  shapes.push(...head(J, cam, palette));
  for (const n of order) if (armDepth(n) >= -0.02) arm(n, 1);
  return { shapes, body };
}

/** Soft ellipses on the floor: [x, y, rx, ry, strength]. */
export function floorShadows(J, cam) {
  const spots = [];
  for (const n of SIDES) {
    const { ankle, ball, tip } = J.leg[n], height = min(ball[1], tip[1], ankle[1] - 0.03), strength = clamp(1 - height / 0.35);
    if (strength > 0.05) spots.push([mix(ankle, tip, 0.55), 0.075 * (1 + height), 0.5 * strength]);
  }
  const middle = [J.pelvis.at, J.leg.L.ball, J.leg.R.ball, J.chest.at].reduce((t, p) => add(t, mul(p, 0.25)), [0, 0, 0]);
  return [...spots, [middle, 0.2, 0.35]].map(([[x, , z], radius, strength]) => {
    const [px, py, , k] = cam([x, 0, z]);
    return [px, py, radius * k, radius * k * abs(cam.toward[1]) * 1.6 + 2, strength];
  });
}

// ---- props ----
/** [shapes behind the dancer, shapes in front]. */
export function props(kind, cam, mirrored) {
  const s = mirrored ? -1 : 1, flat = (...corners) => polygon(corners.map(cam)), bar = (a, b, r) => tube(cam, [[a, r], [b, r]]);
  if (kind === "mat") {
    const sheet = (y, g) => flat([-0.24 - g, y, -0.62 - g], [0.24 + g, y, -0.62 - g], [0.24 + g, y, 0.46 + g], [-0.24 - g, y, 0.46 + g]);
    return [[[sheet(0, 0.006), "#8FA69C"], [sheet(0.004, 0), "#A9BDB4"]], []];
  }
  if (kind === "wall") {
    const w = 0.145, h = 1.1, a = 0.4, b = 0.49, e = cam.right[2] < 0 ? w : -w;
    return [[[flat([-w, 0, a], [w, 0, a], [w, h, a], [-w, h, a]), "#E9DCCC"], [flat([-w, h, a], [w, h, a], [w, h, b], [-w, h, b]), "#F6F0E8"],
      [flat([e, 0, a], [e, 0, b], [e, h, b], [e, h, a]), "#D3C0AB"]], []];
  }
  if (kind === "seat") {
    const w = 0.125, front = 0.115, back = -0.145, seat = 0.262, high = 0.525, far = cam.toward[0] > 0 ? -w : w, low = seat - 0.01;
    const posts = (x, fill) => [[back, high], [front, seat]].map(([z, top]) => [bar([x, 0.008, z], [x, top, z], 0.0085), fill]);
    const rail = (y, r, fill) => [bar([-w, y, back], [w, y, back], r), fill];
    return [[...posts(far, "#977253"), rail(0.4, 0.011, "#977253"), rail(high - 0.006, 0.013, "#D0AC89"),
      [flat([w, seat, front], [-w, seat, front], [-w, seat, back], [w, seat, back]), "#D0AC89"],
      [bar([-w, low, front], [w, low, front], 0.01), "#B98F6B"], [bar([-far, low, back], [-far, low, front], 0.01), "#B98F6B"],
      ...posts(-far, "#B98F6B")], []];
  }
  if (kind !== "chair") return [[], []];
  const x = s * -0.315, end = s * -0.56, seat = 0.262, high = 0.525, near = 0.2, far = -0.04;
  const leg = (px, top, z) => bar([px, 0.008, z], [px, top, z], 0.0085), rail = (y, r) => bar([x, y, far], [x, y, near], r);
  const chair = [[leg(end, seat, far), "#977253"], [leg(end, seat, near), "#977253"],
    [flat([x, seat, far], [x, seat, near], [end, seat, near], [end, seat, far]), "#D0AC89"],
    [bar([x, seat - 0.01, near], [end, seat - 0.01, near], 0.01), "#B98F6B"], [leg(x, high, far), "#B98F6B"], [leg(x, high, near), "#B98F6B"],
    [rail(0.4, 0.011), "#977253"], [rail(high - 0.006, 0.013), "#D0AC89"]];
  return cam.toward[0] * x > 0.08 ? [[], chair] : [chair, []];
}
