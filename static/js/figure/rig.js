// The dancer's rig, as library/figure has it in Python: tables -> pose -> joints. A test holds the two equal.
const { abs, acos, asin, atan2, cos, hypot, max, min, PI, sin, sqrt } = Math;
const RAD = PI / 180;
export const SIDES = ["L", "R"];
export const SIGN = { L: 1, R: -1 };

export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const mul = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const norm = (a) => sqrt(dot(a, a));
export const unit = (a) => { const n = norm(a); return n > 1e-9 ? mul(a, 1 / n) : [0, 0, 1]; };
export const mix = (a, b, t) => a.map((x, i) => x + (b[i] - x) * t);
export const along = (start, ...steps) => steps.reduce((p, [v, k]) => add(p, mul(v, k)), start);
export const squareTo = (v, axis) => unit(sub(v, mul(axis, dot(v, axis))));
export const lerp = (a, b, t) => a + (b - a) * t;
export const clamp = (x, low = 0, high = 1) => (x < low ? low : x > high ? high : x);
export const smooth = (x) => ((x = clamp(x)), x * x * (3 - 2 * x));
const spin = (v, axis, angle) => {
  const c = cos(angle);
  return along(mul(v, c), [cross(axis, v), sin(angle)], [axis, dot(axis, v) * (1 - c)]);
};

// Segment lengths: see body.py for their source.
const THIGH = 0.245, SHANK = 0.246, LEG = THIGH + SHANK, ANKLE = 0.039, HEEL = 0.034, BALL = 0.08, TOE = 0.04;
const BALL_R = 0.011, HIP = 0.052, SHOULDER = 0.104, NECK = 0.052, HEAD = 0.064;
const UPPER = 0.176, FORE = 0.146, HAND = 0.092, SLIDE = 0.262;
export const SPINE = 0.288, LINKS = 8;
const INSTEP = hypot(BALL, ANKLE - BALL_R), PITCH = atan2(ANKLE - BALL_R, BALL);
const UP = [0, 1, 0];

// ---- legs ----
function twoBone(root, target, a, b, toward) {
  const way = sub(target, root), u = unit(way), longest = (a + b) * 0.9997;
  let length = norm(way);
  if (length > longest) { length = longest; target = add(root, mul(u, length)); }
  length = max(length, abs(a - b) + 1e-4);
  const x = (length * length + a * a - b * b) / (2 * length), h = sqrt(max(0, a * a - x * x));
  return [along(root, [u, x], [squareTo(toward, u), h]), target];
}
const heading = (sign, out) => [sign * sin(out * RAD), 0, cos(out * RAD)];
const aimed = (ankle, kneeTo, foot, toe, bend = kneeTo) => ({ ankle, kneeTo, foot, toe, bend });

function aboveFloor(toe, ballY, level) {
  const lowest = (0.006 - ballY) / TOE;
  if (lowest <= toe[1]) return toe;
  const flat = sqrt(max(0, 1 - min(1, lowest * lowest)));
  return [level[0] * flat, lowest, level[2] * flat];
}

function planted(sign, leg) {
  const f = heading(sign, leg.out), ball = along([sign * leg.x, BALL_R + leg.y, leg.z], [f, HEEL + BALL]);
  const a = PITCH + leg.rise * RAD, ankle = along(ball, [f, -INSTEP * cos(a)], [UP, INSTEP * sin(a)]);
  const foot = unit(sub(ball, ankle)), pointed = smooth(leg.y / 0.065) * smooth(leg.rise / 40);
  const toe = leg.y <= 0 ? f : aboveFloor(unit(mix(f, foot, pointed)), ball[1], f);
  return aimed(ankle, unit(add(f, [0, 0.05, 0])), foot, toe);
}

function overToes(goal, hip, level) {
  const way = sub(goal.ankle, hip), length = min(norm(way), LEG), axis = unit(way);
  const x = (length * length + THIGH ** 2 - SHANK ** 2) / (2 * length), h = sqrt(max(0, THIGH ** 2 - x * x));
  if (h < 1e-4) return goal;
  const ahead = squareTo(goal.kneeTo, axis), round = cross(axis, ahead);
  let aside = [level[2], 0, -level[0]];
  if (dot(round, aside) < 0) aside = mul(aside, -1);
  const a = h * dot(ahead, aside), b = h * dot(round, aside), off = dot(sub(along(hip, [axis, x]), goal.ankle), aside);
  const turn = asin(clamp(-off / max(hypot(a, b), 1e-6), -1, 1)) - atan2(a, b);
  const most = 22 * RAD * smooth(h / 0.09);
  return { ...goal, bend: spin(goal.kneeTo, axis, clamp(turn, -most, most)) };
}

