// What stands in the studio beside the dancer: the shapes of library/figure/props.py.
import { path, tube } from "./outlines.js";

/** [shapes behind the dancer, shapes in front]. */
export function props(kind, cam, mirrored) {
  const s = mirrored ? -1 : 1, flat = (...corners) => path(corners.flatMap((v) => cam(v).slice(0, 2))), bar = (a, b, r) => tube(cam, [[a, r], [b, r]]);
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
    return [[...posts(far, "#B29275"), rail(0.4, 0.011, "#B29275"), rail(high - 0.006, 0.013, "#DABF9F"),
      [flat([w, seat, front], [-w, seat, front], [-w, seat, back], [w, seat, back]), "#DABF9F"],
      [bar([-w, low, front], [w, low, front], 0.01), "#C9A888"], [bar([-far, low, back], [-far, low, front], 0.01), "#C9A888"],
      ...posts(-far, "#C9A888")], []];
  }
  if (kind !== "chair") return [[], []];
  const x = s * -0.315, end = s * -0.56, seat = 0.262, high = 0.525, near = 0.2, far = -0.04;
  const leg = (px, top, z) => bar([px, 0.008, z], [px, top, z], 0.0085), rail = (y, r) => bar([x, y, far], [x, y, near], r);
  const chair = [[leg(end, seat, far), "#B29275"], [leg(end, seat, near), "#B29275"],
    [flat([x, seat, far], [x, seat, near], [end, seat, near], [end, seat, far]), "#DABF9F"],
    [bar([x, seat - 0.01, near], [end, seat - 0.01, near], 0.01), "#C9A888"], [leg(x, high, far), "#C9A888"], [leg(x, high, near), "#C9A888"],
    [rail(0.4, 0.011), "#B29275"], [rail(high - 0.006, 0.013), "#DABF9F"]];
  return cam.toward[0] * x > 0.08 ? [[], chair] : [chair, []];
}
