"""Still cards."""

import numpy as np

from library.film.cards import card
from library.film.schedule import Clip


def test_a_card_has_words_on_the_left_and_the_dancer_on_the_right(plie):
    bare = card(Clip("card", plie(), "plum"), 180)
    told = card(Clip("card", plie(), "plum", heading="Plié", lines=("plee-AY", "Bend.")), 180)
    changed = np.argwhere((np.asarray(bare) != np.asarray(told)).any(axis=2))
    assert (told.size, told.mode) == ((320, 180), "RGB")
    assert changed[:, 1].max() < 160


def test_a_long_heading_never_meets_the_dancer(plie):
    bare = card(Clip("card", plie(), "plum"), 360)
    long = card(Clip("opening", plie(), "plum", heading="Strong ankles for long and hilly autumn runs"), 360)
    changed = np.argwhere((np.asarray(bare) != np.asarray(long)).any(axis=2))
    assert changed[:, 1].max() < 300
