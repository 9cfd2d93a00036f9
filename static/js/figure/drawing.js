// Joints -> SVG path data, in painter's order: the shapes of library/figure's drawing.py, feet.py, hands.py and trunk.py.
import { head } from "./head.js";
import { blend, girdle, loft, path, profile, sleeve, taper, tube } from "./outlines.js";
import { add, along, clamp, dot, lerp, LINKS, mix, mul, norm, SIDES, SIGN, smooth, SPINE, squareTo, sub, unit } from "./rig.js";

const { abs, atan2, cos, max, min, PI, sin } = Math;
const LOW = 0, MID = 1, HIGH = 2; // a tone: in the shade, plain, in the light
const byDepth = (depth) => [...SIDES].sort((a, b) => Math.round(depth(a) * 1e6) - Math.round(depth(b) * 1e6));
const LIGHT = [-0.25, -0.1], BEHIND = -0.02, TOES_FROM = 520;
const toned = (tone, near) => [blend(tone[LOW], tone[MID], near), blend(tone[MID], tone[HIGH], near)];

const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

// ---- limbs ----
const BEADS = [0, 0.08, 0.18, 0.29, 0.4, 0.51, 0.61, 0.7, 0.78, 0.86, 0.93, 1, 1.05, 1.11, 1.17, 1.23, 1.29, 1.35, 1.41, 1.48, 1.56, 1.65, 1.75, 1.85, 1.93, 2];
function legLine(leg, radii, from, to) {
  const thigh = squareTo(leg.front, unit(sub(leg.knee, leg.hip))), shin = squareTo(leg.front, unit(sub(leg.ankle, leg.knee)));
  return [from, ...BEADS.filter((t) => from + 0.02 < t && t < to - 0.02), to].map((t) => {
    const s = t - 1;
    if (t > 1) return [along(mix(leg.knee, leg.ankle, s), [shin, -profile(radii.calf, s)]), profile(radii.shank, s)];
    const bow = 0.01 * sin(PI * min(1, t * 1.05)) * (1 - t * 0.6) - 0.012 * max(0, 1 - t / 0.3);
    return [along(mix(leg.hip, leg.knee, t), [thigh, bow]), profile(radii.thigh, t)];
  });
}
const outwards = (leg, sign) => mul(unit(cross(leg.instep, leg.foot)), sign);
const topside = (leg) => unit(cross(unit(sub(leg.tip, leg.ball)), outwards(leg, 1)));
function footLines(leg, sign) {
  const { ankle, ball, foot, instep, dome } = leg, out = outwards(leg, sign);
  const heel = along(ankle, [unit(sub(mul(foot, -0.42), mul(instep, 0.91))), 0.0335]), arch = along(mix(ankle, ball, 0.5), [instep, 0.008 + 0.006 * dome]);
  const inner = along(ball, [out, -0.0075]), outer = along(ball, [out, 0.0085], [foot, -0.006]), high = mix(ankle, arch, 0.6);
  return [
    [[ankle, 0.0178], [mix(ankle, arch, 0.5), 0.018], [arch, 0.016], [mix(arch, ball, 0.6), 0.0122], [inner, 0.0112]],
    [[high, 0.015], [mix(high, outer, 0.6), 0.0125], [outer, 0.0095]],
    [[heel, 0.0152], [along(mix(heel, ball, 0.55), [instep, 0.0035 + 0.011 * dome]), 0.0085], [inner, 0.0095]],
    [[heel, 0.0152], [mix(heel, outer, 0.55), 0.0095], [outer, 0.009]],
    [[mix(leg.knee, ankle, 0.87), 0.014], [heel, 0.014]], [[ankle, 0.0175], [heel, 0.0158]]];
}
function toeLines(leg, sign, toes) {
  const out = outwards(leg, sign), fan = 0.75 * leg.spread;
  return toes.map(([aside, long, thick]) => {
    const root = along(leg.ball, [out, aside * 0.85], [leg.foot, -0.004 - max(0, aside) * 0.5]);
    const end = along(mix(leg.ball, leg.tip, long), [out, aside + fan * (aside - toes[2][0])]);
    return [[root, thick * 1.25], [mix(root, end, 0.6), thick], [end, thick * 0.88]];
  });
}
function betweenToes(leg, lines) {
  const up = topside(leg);
  return lines.slice(1).map((b, i) => [[along(mix(lines[i][1][0], b[1][0], 0.5), [up, 0.004]), 0.0009],
    [along(mix(lines[i][2][0], b[2][0], 0.5), [up, 0.003]), 0.0012]]);
}
function armLine({ shoulder, elbow, wrist }, radii) {
  const p = mix(elbow, shoulder, 0.34), q = mix(elbow, wrist, 0.34), path = [shoulder], lengths = [0], line = [];
  for (let i = 0; i <= 8; i++) { const t = i / 8; path.push(along(mul(p, (1 - t) ** 2), [elbow, 2 * t * (1 - t)], [q, t * t])); }
  path.push(wrist);
  for (let i = 1; i < path.length; i++) lengths.push(lengths[i - 1] + norm(sub(path[i], path[i - 1])));
  for (let i = 0, j = 0; i <= 18; i++) {
    const s = (lengths.at(-1) * i) / 18, x = i / 9;
    while (j < path.length - 2 && lengths[j + 1] <= s + 1e-9) j++;
    const point = mix(path[j], path[j + 1], (s - lengths[j]) / max(1e-9, lengths[j + 1] - lengths[j]));
    line.push([point, x <= 1 ? profile(radii.upper, x) : profile(radii.fore, x - 1)]);
  }
  return line;
}
function handLines({ elbow, wrist, knuckle, tip, across }, sign, fingers) {
  const on = unit(sub(knuckle, wrist)), curl = dot(cross(unit(sub(wrist, elbow)), on), across), turned = max(smooth((0.09 - curl) / 0.05), smooth((curl - 0.42) / 0.15));
  let front = cross(across, on);
  if (turned) {
    const level = 1 - smooth((abs(on[1]) - 0.75) / 0.2), other = unit(mix(mul(front, -1), squareTo([0, -1, 0], on), level));
    const way = mix(front, other, turned);
    front = squareTo(norm(way) > 0.05 ? way : other, on);
  }
  const thumb = mul(cross(front, on), sign), at = (t, x, z) => along(mix(wrist, knuckle, t), [thumb, x], [front, z]);
  const hand = fingers.map(([root, aside, inward, long, thick]) => {
    const start = at(0.95, root, 0), end = along(mix(knuckle, tip, long), [thumb, aside], [front, inward]);
    return [[at(0.05, root * 0.2, 0), 0.008], [start, thick * 1.18],
      [along(mix(start, end, 0.55), [front, -abs(inward) * 0.4]), thick * 0.92], [end, thick * 0.62]];
  });
  return [...hand, [[at(0.22, 0.004, 0.001), 0.0066], [at(0.62, 0.017, 0.0065), 0.0052], [at(1.12, 0.0175, 0.0115), 0.0034]]];
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
function trunkOf(J, cam, rows) {
  const seen = new Map(), at = (t) => {
    if (!seen.has(t)) seen.set(t, girdle(cam, ring(J, girthAt(rows, t))));
    return seen.get(t);
  };
  const skin = (t, a) => { const [c, r, f] = ring(J, girthAt(rows, t)); return cam(along(c, [r, sin(a)], [f, cos(a)])).slice(0, 2); };
  return {
    between: (low, high) => loft([low, ...rows.map((g) => g[0]).filter((t) => low < t && t < high), high].map(at)),
    highlight: () => loft(Array.from({ length: 10 }, (_, i) => {
      const [x, y, edge] = at(0.19 + (0.6 * i) / 9), k = 0.46 * (0.1 + 0.9 * max(0, sin((PI * i) / 9)) ** 0.7);
      return [x - 0.02 * cam.scale, y, edge.map(([a, b]) => [a * k, b * k])];
    })),
    neckline(low, high, half) {
      const facing = atan2(dot(J.chest.right, cam.toward), dot(J.chest.front, cam.toward)), edge = (84 * PI) / 180;
      const left = max(-half, facing - edge), right = min(half, facing + edge);
      if (left >= right) return "";
      const angles = Array.from({ length: 9 }, (_, i) => lerp(left, right, i / 8)), bottom = angles.map((a) => skin(lerp(low, high, (a / half) ** 2), a));
      return path([...bottom, ...angles.reverse().map((a) => skin(high + 0.09, a))].flat());
    },
  };
}

/** {shapes: [[path, fill | null]], body}: a shape without fill is a shadow cast on the body, to be clipped by it. */
export function figure(J, cam, palette, { radii, builds, flesh, shirts, toes, fingers }) {
  const shapes = [], more = flesh[palette.build], [shirtHem, shirtTop, low, high, half, length, strapped] = shirts[palette.shirt];
  let body = "";
  const put = (d, fill) => shapes.push([d, fill]), solid = (d, fill) => { put(d, fill); body += d; };
  const cast = (d) => shapes.length && shapes.push([d, null]), tubes = (lines) => lines.map((line) => tube(cam, line)).join("");
  const fuller = (line) => line.map(([p, r], i) => [p, r * (1 + more * (1 - i / (line.length - 1)))]);

  function leg(n, near, start = 0) {
    const L = J.leg[n], [skin, skinHigh] = toned(palette.skin, near), [cloth, clothHigh] = toned(palette.leg, near), { hem, loose } = palette;
    const feet = footLines(L, SIGN[n]), toe = toeLines(L, SIGN[n], toes), plain = legLine(L, radii, hem - 0.08, 2), bare = hem < 1 ? fuller(plain) : plain;
    const fleshy = tubes([bare, ...feet, ...toe]), line = fuller(legLine(L, radii, start, hem));
    const dressed = line.map(([p, r], i) => [p, r * 1.03 + loose * (i / (line.length - 1))]), shape = sleeve(cam, dressed);
    cast(shape + fleshy);
    solid(fleshy, skin);
    if (cam.scale > TOES_FROM && dot(topside(L), cam.toward) > 0.1) put(tubes(betweenToes(L, toe)), blend(palette.skin[LOW], palette.skin[MID], 0.3));
    if (hem < 1 && bare.length > 3) put(tube(cam, taper(bare.slice(2)), 0.5, ...LIGHT), skinHigh);
    put(tube(cam, taper(feet[0]), 0.45, LIGHT[0] * 1.1, LIGHT[1] * 2.2), skinHigh);
    solid(shape, cloth);
    put(tube(cam, taper(dressed.slice(1)), 0.5, ...LIGHT), clothHigh);
  }
  function arm(n, near) {
    const A = J.arm[n], line = fuller(armLine(A, radii)), hand = handLines(A, SIGN[n], fingers), [skin, light] = toned(palette.skin, near);
    const root = along(mix(A.shoulder, J.chest.at, 0.26), [J.chest.up, 0.002]), four = tubes(hand.slice(0, -1)), thumb = tube(cam, hand.at(-1));
    cast(tube(cam, line.slice(4)) + four + thumb);
    solid(tube(cam, [[root, 0.02], ...line]) + four, skin);
    put(tube(cam, taper(line.slice(2, -1)), 0.45, ...LIGHT), light);
    put(thumb, skin);
    if (!length) return;
    const [cloth, clothHigh] = toned(palette.top, near), covered = line.slice(0, length).map(([p, r]) => [p, r * 1.03 + 0.003]);
    solid(sleeve(cam, [[root, 0.0235], ...covered]), cloth);
    if (length > 6) put(tube(cam, taper(covered.slice(1, -1)), 0.42, ...LIGHT), clothHigh);
  }
  function trunk() {
    const { chest } = J, of = trunkOf(J, cam, builds[palette.build]);
    solid(of.between(0.8, 1.13), palette.skin[MID]);
    solid(of.between(-0.14, 0.3), palette.leg[MID]);
    solid(of.between(shirtHem, shirtTop), palette.top[MID]);
    put(of.highlight(), palette.top[HIGH]);
    put(of.neckline(low, high, half), palette.skin[MID]);
    for (const n of strapped ? SIDES : []) {
      const front = dot(chest.front, cam.toward) > -0.3 ? 0.046 : -0.046;
      const from = along(chest.at, [chest.right, SIGN[n] * 0.05], [chest.up, -0.042], [chest.front, front]);
      const to = along(chest.at, [chest.right, SIGN[n] * 0.051], [chest.up, 0.008]);
      put(tube(cam, [[from, 0.0125], [mix(from, to, 0.5), 0.0092], [to, 0.006]]), palette.top[MID]);
    }
  }
  function middle() {
    const depth = (n) => dot(mix(J.leg[n].knee, J.leg[n].ankle, 0.5), cam.toward), [far, near] = byDepth(depth);
    const fade = (n) => (n === far ? 1 - smooth((depth(near) - depth(far) - 0.03) / 0.1) : 1);
    const over = (n) => smooth((dot(sub(J.leg[n].knee, J.leg[n].hip), cam.toward) - 0.1) / 0.07);
    const away = dot(sub(J.head.at, J.chest.at), cam.toward) < -0.06, drawHead = () => { for (const [d, fill] of head(J, cam, palette)) solid(d, fill); };
    for (const n of [far, near]) if (over(n) < 1) leg(n, fade(n));
    if (away) drawHead();
    trunk();
    if (!away) drawHead();
    for (const n of [far, near]) if (over(n) > 0) leg(n, fade(n), 0.3 * (1 - over(n)));
  }

  const depth = (n) => {
    const off = sub(mix(J.arm[n].elbow, J.arm[n].wrist, 0.5), J.chest.at);
    return dot(along(off, [J.chest.up, -dot(off, J.chest.up)]), cam.toward);
  };
  const turned = smooth((abs(dot(J.chest.right, cam.toward)) - 0.25) / 0.35), order = byDepth(depth);
  for (const n of order) if (depth(n) < BEHIND) arm(n, 1 - turned * smooth(-depth(n) / 0.08));
  middle();
  for (const n of order) if (depth(n) >= BEHIND) arm(n, 1);
  return { shapes, body };
}

/** Soft ellipses on the floor: [x, y, rx, ry, strength]. See shadows.py. */
export function floorShadows(J, cam) {
  const legs = SIDES.map((n) => J.leg[n]), spots = legs.map(({ ankle, ball, tip }) => {
    const up = clamp(min(ball[1], tip[1], ankle[1] - 0.03) / 0.35);
    return [mix(ankle, tip, 0.55), 0.075 * (1 - 0.45 * up), 0.5 * (1 - up) ** 2];
  });
  const under = [J.pelvis.at, J.leg.L.ball, J.leg.R.ball, J.chest.at], up = clamp(min(...under.map((p) => p[1])) / 0.35);
  spots.push([under.reduce((t, p) => add(t, mul(p, 0.25)), [0, 0, 0]), 0.2 * (1 - 0.45 * up), 0.35 * (1 - 0.7 * up)]);
  for (const [at, radius] of [[J.pelvis.at, 0.13], [J.chest.at, 0.13], [J.head.at, 0.09], ...legs.map((l) => [l.knee, 0.06])])
    spots.push([at, radius, 0.42 * clamp(1 - at[1] / 0.26)]);
  return spots.filter((s) => s[2] > 0.03).map(([[x, , z], radius, strength]) => {
    const [px, py, k] = cam([x, 0, z]);
    return [px, py, radius * k, radius * k * abs(cam.toward[1]) * 1.6 + 2, strength];
  });
}
