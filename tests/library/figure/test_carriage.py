"""Hips stay level unless a table frees them; arms go up through first or second."""

import pytest

from library.figure import Movement, faults


def danced(presets, start, keys, **more):
    table = {"counts": 4, "bpm": 60, "start": {"feet": "parallel", **start}, "keys": keys, **more}
    return faults(Movement.from_table("carried", table, presets))


HITCH = ({"arms": "hips", "weight": -0.6}, [{"at": 2, "roll": 5}, {"at": 4, "roll": 0}])


def test_hips_off_level_are_told(presets):
    (told,) = danced(presets, *HITCH)
    assert told.startswith("The hips are 3° off level at count")
    assert told.endswith("; at most 3°.")


def test_a_table_may_free_the_hips(presets):
    assert danced(presets, *HITCH, hips="free") == []


LOW = {"az": 0, "el": -66, "reach": 0.95, "paz": 105}
HIGH = {"az": 3, "el": 72, "reach": 0.925, "paz": 92, "pel": 6}


def rising(presets, azimuth):
    between = {"az": azimuth, "el": -15, "reach": 0.95, "paz": 100}
    low = LOW | {"az": azimuth}
    return danced(
        presets,
        {"arms": low},
        [
            {"at": 1.5, "arms": between},
            {"at": 2.5, "arms": HIGH},
            {"at": 3.4, "arms": between},
            {"at": 4, "arms": low},
        ],
    )


@pytest.mark.parametrize("azimuth", [0, 76])
def test_arms_rise_through_first_or_through_second(presets, azimuth):
    assert [fault for fault in rising(presets, azimuth) if "between" in fault] == []


def test_arms_that_rise_half_way_between_are_told(presets):
    assert any(
        fault.startswith("L.arm goes up between first and second before count")
        for fault in rising(presets, 54)
    )


def squat(presets, **feet):
    legs = {"L": feet, "R": feet}
    return danced(
        presets, {"arms": "hips", **legs}, [{"at": 2, "plie": 56, "tilt": 8}, {"at": 4, "plie": 0, "tilt": 0}]
    )


def test_knees_over_the_toes_break_nothing(presets):
    assert squat(presets, x=0.13, out=30) == []


def test_a_knee_that_falls_inside_the_toes_is_told(presets):
    told = [fault for fault in squat(presets, x=0.26, out=0) if "inside the toes" in fault]
    assert len(told) == 2
    assert told[0].startswith("L.knee is ")
    assert told[0].endswith("; at most 8°.")
