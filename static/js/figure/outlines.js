// Round things in three dimensions -> SVG path data, point for point as in library/figure/outlines.py.
import { clamp, dot, lerp, sub } from "./rig.js";

const { abs, acos, atan2, ceil, cos, hypot, max, PI, round, sin, sqrt } = Math;
const around = (n, k) => Array.from({ length: n }, (_, i) => [cos((2 * PI * i) / k), -sin((2 * PI * i) / k)]);
const ROUND = around(28, 28), HALF = around(12, 24), STRAIGHT = 0.95, NEAR = 0.25;

export function camera({ width = 480, height = 480, yaw = 0, pitch = 8, zoom = 1, look = [0, 0, 0], floor = 0.88 }) {
  const y = (yaw * PI) / 180, p = (pitch * PI) / 180, distance = 5.2, scale = Math.min(width, height) * 0.62 * zoom;
  const right = [cos(y), 0, -sin(y)], back = [sin(y), 0, cos(y)];
  const up = [-back[0] * sin(p), cos(p), -back[2] * sin(p)], toward = [back[0] * cos(p), sin(p), back[2] * cos(p)];
  const see = (v) => {
    v = sub(v, look);
    const k = (scale * distance) / (distance - dot(v, toward));
    return [0.5 * width + dot(v, right) * k, floor * height - dot(v, up) * k, k];
  };
  return Object.assign(see, { right, up, toward, scale });
}

const n1 = (x) => round(x * 10) / 10;
/** points: x, y, x, y … */
export function path(points) {
  let out = "";
  for (let i = 0; i < points.length; i += 2) out += (i ? "L" : "M") + n1(points[i]) + " " + n1(points[i + 1]);
  return out && out + "z";
}

const inside = (a, b) => hypot(a[0] - b[0], a[1] - b[1]) <= b[2] - a[2] + 1e-6;
function ways(a, b) {
  const away = hypot(b[0] - a[0], b[1] - a[1]), ux = (b[0] - a[0]) / away, uy = (b[1] - a[1]) / away;
  const s = (a[2] - b[2]) / away, c = sqrt(1 - s * s);
  return [ux, uy, s * ux - c * uy, s * uy + c * ux, s * ux + c * uy, s * uy - c * ux, away];
}
const on = ([x, y, r], ax, ay) => [x + r * ax, y + r * ay];
function arc(side, disc, ax, ay, angle) {
  const r = disc[2], n = ceil(abs(angle) / (r > 9 ? 0.2 : r > 4 ? 0.4 : 0.8)), c = cos(angle / n), s = sin(angle / n);
  for (let i = 1; i < n; i++) {
    [ax, ay] = [ax * c - ay * s, ax * s + ay * c];
    side.push(on(disc, ax, ay));
  }
}
function turning(ax, ay, bx, by) {
  const angle = atan2(ax * by - ay * bx, ax * bx + ay * by);
  return angle > 0 ? angle - 2 * PI : angle;
}
function turn(side, disc, before, after, at, sign) {
  const ax = before[at], ay = before[at + 1], bx = after[at], by = after[at + 1], bend = ax * bx + ay * by;
  if (bend > STRAIGHT) {
    const k = 1 / sqrt(2 + 2 * bend), p = on(disc, (ax + bx) * k, (ay + by) * k), last = side.at(-1);
    if ((p[0] - last[0]) * before[0] + (p[1] - last[1]) * before[1] > 0) side.push(p);
    return;
  }
  side.push(on(disc, ax, ay));
  if ((ax * by - ay * bx) * sign < 0) arc(side, disc, ax, ay, -sign * acos(clamp(bend, -1, 1)));
  else side.push([disc[0], disc[1]]);
  side.push(on(disc, bx, by));
}
function outlines(discs, hem) {
  if (discs.length === 1) return path(ROUND.flatMap(([c, s]) => on(discs[0], c, s)));
  const w = discs.slice(1).map((b, i) => ways(discs[i], b)), last = w.length - 1;
  const doubled = w.some((b, i) => i && w[i - 1][0] * b[0] + w[i - 1][1] * b[1] < STRAIGHT && Math.min(w[i - 1][6], b[6]) < NEAR * discs[i][2]);
  return doubled ? w.map((way, i) => outline([discs[i], discs[i + 1]], [way], i === last ? hem : 0)).join("") : outline(discs, w, hem);
}
function outline(discs, w, hem) {
  const [first] = w, end = w.at(-1), disc = discs.at(-1);
  const there = [on(discs[0], first[2], first[3])], back = [on(discs[0], first[4], first[5])];
  for (let i = 1; i < w.length; i++) {
    turn(there, discs[i], w[i - 1], w[i], 2, 1);
    turn(back, discs[i], w[i - 1], w[i], 4, -1);
  }
  there.push(on(disc, end[2], end[3]));
  if (hem) there.push(on(disc, hem * end[0], hem * end[1]));
  else arc(there, disc, end[2], end[3], turning(end[2], end[3], end[4], end[5]));
  back.push(on(disc, end[4], end[5]));
  back.reverse();
  arc(back, discs[0], first[4], first[5], turning(first[4], first[5], first[2], first[3]));
  return path([...there, ...back].flat());
}

