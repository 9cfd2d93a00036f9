"""The drawn figure: every site is on it, and nothing reaches beyond its frame."""

import re

from library.models import BodySite
from plans.views.body_figure import SILHOUETTE, figures


def test_every_site_is_drawn():
    drawn = {part.site for _, parts in figures() for part in parts}
    assert drawn == set(BodySite.values)


def test_gates_and_the_chosen_site_are_marked():
    parts = [part for _, parts in figures(gates={"calf": "amber"}, chosen="knee") for part in parts]
    assert {part.site: part.gate for part in parts if part.gate != "go"} == {"calf": "amber"}
    assert [part.site for part in parts if part.chosen] == ["knee"]


def test_all_of_it_is_right_of_the_middle_and_within_the_frame():
    for half in [*SILHOUETTE, *(part.half for _, parts in figures() for part in parts)]:
        numbers = [int(number) for number in re.findall(r"-?\d+", half)]
        assert all(0 <= x <= 72 for x in numbers[::2]), half
        assert all(0 <= y <= 396 for y in numbers[1::2]), half
