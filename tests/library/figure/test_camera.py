import pytest

from library.figure import Camera, camera_for
from library.figure.camera import STANDS
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


def test_a_film_comes_nearer_to_whoever_lies_and_keeps_its_room(movements):
    swan = movements["swan"]
    square, film = camera_for(swan, 480, 480), camera_for(swan, 1280, 720)
    assert (square.floor, film.floor) == (0.69, STANDS)
    assert film.scale / 720 == pytest.approx(1.7 / 1.12 * square.scale / 480)


def test_whoever_stands_does_so_at_the_same_height_in_every_picture(movements):
    seen = [camera_for(movements["passe"], *size) for size in ((480, 480), (1280, 720), (640, 360))]
    assert {(camera.floor, camera.scale / camera.height) for camera in seen} == {(STANDS, 0.62)}