/** beads: [[point, radius], …]; a tube that ends in a hem of 0.25 is a sleeve. */
export function tube(cam, beads, thin = 1, dx = 0, dy = 0, hem = 0) {
  const kept = [];
  for (const [point, radius] of beads) {
    const [x, y, k] = cam(point), r = radius * k, disc = [x + dx * r, y + dy * r, max(0.3, r * thin)];
    while (kept.length && inside(kept.at(-1), disc)) kept.pop();
    if (!kept.length || !inside(disc, kept.at(-1))) kept.push(disc);
  }
  return outlines(kept, hem);
}
export const sleeve = (cam, beads) => tube(cam, beads, 1, 0, 0, 0.25);

/** A ring as it is seen: [x, y, how far it reaches to each of twelve directions]. */
export function girdle(cam, [centre, a, b]) {
  const [x, y, k] = cam(centre), [[ax, ay], [bx, by]] = [a, b].map((v) => [dot(v, cam.right) * k, -dot(v, cam.up) * k]);
  const m = ax * ax + bx * bx, n = ax * ay + bx * by, o = ay * ay + by * by;
  return [x, y, HALF.map(([dx, dy]) => {
    const px = m * dx + n * dy, py = n * dx + o * dy, h = sqrt(px * dx + py * dy) || 1e-6;
    return [px / h, py / h];
  })];
}
export function loft(girdles) {
  return girdles.slice(1).map((b, i) => {
    const a = girdles[i], out = [];
    for (const sign of [1, -1]) HALF.forEach(([dx, dy], j) => {
      const [px, py] = a[2][j], [qx, qy] = b[2][j];
      const ahead = (qx + sign * (b[0] - a[0]) - px) * dx + (qy + sign * (b[1] - a[1]) - py) * dy;
      if (ahead <= 0) out.push(a[0] + sign * px, a[1] + sign * py); else out.push(b[0] + sign * qx, b[1] + sign * qy);
    });
    return path(out);
  }).join("");
}
export function ellipsoid(cam, at, frame, wide, high, deep) {
  const [x, y, k] = cam(at);
  let a = 0, b = 0, c = 0;
  for (const [axis, size] of [[frame.right, wide * k], [frame.up, high * k], [frame.front, deep * k]]) {
    const vx = dot(axis, cam.right) * size, vy = -dot(axis, cam.up) * size;
    a += vx * vx; b += vx * vy; c += vy * vy;
  }
  const m = sqrt(a) || 1e-6, n = b / m, o = sqrt(max(0, c - (b * b) / (m * m)));
  return path(ROUND.flatMap(([dx, dy]) => [x + m * dx, y + n * dx + o * dy]));
}

export const taper = (beads) =>
  beads.map(([p, r], i) => [p, r * (0.12 + 0.88 * sin(PI * clamp(i / max(1, beads.length - 1))) ** 0.6)]);
const slope = (table, i) => {
  const [t0, v0] = table[max(i - 1, 0)], [t1, v1] = table[Math.min(i + 1, table.length - 1)];
  return (v1 - v0) / (t1 - t0);
};
export function profile(table, t) {
  const last = table.length - 1, found = table.findIndex((_, i) => i < last && t <= table[i + 1][0]), i = found < 0 ? last - 1 : found;
  const [t0, v0] = table[i], [t1, v1] = table[i + 1], k = (t - t0) / (t1 - t0);
  const m0 = slope(table, i) * (t1 - t0), m1 = slope(table, i + 1) * (t1 - t0);
  return v0 + k * (m0 + k * (3 * (v1 - v0) - 2 * m0 - m1 + k * (2 * (v0 - v1) + m0 + m1)));
}
export function blend(a, b, t) {
  if (t >= 1) return b;
  const part = (c, i) => parseInt(c.slice(i, i + 2), 16);
  return "#" + [1, 3, 5].map((i) => round(lerp(part(a, i), part(b, i), t)).toString(16).padStart(2, "0")).join("");
}
