"""Movements joined into a short dance."""

from itertools import pairwise
from math import dist

import pytest
import yaml

from library.figure import Movement, faults, solve
from library.figure.enchainement import Step, enchained
from tests.library.figure.conftest import CONTENT


def read(name):
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))


def danced(bpm, *named):
    """("tendu-second", 4), and ("tendu-second", 4, True) to its other side."""
    steps = [Step(row[0], read(f"movements/{row[0]}")["figure"], *row[1:]) for row in named]
    return Movement.from_table("dance", enchained(steps, bpm, read("presets")), read("presets"))


TENDUS = [("tendu-second", 4), ("tendu-second", 4, True), ("demi-plie", 4), ("releve-small-turnout", 4)]
BRUSHES = [("passe", 8), ("demi-plie", 8), ("degage", 8), ("degage", 8, True)]
PARALLEL = [("demi-plie-parallel", 8), ("releve-parallel", 8), ("releve-small", 4), ("demi-plie-parallel", 4)]
MIXED = [("rond-de-jambe", 8), ("demi-plie", 4), ("degage", 4)]


@pytest.mark.parametrize(
    ("bpm", "named", "counts"), [(72, TENDUS, 16), (72, BRUSHES, 32), (66, PARALLEL, 24), (66, MIXED, 16)]
)
def test_a_body_can_dance_it(bpm, named, counts):
    dance = danced(bpm, *named)
    assert (dance.counts, dance.bpm) == (counts, bpm)
    assert faults(dance) == []


def test_each_step_is_danced_as_in_its_own_table():
    dance = danced(72, *TENDUS)
    tendu = Movement.from_table("tendu", read("movements/tendu-second")["figure"], read("presets"))
    out = tendu.pose(4.5).leg["L"]
    assert (dance.pose(2.25).leg["L"].mode, dance.pose(2.25).leg["L"].reach) == (out.mode, out.reach)
    other = dance.pose(4 + 2.25)
    assert (other.leg["R"].mode, other.leg["R"].reach, other.leg["L"].mode) == (out.mode, out.reach, "stand")


def test_it_ends_as_it_began():
    keys = danced(72, *BRUSHES).keys
    assert solve(keys[0].pose).points() == solve(keys[-1].pose).points()


def test_a_foot_is_put_down_before_the_weight_goes_over_it():
    dance = danced(72, ("degage", 8), ("degage", 8, True))
    at_seam = [key for key in dance.keys if 6.9 <= key.at <= 8]
    assert [(key.at, key.pose.leg["L"].mode, key.pose.leg["R"].mode) for key in at_seam[1:]] == [
        (7.25, "stand", "stand"),
        (7.75, "stand", "stand"),
        (8, "stand", "tendu"),
    ]
    assert [key.pose.weight for key in at_seam] == [-1, -1, 1, 1]


def test_no_seam_is_seen():
    dance = danced(72, *TENDUS)
    points = [solve(dance.pose(i / 20)).points() for i in range(20 * dance.counts)]
    assert max(dist(a[n], b[n]) for a, b in pairwise(points) for n in a) < 0.06


def test_a_step_is_as_long_as_a_body_allows():
    with pytest.raises(ValueError, match="demi-plie in 2 counts takes"):
        danced(72, ("demi-plie", 2), ("demi-plie", 6))


def test_no_step_lies_across_two_phrases():
    with pytest.raises(ValueError, match="demi-plie lies across two phrases of 8 counts"):
        danced(72, ("tendu-second", 6), ("demi-plie", 6), ("releve-small-turnout", 4))


def test_feet_that_stand_elsewhere_are_told():
    with pytest.raises(ValueError, match="march cannot follow demi-plie: its feet stand elsewhere"):
        danced(72, ("demi-plie", 8), ("march", 8))


def test_what_lies_on_the_floor_is_danced_in_no_dance():
    with pytest.raises(ValueError, match="a dance is danced standing"):
        danced(60, ("glute-bridge", 8), ("glute-bridge", 8))


def zoom_of(slug):
    return read(f"movements/{slug}")["figure"]["view"].get("zoom", 1.0)


def test_it_is_seen_from_between_the_views_of_its_steps():
    assert danced(66, *PARALLEL).view == {"yaw": 50, "zoom": zoom_of("releve-parallel")}
    assert danced(66, *MIXED).view["yaw"] == 24
