import pytest

from library.figure import Camera, camera_for
from library.figure.pose import mirror


def test_the_middle_of_the_floor_lies_where_the_camera_was_told():
    seen = Camera(width=400, height=200, cx=0.5, floor=0.9)((0.0, 0.0, 0.0))
    assert (seen.x, seen.y) == (200, 180)


def test_her_left_is_the_right_of_the_screen_when_she_faces_us():
    assert Camera()((0.1, 0.5, 0.0)).x > Camera()((-0.1, 0.5, 0.0)).x


def test_from_behind_left_is_left():
    back = Camera(yaw=180)
    assert back((0.1, 0.5, 0.0)).x < back((-0.1, 0.5, 0.0)).x


def test_what_is_nearer_is_larger():
    assert Camera()((0, 0.5, 0.5)).scale > Camera()((0, 0.5, -0.5)).scale


def test_the_other_side_is_seen_as_a_mirror_image(movements):
    movement = movements["arabesque"]
    camera, other = (camera_for(movement, 480, 480, mirrored=m) for m in (False, True))
    point = (0.2, 0.7, -0.3)
    seen, theirs = camera(point), other((-0.2, 0.7, -0.3))
    assert theirs.x == pytest.approx(480 - seen.x)
    assert theirs.y == pytest.approx(seen.y)
    assert mirror(movement.pose(4)).weight == -movement.pose(4).weight
