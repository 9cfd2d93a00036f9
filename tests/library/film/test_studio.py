"""The room."""

import numpy as np

from library.film.raster import rasterised
from library.film.studio import studio


def luminance(rgb):
    return np.asarray(rgb, float) @ (0.2126, 0.7152, 0.0722)


def test_the_barre_is_quiet_where_hips_and_hands_pass():
    picture = np.asarray(rasterised(studio(640, 360), 640, 360).convert("RGB"))
    middle = luminance(picture[100:260, 320])
    assert middle.max() / middle.min() < 1.35


def test_the_barre_is_there_all_the_same():
    picture = np.asarray(rasterised(studio(640, 360), 640, 360).convert("RGB"))
    steps = np.abs(np.diff(luminance(picture[100:260, 320])))
    assert steps.max() > 5
