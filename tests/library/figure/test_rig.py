from math import cos, dist, isclose, radians, sin

from hypothesis import given, settings
from hypothesis import strategies as st

from library.figure import Arm, Leg, Pose, solve
from library.figure.body import FOREARM, INSTEP, SHANK, SPINE, THIGH, TOE, UPPER_ARM
from library.figure.pose import between_legs
from library.figure.vectors import dot, mix, sub

degrees = st.floats(-60, 60)
legs = st.builds(
    Leg,
    mode=st.sampled_from(("stand", "tendu", "air", "touch")),
    x=st.floats(0.02, 0.15),
    out=st.floats(0, 35),
    rise=st.floats(0, 55),
    dir=st.floats(0, 180),
    reach=st.floats(0, 1),
    lift=st.floats(0, 60),
    knee=st.floats(0, 90),
    point=st.floats(0, 1),
    at=st.floats(0, 1),
)
arms = st.builds(
    Arm,
    rest=st.sampled_from(("", "hip", "thigh")),
    az=st.floats(0, 90),
    el=st.floats(-80, 80),
    reach=st.floats(0.9, 0.99),
    paz=st.floats(90, 170),
    hand=st.floats(-20, 20),
)
poses = st.builds(
    lambda left, a, b, **body: Pose(
        leg={"L": left, "R": Leg(rise=body.pop("rise"))}, arm={"L": a, "R": b}, **body
    ),
    legs,
    arms,
    arms,
    rise=st.floats(0, 55),
    weight=st.floats(-1, 0),
    plie=st.floats(0, 70),
    fwd=degrees,
    side=degrees,
    twist=degrees,
    nod=degrees,
    turn=degrees,
)


def bones(joints):
    for leg in joints.leg.values():
        yield leg.hip, leg.knee, THIGH
        yield leg.knee, leg.ankle, SHANK
        yield leg.ankle, leg.ball, INSTEP
        yield leg.ball, leg.tip, TOE
    for arm in joints.arm.values():
        yield arm.shoulder, arm.elbow, UPPER_ARM
        yield arm.elbow, arm.wrist, FOREARM
    for a, b in zip(joints.spine, joints.spine[1:], strict=False):
        yield a.at, b.at, SPINE / 8


@settings(max_examples=60, deadline=None)
@given(poses)
def test_no_bone_ever_changes_its_length(pose):
    for a, b, length in bones(solve(pose)):
        assert isclose(dist(a, b), length, abs_tol=2e-4)


def test_standing_straight_she_is_as_tall_as_she_is():
    joints = solve(Pose())
    assert 0.93 < joints.head.at[1] < 0.97  # the middle of the head; the crown is at 1
    assert joints.pelvis.at[0] == 0


def test_a_plie_lowers_the_pelvis_and_leaves_the_feet():
    tall, low = solve(Pose()), solve(Pose(plie=60))
    assert tall.pelvis.at[1] - low.pelvis.at[1] > 0.05
    assert (tall.leg["L"].ball, tall.leg["R"].tip) == (low.leg["L"].ball, low.leg["R"].tip)


def test_a_releve_lifts_the_heels_about_the_balls():
    flat = solve(Pose())
    risen = solve(Pose(leg={"L": Leg(rise=45), "R": Leg(rise=45)}))
    assert dist(risen.leg["L"].ball, flat.leg["L"].ball) < 1e-9
    assert risen.leg["L"].ankle[1] - flat.leg["L"].ankle[1] > 0.04
    assert risen.head.at[1] > flat.head.at[1]


def test_a_bent_knee_points_over_the_toes():
    leg = solve(Pose(plie=60)).leg["L"]
    sideways, forward = leg.knee[0] - leg.hip[0], leg.knee[2] - leg.hip[2]
    assert sideways > 0.02
    assert forward > 0.02