function hanging(goal, hip, y) {
  const axis = cross([0, -1, 0], unit(sub(goal.ankle, hip))), lean = asin(min(1, norm(axis))) * smooth(y / 0.02);
  const [foot, toe] = [goal.foot, goal.toe].map((v) => spin(v, unit(axis), lean));
  return { ...goal, foot, toe: aboveFloor(toe, goal.ankle[1] + foot[1] * INSTEP, goal.toe) };
}

function tendu(sign, leg, hip) {
  const d = leg.dir * RAD, o = leg.out * RAD;
  const close = mix(along([sign * leg.x, 0, leg.z], [heading(sign, leg.out), HEEL]), [hip[0], 0, hip[2]], leg.reach);
  const at = along(close, [[sign * sin(d), 0, cos(d)], SLIDE * leg.reach]);
  const away = hypot(at[0] - hip[0], at[2] - hip[2]);
  const y = max(ANKLE, hip[1] - sqrt(max(1e-6, (LEG * 0.9995) ** 2 - away * away)));
  const stretch = smooth((y - ANKLE) / 0.062), a = o + (d - o) * stretch, level = [sign * sin(a), 0, cos(a)];
  const length = lerp(INSTEP, BALL + TOE - 0.004, smooth((stretch - 0.45) / 0.55));
  const drop = clamp((y - lerp(BALL_R, 0.006, stretch)) / length, 0, 0.999);
  const foot = add(mul(level, sqrt(1 - drop * drop)), [0, -drop, 0]);
  const toe = aboveFloor(unit(mix(level, foot, smooth((stretch - 0.35) / 0.5))), y + foot[1] * INSTEP, level);
  return aimed([at[0], y, at[2]], unit(add(heading(sign, leg.out), [0, 0.15, 0])), foot, toe);
}

function touching(sign, leg, hip, standing) {
  const o = leg.out * RAD, k = leg.front * RAD, gap = lerp(0.03, 0.036, leg.at);
  const goal = add(mix(standing.ankle, standing.knee, leg.at), [sign * gap * cos(k), 0, gap * sin(k)]);
  const kneeTo = unit([sign * sin(o), 0.25, cos(o)]);
  const [knee, tip] = twoBone(hip, goal, THIGH, SHANK + (BALL + TOE) * 0.97, kneeTo);
  const down = unit(sub(tip, knee)), front = squareTo(kneeTo, down), ankle = along(knee, [down, SHANK], [front, 0.006]);
  const foot = unit(sub(tip, ankle));
  return aimed(ankle, kneeTo, foot, unit(along(foot, [front, -0.35])));
}

function inAir(sign, leg, hip) {
  const d = leg.dir * RAD, lift = leg.lift * RAD, bend = leg.knee * RAD;
  const thigh = add(mul([sign * sin(d), 0, cos(d)], sin(lift)), [0, -cos(lift), 0]), axis = cross([0, -1, 0], thigh);
  let front = norm(axis) < 1e-6 ? [0, 0, 1] : spin([0, 0, 1], unit(axis), lift);
  front = spin(front, thigh, -sign * leg.out * RAD);
  const hinge = unit(cross(thigh, front)), shank = spin(thigh, hinge, -bend), shin = spin(front, hinge, -bend);
  const p = lerp(20, 84, leg.point) * RAD, t = (lerp(0, 92, leg.point) + leg.toes) * RAD;
  const toward = (angle) => unit(add(mul(shin, cos(angle)), mul(shank, sin(angle))));
  return aimed(along(hip, [thigh, THIGH], [shank, SHANK]), front, toward(p), toward(t));
}

function lying(sign, leg, hip, pelvis) {
  const own = inAir(sign, leg, [0, 0, 0]);
  const turned = (v) => along([0, 0, 0], [pelvis.right, v[0]], [pelvis.up, v[1]], [pelvis.front, v[2]]);
  return aimed(add(hip, turned(own.ankle)), turned(own.kneeTo), turned(own.foot), turned(own.toe));
}

function pinned(sign, leg) {
  const o = leg.out * RAD, up = leg.kneeup * RAD, out = leg.kneeout * RAD;
  const line = (pitch) => [sign * sin(o) * cos(pitch * RAD), -sin(pitch * RAD), cos(o) * cos(pitch * RAD)];
  const kneeTo = [sign * sin(out) * cos(up), sin(up), cos(out) * cos(up)];
  return aimed([sign * leg.x, leg.y, leg.z], kneeTo, line(leg.pitch), line(leg.pitch - leg.toes));
}

