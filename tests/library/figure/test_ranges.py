"""Joint angles are measured as a goniometer would, and each has a range with its source."""

import pytest

from library.figure import Arm, Leg, Pose, solve
from library.figure.ranges import RANGES, angles


def measured(**changes):
    pose = Pose(**changes)
    return angles(pose, solve(pose))


def right(**leg):
    return {"L": Leg(), "R": Leg(**leg)}


def test_standing_is_the_neutral_pose():
    found = measured(leg={"L": Leg(x=0.052, out=0), "R": Leg(x=0.052, out=0)})
    for name in ("hip flexion", "hip abduction", "ankle dorsiflexion, loaded", "toe extension"):
        assert found[f"L.{name}"] == pytest.approx(0, abs=6), name
    assert found["L.knee flexion"] == pytest.approx(0, abs=4)


@pytest.mark.parametrize("lift", [0, 40, 90, 110])
def test_a_thigh_lifted_to_the_front_is_flexed_by_so_much(lift):
    found = measured(weight=1, leg=right(mode="air", dir=0, lift=lift, out=0))
    assert found["R.hip flexion"] == pytest.approx(lift, abs=2)


def test_a_thigh_behind_is_extended_and_a_tilted_pelvis_takes_some_of_it():
    leg = right(mode="air", dir=180, lift=40, out=0)
    assert measured(weight=1, leg=leg)["R.hip flexion"] == pytest.approx(-40, abs=2)
    assert measured(weight=1, leg=leg, tilt=15)["R.hip flexion"] == pytest.approx(-25, abs=2)


def test_a_thigh_to_the_side_is_abducted():
    found = measured(weight=1, leg=right(mode="air", dir=90, lift=40, out=0))
    assert found["R.hip abduction"] == pytest.approx(40, abs=2)


@pytest.mark.parametrize("knee", [10, 60, 120])
def test_a_knee_bends_by_so_much(knee):
    found = measured(weight=1, leg=right(mode="air", lift=60, knee=knee))
    assert found["R.knee flexion"] == pytest.approx(knee, abs=2.5)


def test_a_releve_points_the_ankle_and_bends_the_toes_by_its_rise():
    flat, risen = (measured(leg={"L": Leg(rise=r, out=0), "R": Leg(rise=r, out=0)}) for r in (0, 50))
    ankle = "L.ankle dorsiflexion, loaded"
    assert flat[ankle] - risen[ankle] == pytest.approx(50, abs=6)
    assert risen["L.toe extension"] - flat["L.toe extension"] == pytest.approx(50, abs=1)


def test_a_plie_with_heels_down_bends_the_loaded_ankle():
    assert 20 < measured(plie=60)["L.ankle dorsiflexion, loaded"] < 42


def test_an_arm_behind_and_an_arm_across_are_told():
    arms = {"L": Arm(az=180, el=-50), "R": Arm(az=-40, el=0)}
    found = measured(arm=arms)
    assert found["L.shoulder behind"] == pytest.approx(40, abs=3)
    assert found["R.shoulder across"] == pytest.approx(40, abs=3)


def test_every_angle_has_a_range_and_every_range_a_source():
    free = measured()
    resting = measured(
        weight=1,
        arm={"L": Arm(rest="hip"), "R": Arm()},
        leg={"L": Leg(), "R": Leg(mode="air")},
    )
    names = {name.partition(".")[2] or name for name in free | resting}
    assert names == set(RANGES)
    for name, (low, high, source) in RANGES.items():
        assert low < high, name
        assert source.startswith(("AAOS", "Norkin", "Konor", "ours")), name