def test_the_toe_of_a_passe_lies_at_the_standing_knee():
    joints = solve(Pose(weight=-1, leg={"L": Leg(mode="touch", at=1.0, out=50), "R": Leg()}))
    assert dist(joints.leg["L"].tip, joints.leg["R"].knee) < 0.06


def test_a_hand_on_the_thigh_is_near_the_thigh():
    joints = solve(Pose(arm={"L": Arm(rest="thigh", paz=140), "R": Arm()}, plie=60, fwd=20))
    leg = joints.leg["L"]
    assert min(dist(joints.arm["L"].wrist, p) for p in (leg.hip, leg.knee)) < 0.25


def test_an_unknown_leg_is_refused_by_name():
    try:
        solve(Pose(leg={"L": Leg(mode="fly"), "R": Leg()}))
    except ValueError as error:
        assert str(error) == "A leg cannot 'fly'."
    else:
        raise AssertionError("a flying leg was accepted")


def test_a_foot_steps_to_another_mark_over_the_floor_heel_first():
    a, b = Leg(x=0.02), Leg(x=0.20, step=0.03)
    there = [between_legs(a, b, t) for t in (0, 0.25, 0.5, 0.75, 1)]
    assert [round(leg.x, 3) for leg in there] == [0.02, 0.065, 0.11, 0.155, 0.20]
    assert [round(leg.y, 4) for leg in there] == [0, 0.015, 0.03, 0.015, 0]
    assert [round(leg.rise) for leg in there] == [0, 21, 42, 21, 0]
    tips = [solve(Pose(weight=-1, leg={"L": leg, "R": Leg()})).leg["L"].tip[1] for leg in there]
    assert min(tips) >= 0.006


def test_the_leg_without_weight_may_be_straight_in_a_plie():
    joints = solve(Pose(weight=-1, plie=50, leg={"L": Leg(x=0.20), "R": Leg()}))
    free, standing = (dist(joints.leg[n].hip, joints.leg[n].ankle) for n in ("L", "R"))
    assert free > standing + 0.01
    assert abs(standing - 2 * THIGH * cos(radians(25))) < 0.002


def test_a_lying_leg_is_measured_from_the_pelvis():
    """On the left side, head to +x: lifting the right leg sideways lifts its foot off the floor."""
    low, high = (
        solve(
            Pose(
                anchor="free",
                py=0.1,
                roll=90,
                leg={"L": Leg(mode="lie"), "R": Leg(mode="lie", dir=90, lift=lift, out=0)},
            )
        )
        for lift in (0, 30)
    )
    assert high.leg["R"].ankle[1] - low.leg["R"].ankle[1] > 0.2
    assert high.leg["L"] == low.leg["L"]


def test_upright_a_lying_leg_is_as_in_the_air():
    air, lie = (
        solve(Pose(weight=-1, leg={"L": Leg(mode=mode, dir=40, lift=30, knee=50, out=20), "R": Leg()}))
        for mode in ("air", "lie")
    )
    assert dist(air.leg["L"].tip, lie.leg["L"].tip) < 1e-9


def test_in_second_position_the_knees_bend_over_the_feet_not_inside_them():
    legs = {n: Leg(x=0.15, out=30) for n in ("L", "R")}
    leg = solve(Pose(plie=56, leg=legs)).leg["L"]
    ahead = (sin(radians(30)), cos(radians(30)))
    aside = (leg.knee[0] - leg.ankle[0]) * ahead[1] - (leg.knee[2] - leg.ankle[2]) * ahead[0]
    assert abs(aside) < 0.015
    assert leg.front == solve(Pose(leg=legs)).leg["L"].front


@settings(max_examples=60, deadline=None)
@given(poses)
def test_no_knee_ever_bends_backwards(pose):
    for leg in solve(pose).leg.values():
        bulge = sub(leg.knee, mix(leg.hip, leg.ankle, 0.5))
        assert dot(bulge, leg.front) > -1e-3
