from io import BytesIO

import pytest
from PIL import Image, ImageChops

from library.figure import PALETTES, camera_for, dancer_of, still, still_bytes
from library.figure.camera import Camera
from library.figure.props import prop_shapes
from library.figure.stills import room_behind
from library.figure.studio import backdrop


def test_every_movement_is_a_small_picture(slug, movements):
    data = still_bytes(movements[slug], PALETTES[dancer_of(slug)])
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.size) == ("WEBP", (480, 480))
    assert len(data) <= 15_000


def test_nobody_touches_the_edge_of_the_picture(slug, movements):
    picture = still(movements[slug], PALETTES["slate"], (240, 240))
    empty = room_behind(camera_for(movements[slug], 240, 240))
    box = ImageChops.difference(picture, empty).getbbox()
    assert box[0] > 0
    assert box[1] > 2
    assert box[2] < 240
    assert box[3] < 240


def test_a_still_leaves_the_studio_as_it_was(movements):
    before = backdrop(120, 120).tobytes()
    still(movements["passe"], PALETTES["plum"], (120, 120))
    assert backdrop(120, 120).tobytes() == before


def test_another_count_is_another_picture(movements):
    a, b = (still(movements["demi-plie"], PALETTES["oak"], (160, 160), count) for count in (0, 4))
    assert a.tobytes() != b.tobytes()


def test_a_still_that_cannot_be_small_enough_is_refused(movements):
    with pytest.raises(ValueError, match=r"A still of 480 × 480 does not fit into 100 bytes\."):
        still_bytes(movements["passe"], PALETTES["plum"], most=100)


def test_the_chair_stands_before_her_when_seen_from_its_side():
    behind, before = prop_shapes("chair", Camera(yaw=0))
    assert behind
    assert not before
    behind, before = prop_shapes("chair", Camera(yaw=-80))
    assert before
    assert not behind


def test_an_unknown_prop_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'piano' is no prop; known are chair, seat, wall, mat\."):
        prop_shapes("piano", Camera())
