// Head, neck, face and hair: the shapes of library/figure/head.py.
import { ellipsoid, taper, tube } from "./outlines.js";
import { along, dot, mix, mul } from "./rig.js";

const LOW = 0, MID = 1, HIGH = 2, EYE = "#2A1C18";
const TEMPLES = { bun: [0.02, 0.024, 0.03], tail: [0.02, 0.024, 0.03], crop: [0.026, 0.018, 0.032], bob: [-0.004, 0.048, 0.036], curls: [0.012, 0.03, 0.036] };
const CURLS = [[0, 0.018, -0.022, 0.059, 0.056, 0.052], [0, 0.044, -0.01, 0.05, 0.029, 0.05]];
const BROW = [[0.0075, 0.0112, 0.051], [0.013, 0.013, 0.049], [0.019, 0.0128, 0.0455], [0.0245, 0.01, 0.0415]];

/** [[path, fill], …], the first drawn first. */
export function head(J, cam, { skin, hair, top, lips, hairstyle, beard, build }) {
  const f = J.head, side = dot(f.right, cam.toward), facing = dot(f.front, cam.toward), lit = mul(cam.right, -0.007), broad = build === "broad";
  const at = (x, y, z) => along(f.at, [f.right, x], [f.up, y], [f.front, z]);
  const ball = (place, w, h, d) => ellipsoid(cam, place, f, w, h, d), litBall = (p, w, h, d, k = 1) => ball(along(p, [lit, k]), w, h, d);
  const line = (...beads) => tube(cam, beads.map(([x, y, z, r]) => [at(x, y, z), r]));
  const soft = (points, r) => tube(cam, taper(points.map((p) => [at(...p), r]))), thick = broad ? 1.22 : 1, [root, crest] = J.neck;
  const neck = () => [
    [tube(cam, [[along(root, [J.chest.up, -0.012]), 0.0255 * thick], [root, 0.0238 * thick], [mix(root, crest, 0.5), 0.0212 * thick],
      [crest, 0.0222 * thick], [along(crest, [f.up, 0.02]), 0.0245]]), skin[MID]],
    [tube(cam, [[mix(root, crest, 0.62), 0.0205 * thick], [along(crest, [f.up, 0.015]), 0.0255]], 1, 0.1), skin[LOW]]];
  const face = () => [[ball(at(0, -0.008, 0.01), 0.0395, 0.05, 0.044), skin[MID]],
    [ball(at(0, -0.036, 0.02), broad ? 0.03 : 0.0255, 0.025, 0.0245), skin[MID]],
    [line([0, 0.006, 0.047, 0.0045], [0, -0.012, 0.056, 0.005], [0, -0.017, 0.049, 0.0055]), skin[MID]],
    [litBall(at(0, -0.01, 0.02), 0.0265, 0.034, 0.024, 1.4), skin[HIGH]]];
  const features = () => [
    ...[1, -1].filter((s) => facing * 0.85 + s * side * 0.5 > 0.12).flatMap((s) => [
      [soft(BROW.map(([x, y, z]) => [s * x, y, z]), 0.0014), hair[LOW]], [ball(at(s * 0.0162, -0.0005, 0.047), 0.0052, 0.0026, 0.003), EYE]]),
    ...(facing > 0.1 ? [[ball(at(0, -0.0195, 0.053), 0.006, 0.002, 0.003), skin[LOW]]] : [])];
  const mouth = () => (facing > -0.05 ? [[soft([[0.01, -0.0345, 0.0385], [0, -0.035, 0.0442], [-0.01, -0.0345, 0.0385]], 0.0032), lips]] : []);
  const chin = () => (beard ? [[ball(at(0, -0.0425, 0.018), 0.031, 0.02, 0.0272), hair[MID]],
    ...[1, -1].filter((s) => s * side > -0.5).map((s) => [line([s * 0.0375, 0.004, -0.006, 0.005], [s * 0.0365, -0.018, -0.002, 0.007],
      [s * 0.027, -0.04, 0.01, 0.013]), hair[MID]])] : []);
  const back = () => [[hairstyle === "crop" ? ball(at(0, 0.012, -0.012), 0.042, 0.05, 0.05) : ball(at(0, 0.008, -0.013), 0.045, 0.0545, 0.0525), hair[MID]]];
  const [low, high, deep] = TEMPLES[hairstyle];
  const cap = () => [[ball(at(0, 0.04, -0.01), 0.0405, 0.0235, 0.048), hair[MID]],
    ...[1, -1].filter((s) => s * side > -0.2).map((s) => [ball(at(s * 0.037, low, -0.018), 0.0078, high, deep), hair[MID]]),
    [litBall(at(0, 0.052, 0.004), 0.02, 0.0075, 0.022), hair[HIGH]]];
  const extra = () => ({
    crop: () => [],
    bob: () => [[ball(at(0, -0.022, -0.026), 0.0475, 0.04, 0.04), hair[MID]]],
    curls: () => [...CURLS.map(([x, y, z, ...size]) => [ball(at(x, y, z), ...size), hair[MID]]), [litBall(at(0, 0.062, -0.012), 0.026, 0.01, 0.024), hair[HIGH]]],
    tail: () => [[line([0, 0.034, -0.056, 0.013], [0, 0.026, -0.076, 0.018], [0, -0.02, -0.088, 0.017], [0, -0.07, -0.08, 0.007]), hair[MID]],
      [line([0, 0.032, -0.055, 0.0115], [0, 0.028, -0.062, 0.012]), top[MID]]],
    bun: () => [[ball(at(0, 0.056, -0.046), 0.0245, 0.0225, 0.0235), hair[MID]], [litBall(at(0, 0.062, -0.046), 0.013, 0.009, 0.013), hair[HIGH]],
      [ball(at(0, 0.043, -0.037), 0.0195, 0.0095, 0.0165), top[MID]]],
  })[hairstyle]();
  const ear = () => (Math.abs(side) > 0.12 && !["bob", "curls"].includes(hairstyle)
    ? [[ball(at((side > 0 ? 1 : -1) * 0.0405, -0.01, -0.004), 0.004, 0.0115, 0.0075), skin[MID]]] : []);
  const order = facing > -0.3 ? [extra, neck, back, face, features, chin, mouth, cap, ear] : [face, chin, neck, back, extra, ear];
  return order.flatMap((part) => part());
}