function aim(sign, leg, hip, pelvis, standing) {
  if (leg.to) {
    const before = aim(sign, { ...leg, to: null }, hip, pelvis, standing);
    return crossing(before, aim(sign, leg.to, hip, pelvis, standing), leg.t, hip);
  }
  if (leg.mode === "stand") {
    const goal = overToes(planted(sign, leg), hip, heading(sign, leg.out));
    return leg.y > 0 ? hanging(goal, hip, leg.y) : goal;
  }
  if (leg.mode === "tendu") return tendu(sign, leg, hip);
  if (leg.mode === "touch") return touching(sign, leg, hip, standing);
  if (leg.mode === "lie") return lying(sign, leg, hip, pelvis);
  return leg.mode === "air" ? inAir(sign, leg, hip) : pinned(sign, leg);
}

function arc(root, a, b, t) {
  const va = sub(a, root[0]), vb = sub(b, root[1]);
  return mul(unit(mix(unit(va), unit(vb), t)), lerp(norm(va), norm(vb), t));
}

function crossing(a, b, t, hip) {
  const way = arc([hip, hip], a.ankle, b.ankle, t), foot = unit(mix(a.foot, b.foot, t)), toe = unit(mix(a.toe, b.toe, t));
  const ankle = add(hip, way), under = min(0, ankle[1] + foot[1] * BALL + toe[1] * TOE - 0.008);
  return aimed(add(ankle, [0, -under, 0]), unit(mix(a.kneeTo, b.kneeTo, t)), foot, toe, unit(mix(a.bend, b.bend, t)));
}

function chained(hip, goal) {
  const [knee, ankle] = twoBone(hip, goal.ankle, THIGH, SHANK, goal.bend), down = unit(sub(ankle, knee));
  const ball = along(ankle, [goal.foot, INSTEP]), shin = unit(along(goal.kneeTo, [down, -dot(goal.kneeTo, down)]));
  const instep = unit(cross(cross(down, shin), goal.foot));
  return { hip, knee, ankle, ball, tip: along(ball, [goal.toe, TOE]), front: unit(goal.kneeTo), foot: goal.foot, instep };
}

// ---- arms ----
function reach(sign, arm, chest, pelvis, leg) {
  if (arm.to) {
    const a = reach(sign, { ...arm, to: null }, chest, pelvis, leg), b = reach(sign, arm.to, chest, pelvis, leg);
    const shoulder = mix(a.shoulder, b.shoulder, arm.t);
    const wrist = along(shoulder, [arc([a.shoulder, b.shoulder], a.wrist, b.wrist, arm.t), 1]);
    return { shoulder, wrist, elbowTo: unit(mix(a.elbowTo, b.elbowTo, arm.t)) };
  }
  const lift = arm.rest ? 0 : smooth((arm.el + 10) / 90) * 0.016;
  const shoulder = along(chest.at, [chest.right, sign * (SHOULDER - lift * 0.6)], [chest.up, -0.012 + lift]);
  const toward = (az, el) => along(mul(chest.right, sign * sin(az * RAD) * cos(el * RAD)),
    [chest.up, sin(el * RAD)], [chest.front, cos(az * RAD) * cos(el * RAD)]);
  let wrist;
  if (arm.rest === "hip") wrist = along(pelvis.at, [pelvis.right, sign * 0.096], [pelvis.up, 0.062], [pelvis.front, -0.022]);
  else if (arm.rest === "thigh") wrist = along(mix(leg.hip, leg.knee, 0.66), [UP, 0.05], [pelvis.right, sign * 0.012]);
  else if (arm.rest) wrist = [sign * arm.x, arm.y, arm.z];
  else wrist = along(shoulder, [toward(arm.az, arm.el), arm.reach * (UPPER + FORE)]);
  return { shoulder, wrist, elbowTo: toward(arm.paz, arm.pel) };
}

