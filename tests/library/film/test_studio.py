"""The room."""

import numpy as np

from library.figure import Camera
from library.film.lettering import rasterised
from library.film.studio import studio


def luminance(rgb):
    return np.asarray(rgb, float) @ (0.2126, 0.7152, 0.0722)


def test_the_barre_is_quiet_where_hips_and_hands_pass():
    camera = Camera(width=640, height=360, scale=223)
    picture = np.asarray(rasterised(studio(camera), 640, 360).convert("RGB"))
    middle = luminance(picture[100:260, 320])
    assert middle.max() / middle.min() < 1.35


def test_the_room_does_not_turn_with_the_dancer():
    pictures = {studio(Camera(width=640, height=360, yaw=yaw)) for yaw in (0, 45, 180)}
    assert len(pictures) == 1
