"""Frames of a loop."""

from dataclasses import replace

import numpy as np
import pytest

from library.film.schedule import Clip
from library.film.stage import Stage, wide


@pytest.mark.parametrize(
    ("height", "expected"), [(720, 1280), (360, 640), (72, 128), (90, 160), (1080, 1920)]
)
def test_pictures_are_sixteen_to_nine_and_even(height, expected):
    assert wide(height) == expected


def test_a_loop_has_as_many_frames_as_it_lasts(tendu):
    frames = list(Stage(Clip("loop", tendu(), "plum"), 72).frames())
    assert [len(frames), frames[0].size, frames[0].mode] == [25, (128, 72), "RGB"]


def test_the_loop_closes(plie):
    stage = Stage(Clip("loop", plie(), "plum"), 144)
    assert np.array_equal(stage.frame(0), stage.frame(2))
    assert not np.array_equal(stage.frame(0), stage.frame(1))


def test_standing_ready_is_the_first_picture_of_the_dance(tendu):
    ready, loop = (Stage(Clip(kind, tendu(), "plum", mirrored=True), 144) for kind in ("ready", "loop"))
    (held,) = ready.frames()
    assert np.array_equal(held, next(loop.frames()))


def test_the_other_side_is_the_mirror_image_of_the_dancer(tendu):
    left, right = (Stage(Clip("loop", tendu(), "plum", mirrored=m), 360) for m in (False, True))
    one, other = (
        np.asarray(s.frame(1)).astype(int) - np.asarray(s.backdrop).astype(int) for s in (left, right)
    )
    moved = np.abs(one).sum(axis=2) > 60
    mirrored = np.abs(other).sum(axis=2)[:, ::-1] > 60
    assert moved.sum() > 5000
    assert (moved != mirrored).mean() < 0.01


def test_a_close_up_of_the_foot_is_shown_where_the_table_asks_for_it(tendu):
    def lens(inset):
        dance = tendu()
        dance = replace(dance, table=dance.table[:-1] + inset + "}")
        return np.asarray(Stage(Clip("loop", dance, "plum"), 360).frame(0.5))[130:230, 480:600]

    assert not np.array_equal(lens(""), lens(',"inset":{"leg":"L","yaw":88}'))


def test_the_traced_toe_leaves_a_dotted_line(tendu):
    dance = tendu()
    traced = replace(dance, table=dance.table[:-1] + ',"trace":"L.tip"}')
    bare, dotted = (np.asarray(Stage(Clip("loop", d, "plum"), 360).backdrop) for d in (dance, traced))
    assert 10 < (bare != dotted).any(axis=2).sum() < 3000