function bentArm(sign, arm, chest, pelvis, leg) {
  const goal = reach(sign, arm, chest, pelvis, leg);
  const [elbow, wrist] = twoBone(goal.shoulder, goal.wrist, UPPER, FORE, goal.elbowTo), fore = unit(sub(wrist, elbow));
  let hinge = cross(unit(sub(elbow, goal.shoulder)), fore);
  hinge = norm(hinge) > 0.02 ? unit(hinge) : unit(cross(fore, goal.elbowTo));
  const curl = (arm.to ? lerp(arm.hand, arm.to.hand, arm.t) : arm.hand) * RAD, palm = spin(fore, hinge, curl);
  const knuckle = along(wrist, [palm, HAND * 0.5]), tip = along(knuckle, [spin(palm, hinge, curl * 0.8), HAND * 0.5]);
  const thumb = along(wrist, [palm, HAND * 0.5], [cross(hinge, palm), HAND * 0.13]);
  return { shoulder: goal.shoulder, elbow, wrist, knuckle, tip, thumb, across: hinge };
}

// ---- trunk and the whole ----
// Hip to ankle at this bend of the knee.
const long = (bend) => sqrt(THIGH ** 2 + SHANK ** 2 + 2 * THIGH * SHANK * cos(bend * RAD)) * 0.9995;
const shareOf = (n, pose) => max(clamp(0.5 + 0.5 * SIGN[n] * pose.weight), 1e-6);

function overFeet(pose) {
  let x = 0, z = 0, total = 0;
  const down = SIDES.filter((n) => pose.leg[n].mode === "stand").map((n) => [n, planted(SIGN[n], pose.leg[n])]);
  for (const [n, foot] of down) {
    const share = shareOf(n, pose), ball = along(foot.ankle, [foot.foot, 0.0848]);
    const centre = mix(mix(foot.ankle, ball, 0.3), ball, smooth(pose.leg[n].rise / 55));
    x += (centre[0] - SIGN[n] * HIP * 0.62 * abs(pose.weight)) * share;
    z += centre[2] * share;
    total += share;
  }
  x = x / total + pose.shift_x;
  z = z / total + pose.shift_z;
  const right = axesOf(pose)[0];
  const high = ([n, { ankle: a }]) => {
    const leg = long(pose.plie * min(1, 2 * shareOf(n, pose))), hip = along([x, 0, z], [right, SIGN[n] * HIP]);
    return a[1] - hip[1] + sqrt(max(0.01, leg * leg - (a[0] - hip[0]) ** 2 - (a[2] - hip[2]) ** 2));
  };
  return [x, min(...down.map(high)), z];
}

function axesOf(pose) {
  let axes = [[1, 0, 0], UP, [0, 0, 1]];
  const turn = (axis, angle) => { axes = axes.map((v) => spin(v, axis, angle)); };
  turn(UP, pose.yaw * RAD);
  turn(axes[0], pose.tilt * RAD);
  turn(axes[2], -pose.roll * RAD);
  return axes;
}

function spineOf(pose) {
  const at = pose.anchor === "feet" ? overFeet(pose) : [pose.px, pose.py, pose.pz];
  let [r, u, f] = axesOf(pose);
  const links = [{ at, right: r, up: u, front: f }];
  const [fwd, side, twist] = [pose.fwd, pose.side, pose.twist].map((v) => (v * RAD) / LINKS);
  for (let i = 0; i < LINKS; i++) {
    [u, f] = [spin(u, r, fwd), spin(f, r, fwd)];
    [r, u] = [spin(r, f, -side), spin(u, f, -side)];
    [r, f] = [spin(r, u, twist), spin(f, u, twist)];
    links.push({ at: along(links[i].at, [u, SPINE / LINKS]), right: r, up: u, front: f });
  }
  if (pose.anchor !== "shoulders") return links;
  const shift = sub([pose.px, pose.py, pose.pz], links[LINKS].at);
  return links.map((link) => ({ ...link, at: add(link.at, shift) }));
}

function headOf(pose, chest) {
  const nod = pose.nod * RAD, tilt = pose.htilt * RAD, turn = pose.turn * RAD, back = pose.fwd * -0.25 * RAD;
  let { right: r, up: u, front: f } = chest;
  const root = along(chest.at, [u, 0.014]);
  u = spin(spin(u, r, back + nod * 0.5), f, -tilt * 0.5);
  const top = along(root, [u, NECK]);
  [u, f] = [spin(u, r, nod * 0.5), spin(f, r, nod + back)];
  [u, r] = [spin(u, f, -tilt * 0.5), spin(r, f, -tilt)];
  [f, r] = [spin(f, u, turn), spin(r, u, turn)];
  return [[root, top], { at: along(top, [u, HEAD * 0.8], [f, 0.012]), right: r, up: u, front: f }];
}

