"""Off the floor and back: how pelvis and feet travel from one plié to the next.

A key with `jump: 0.08` is reached by a jump of that height: of the pelvis above its height on tiptoe, in body
heights. The key before it is the bottom of the plié she leaves, the key itself the bottom of the one she
lands in. Between the two the legs push off, the body flies on a parabola and the legs give way; how long the
flight lasts follows from gravity alone, and pushing and landing share what time is left.
"""

from dataclasses import dataclass, replace
from math import asin, degrees, radians, sin, sqrt

from library.figure.body import INSTEP, INSTEP_PITCH
from library.figure.pose import SIDES, Leg, Pose, between, between_legs
from library.figure.rig import over_feet
from library.figure.vectors import Vec, clamp, lerp, mix, smooth

GRAVITY = 9.81 / 1.70  # body heights a second, each second, on a dancer of 1.70 m
TIPTOE = 50.0  # degrees of rise at which the toes leave the floor …
POINT = 13.0  # … and how much further the foot points in the air
STEEPEST, SOFTEST = 1.5, 3.0  # time x speed / way of a push; 2 is a push of even strength


@dataclass(frozen=True)
class Contact:
    """The feet on the floor before or after a flight: where the pelvis is at the bottom of the plié (`low`)
    and on tiptoe (`full`); how far the ankle comes down between the two; the speed on tiptoe."""

    low: Vec
    full: Vec
    heel: float
    speed: float

    @classmethod
    def of(cls, pose: Pose, speed: float) -> "Contact":
        rise = max(leg.rise for leg in pose.leg.values() if leg.mode == "stand")
        return cls(over_feet(pose), tiptoe(pose), ankle_up(TIPTOE) - ankle_up(rise), speed)

    @property
    def way(self) -> float:
        return self.full[1] - self.low[1]

    def pelvis(self, s: float, seconds: float) -> Vec:
        """From 0, at rest in the plié, to 1, at `speed` on tiptoe."""
        up = self.way * s * s * (3 - 2 * s) + seconds * self.speed * s * s * (s - 1)
        x, _, z = mix(self.low, self.full, smooth(s))
        return (x, self.low[1] + up, z)

    def rise(self, height: float) -> float:
        """How far the heel is up with the pelvis at this height: ankles give way first, then knees."""
        e = clamp((self.full[1] - height) / self.way)
        power = clamp(self.way / self.heel, 1.0, 2.0) if self.heel > 0 else 1.0
        down = self.heel * (1 - (1 - e) ** power)
        return degrees(asin((ankle_up(TIPTOE) - down) / INSTEP) - INSTEP_PITCH)


@dataclass(frozen=True)
class Jump:
    """The way from pose a to pose b, which takes `push`, `flight` and `land` seconds."""

    a: Pose
    b: Pose
    height: float
    leaving: Contact
    landing: Contact
    push: float
    flight: float
    land: float

    @classmethod
    def between(cls, a: Pose, b: Pose, height: float, seconds: float) -> "Jump":
        """ValueError if gravity and the legs do not allow this height in this time."""
        speed = sqrt(2 * GRAVITY * height)
        touch = sqrt(max(0.0, speed**2 + 2 * GRAVITY * (tiptoe(a)[1] - tiptoe(b)[1])))
        leaving, landing, flight = Contact.of(a, speed), Contact.of(b, touch), (speed + touch) / GRAVITY
        even = leaving.way / speed + landing.way / touch
        share = (seconds - flight) / even
        if not STEEPEST <= share <= SOFTEST:
            least, most = (flight + even * k for k in (STEEPEST, SOFTEST))
            span = f"takes {least:.2f} to {most:.2f} s, not {seconds:.2f}"
            raise ValueError(f"a jump of {height:g} from this plié to that {span}")
        push, land = share * leaving.way / speed, share * landing.way / touch
        return cls(a, b, height, leaving, landing, push, flight, land)

    @property
    def seconds(self) -> float:
        return self.push + self.flight + self.land

    def pose(self, seconds: float) -> Pose:
        """`seconds` after the plié she leaves. Feet go to new marks, and the weight over, in the air only."""
        t, u = smooth(seconds / self.seconds), clamp((seconds - self.push) / self.flight)
        legs = {n: between_legs(self.a.leg[n], self.b.leg[n], smooth(u)) for n in SIDES}
        weight = lerp(self.a.weight, self.b.weight, u)
        pose = replace(between(self.a, self.b, t), leg=legs, weight=weight)
        if 0 < u < 1:
            return self._flying(pose, u)
        at, contact = self._standing(seconds)
        return _at(pose, at, contact.rise(at[1]), 0.0)

    def _standing(self, seconds: float) -> tuple[Vec, Contact]:
        if seconds <= self.push:
            return self.leaving.pelvis(seconds / self.push, self.push), self.leaving
        s = clamp((self.seconds - seconds) / self.land)
        return self.landing.pelvis(s, self.land), self.landing

    def _flying(self, pose: Pose, u: float) -> Pose:
        """The pelvis on its parabola; the feet hang below it and point."""
        flown = u * self.flight
        x, _, z = mix(self.leaving.full, self.landing.full, u)
        y = self.leaving.full[1] + self.leaving.speed * flown - GRAVITY * flown * flown / 2
        rise = TIPTOE + POINT * smooth((y - tiptoe(pose)[1]) / 0.03)
        return _at(pose, (x, y, z), rise, max(0.0, y - tiptoe(pose, rise)[1]))


def _at(pose: Pose, at: Vec, rise: float, air: float) -> Pose:
    legs = {n: _lifted(leg, rise, air) for n, leg in pose.leg.items()}
    return replace(pose, anchor="free", px=at[0], py=at[1], pz=at[2], leg=legs)


def _lifted(leg: Leg, rise: float, air: float) -> Leg:
    goal = _lifted(leg.to, rise, air) if leg.to is not None else None
    if leg.mode != "stand":
        return replace(leg, to=goal)
    return replace(leg, rise=rise, y=air, to=goal)


def ankle_up(rise: float) -> float:
    """The ankle above the ball of the foot."""
    return INSTEP * sin(INSTEP_PITCH + radians(rise))


def tiptoe(pose: Pose, rise: float = TIPTOE) -> Vec:
    """The pelvis with straight legs over the toes."""
    legs = {n: _lifted(leg, rise, 0.0) for n, leg in pose.leg.items()}
    return over_feet(replace(pose, plie=0.0, leg=legs))
