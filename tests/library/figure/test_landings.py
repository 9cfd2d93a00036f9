"""Each jump ends in a held plié, stays low, and no foot is lifted from under the weight."""

import pytest

from library.figure import Movement, faults

HOLD = [
    {"at": 1, "plie": 54},
    {"at": 2.6, "plie": 54, "jump": 0.07},
    {"at": 4, "plie": 54},
    {"at": 6, "plie": 0},
]


def hop(presets, *changes, keys=HOLD):
    rows = [dict(row) for row in keys]
    for i, change in changes:
        rows[i] |= change
    start = {"feet": "parallel", "arms": "hips"}
    table = {"counts": rows[-1]["at"], "bpm": 104, "start": start, "keys": rows}
    return faults(Movement.from_table("hop", table, presets))


def test_a_held_landing_breaks_nothing(presets):
    assert hop(presets) == []


@pytest.mark.parametrize(
    "change",
    [
        (2, {"at": 3.6}),  # too short
        (2, {"plie": 30}),  # stretching at once
        (1, {"plie": 28, "jump": 0.04}),  # too shallow to catch anything
        (1, {"rise": 10}),  # heels up
    ],
)
def test_a_landing_that_is_not_held_is_told(presets, change):
    assert "The jump to count 2.6 does not end in a held plié." in hop(presets, change)


def test_a_jump_at_the_very_end_is_not_held(presets):
    assert "The jump to count 2.6 does not end in a held plié." in hop(
        presets, keys=[{"at": 1, "plie": 54}, {"at": 2.6, "plie": 54, "jump": 0.07}]
    ) + hop(presets, keys=[*HOLD[:2], {"at": 4, "plie": 0}])


def test_low_springs_may_follow_each_other_high_jumps_may_not(presets):
    def chain(height, plie, apart):
        first = {"plie": plie, "rise": 8 if plie < 30 else 0}
        return [
            {"at": 1, **first},
            {"at": 1 + apart, **first, "jump": height},
            {"at": 1 + 2 * apart, "plie": 52, "rise": 0, "jump": height},
            {"at": 6.5, "plie": 52},
            {"at": 9, "plie": 0},
        ]

    springs = hop(presets, keys=chain(0.03, 14, 1.1))
    assert [fault for fault in springs if "held" in fault] == []
    jumps = hop(presets, keys=chain(0.07, 54, 1.6))
    assert "The jump to count 2.6 is not held, and higher than 0.04." in jumps


def test_a_jump_beyond_petit_allegro_is_told(presets):
    told = hop(presets, (1, {"jump": 0.14}))
    assert "The jump to count 2.6 is 0.14 high; at most 0.12." in told


def step(presets, weight):
    keys = [{"at": 2, "L": {"x": 0.12, "step": 0.03}}, {"at": 4, "L": {"x": 0.05, "step": 0.03}}]
    start = {"feet": "parallel", "arms": "hips", "weight": weight, "plie": 30, "L": {"x": 0.05}}
    table = {"counts": 4, "bpm": 60, "start": start, "keys": keys}
    return faults(Movement.from_table("step", table, presets))


def test_a_foot_steps_out_and_back_when_the_other_has_the_weight(presets):
    assert step(presets, -1) == []
    assert any("L.foot is lifted with weight on it" in fault for fault in step(presets, -0.2))