export function solve(pose) {
  const spine = spineOf(pose), pelvis = spine[0], chest = spine[LINKS], leg = {}, arm = {};
  const late = (n) => Number(pose.leg[n].mode !== "stand" || Boolean(pose.leg[n].to));
  for (const n of [...SIDES].sort((a, b) => late(a) - late(b))) {
    const hip = along(pelvis.at, [pelvis.right, SIGN[n] * HIP]);
    const { spread, dome } = pose.leg[n], goal = aim(SIGN[n], pose.leg[n], hip, pelvis, leg[n === "L" ? "R" : "L"]);
    leg[n] = { ...chained(hip, goal), spread, dome };
  }
  for (const n of SIDES) arm[n] = bentArm(SIGN[n], pose.arm[n], chest, pelvis, leg[n]);
  const [neck, head] = headOf(pose, chest);
  return { spine, pelvis, chest, neck, head, leg, arm };
}

// ---- jumps: see jumps.py ----
const GRAVITY = 9.81 / 1.7, TIPTOE = 50, POINT = 13;

const lifted = (leg, rise, y) => {
  const to = leg.to ? lifted(leg.to, rise, y) : null;
  return leg.mode === "stand" ? { ...leg, rise, y, to } : { ...leg, to };
};
const bothLifted = (leg, rise, y) => pair((n) => lifted(leg[n], rise, y));
const tiptoe = (pose, rise = TIPTOE) => overFeet({ ...pose, plie: 0, leg: bothLifted(pose.leg, rise, 0) });
const ankleUp = (rise) => INSTEP * sin(PITCH + rise * RAD);

class Contact {
  constructor(pose, speed) {
    const rises = SIDES.map((n) => pose.leg[n]).filter((leg) => leg.mode === "stand").map((leg) => leg.rise);
    Object.assign(this, { low: overFeet(pose), full: tiptoe(pose), speed, heel: ankleUp(TIPTOE) - ankleUp(max(...rises)) });
    this.way = this.full[1] - this.low[1];
  }
  pelvis(s, seconds) {
    const up = this.way * s * s * (3 - 2 * s) + seconds * this.speed * s * s * (s - 1), [x, , z] = mix(this.low, this.full, smooth(s));
    return [x, this.low[1] + up, z];
  }
  rise(height) {
    const e = clamp((this.full[1] - height) / this.way);
    const power = this.heel > 0 ? clamp(this.way / this.heel, 1, 2) : 1;
    return (asin((ankleUp(TIPTOE) - this.heel * (1 - (1 - e) ** power)) / INSTEP) - PITCH) / RAD;
  }
}

class Jump {
  constructor(a, b, height, seconds) {
    const speed = sqrt(2 * GRAVITY * height), touch = sqrt(max(0, speed ** 2 + 2 * GRAVITY * (tiptoe(a)[1] - tiptoe(b)[1])));
    const leaving = new Contact(a, speed), landing = new Contact(b, touch), flight = (speed + touch) / GRAVITY;
    const share = (seconds - flight) / (leaving.way / speed + landing.way / touch);
    const push = (share * leaving.way) / speed, land = (share * landing.way) / touch;
    Object.assign(this, { a, b, leaving, landing, push, flight, land, seconds: push + flight + land });
  }
  pose(seconds) {
    const { a, b } = this, t = smooth(seconds / this.seconds), u = clamp((seconds - this.push) / this.flight);
    const leg = pair((n) => limb("mode", a.leg[n], b.leg[n], smooth(u))), arm = pair((n) => limb("rest", a.arm[n], b.arm[n], t));
    const pose = { ...numbers(a, b, t), anchor: a.anchor, leg, arm, weight: lerp(a.weight, b.weight, u) };
    if (u > 0 && u < 1) return this.flying(pose, u);
    const before = seconds <= this.push, contact = before ? this.leaving : this.landing;
    const at = before
      ? contact.pelvis(seconds / this.push, this.push)
      : contact.pelvis(clamp((this.seconds - seconds) / this.land), this.land);
    return this.at(pose, at, contact.rise(at[1]), 0);
  }
  flying(pose, u) {
    const { leaving, landing } = this, flown = u * this.flight, [x, , z] = mix(leaving.full, landing.full, u);
    const y = leaving.full[1] + leaving.speed * flown - (GRAVITY * flown * flown) / 2;
    const rise = TIPTOE + POINT * smooth((y - tiptoe(pose)[1]) / 0.03);
    return this.at(pose, [x, y, z], rise, max(0, y - tiptoe(pose, rise)[1]));
  }
  at(pose, [px, py, pz], rise, air) {
    return { ...pose, anchor: "free", px, py, pz, leg: bothLifted(pose.leg, rise, air) };
  }
}

// ---- keyframes ----
const EASES = {
  soft: (t) => t * t * (3 - 2 * t), press: (t) => (1 - cos(PI * t)) / 2, brush: (t) => 1 - (1 - t) ** 2.4,
  linear: (t) => t, in: (t) => t ** 1.7, out: (t) => 1 - (1 - t) ** 1.7,
};
const LAG = 0.1, BREATH = 0.7, STEP_POINT = 42;
const TURNED = ["weight", "side", "twist", "turn", "htilt", "roll", "yaw", "shift_x", "px"];

const numbers = (a, b, t) =>
  Object.fromEntries(Object.entries(b).map(([k, v]) => [k, typeof v === "number" ? lerp(a[k], v, t) : v]));
function limb(word, a, b, t) {
  if (a[word] !== b[word] && t > 0 && t < 1) return { ...a, to: b, t };
  const made = { ...numbers(a, b, t), [word]: t <= 0 ? a[word] : b[word] };
  if (made.mode !== "stand" || !b.step || t <= 0 || t >= 1 || (a.x === b.x && a.z === b.z)) return made;
  const high = sin(PI * t) ** 2;
  return { ...made, y: made.y + b.step * high, rise: max(made.rise, STEP_POINT * high) };
}
const pair = (make) => ({ L: make("L"), R: make("R") });

export class Movement {
  constructor(table, { presets, rest }) {
    Object.assign(this, { name: table.name, counts: table.counts, bpm: table.bpm, view: table.view ?? {}, prop: table.prop ?? "" });
    this.poster = table.poster ?? table.counts / 2;
    this.tables = { presets, rest };
    let pose = { ...rest.pose, leg: pair(() => rest.leg), arm: pair(() => this.armOf("bras_bas")) };
    this.keys = [];
    for (const row of [{ ...table.start, at: 0 }, ...table.keys]) {
      const before = this.keys.at(-1);
      pose = this.applied(pose, row);
      const jump = row.jump && new Jump(before.pose, pose, row.jump, ((row.at - before.at) * 60) / this.bpm);
      this.keys.push({ at: row.at, ease: EASES[row.ease ?? "soft"], pose, jump });
    }
  }
  armOf(value) {
    return { ...this.tables.rest.arm, ...(typeof value === "string" ? this.tables.presets.arms[value] : value) };
  }
  applied(pose, { at: _at, ease: _ease, jump: _jump, feet, rise, arms, L, R, ...plain }) {
    const change = (n) => {
      const leg = { ...pose.leg[n], ...(feet && { mode: "stand", rise: 0, ...this.tables.presets.feet[feet] }) };
      const { do: mode = leg.mode, ...rest } = { L, R }[n] ?? {};
      return { ...leg, ...(rise !== undefined && { rise }), mode, ...rest };
    };
    const arm = arms === undefined ? pose.arm : pair((n) => this.armOf(arms.L === undefined ? arms : arms[n]));
    return { ...pose, leg: pair(change), arm, ...plain };
  }
  at(count) {
    count = ((count % this.counts) + this.counts) % this.counts;
    for (let i = 0; i + 1 < this.keys.length; i++) {
      const a = this.keys[i], b = this.keys[i + 1];
      if (count > b.at) continue;
      if (b.jump) return b.jump.pose(((count - a.at) * 60) / this.bpm);
      const t = b.ease(clamp((count - a.at) / (b.at - a.at)));
      const leg = pair((n) => limb("mode", a.pose.leg[n], b.pose.leg[n], t));
      return { ...numbers(a.pose, b.pose, t), leg, arm: pair((n) => limb("rest", a.pose.arm[n], b.pose.arm[n], t)) };
    }
    return this.keys.at(-1).pose;
  }
  pose(count, mirrored = false) {
    const pose = this.at(count), late = this.at(count - LAG);
    Object.assign(pose, { arm: late.arm, turn: late.turn, htilt: late.htilt });
    pose.fwd += BREATH * sin((4 * PI * count) / this.counts);
    if (!mirrored) return pose;
    const swap = ({ L, R }) => ({ L: R, R: L });
    const turned = Object.fromEntries(TURNED.map((k) => [k, -pose[k]]));
    return { ...pose, ...turned, leg: swap(pose.leg), arm: swap(pose.arm) };
  }
}
