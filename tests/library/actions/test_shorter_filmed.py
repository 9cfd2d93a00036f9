"""A teacher's class made shorter: what is in it only its titles and its teacher say."""

import pytest

from library.actions.shorter import Wish, chapters_of, shorter
from library.models import Movement

pytestmark = pytest.mark.django_db


def asked(video_class, **wish):
    return shorter(video_class, chapters_of(video_class), Wish(**wish))


def test_what_is_not_known_of_a_teachers_class_is_chosen_by_hand(make_class):
    pliés = Movement.objects.create(
        slug="bend", name="Bend", plain="x", purpose="x", leg_load=1, level=1, benefits=["stabilisers"]
    )
    filmed = make_class(origin="filmed", duration_s=700, leg_load=1)
    for position, movement in enumerate([None, pliés, None, pliés, None]):
        at = 10 + position * 130
        filmed.chapters.create(
            movement=movement, position=position, title=f"Chapter {position}", start_s=at, end_s=at + 120
        )
    assert asked(filmed, minutes=11).cut.kept == (0, 1, 3, 4)
    cut = asked(filmed, keep=frozenset({2})).cut
    assert cut.kept == (0, 2, 4)
    assert cut.spans == ((0, 140), (270, 400), (530, 700))


def test_left_and_right_in_two_chapters_stay_together(make_class):
    passé = Movement.objects.create(
        slug="passe-x", name="Passé", plain="x", purpose="x", leg_load=1, level=1, two_sided=True
    )
    filmed = make_class(origin="filmed", duration_s=600, leg_load=0)
    titles = ["Hello", "Passé, left", "Rest", "Passé, right", "Bye"]
    for position, title in enumerate(titles):
        movement = passé if "Passé" in title else None
        filmed.chapters.create(
            movement=movement,
            position=position,
            title=title,
            start_s=position * 120,
            end_s=position * 120 + 120,
        )
    assert asked(filmed, keep=frozenset({1})).cut.kept == (0, 1, 3, 4)


def test_what_is_not_known_may_be_as_heavy_as_the_class(make_class):
    filmed = make_class(origin="filmed", duration_s=600, leg_load=3)
    for position in range(5):
        at = position * 120
        filmed.chapters.create(position=position, title=f"Part {position}", start_s=at, end_s=at + 120)
    assert asked(filmed, keep=frozenset({2})).cut.leg_load == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("First side", "Second side"), ("Left", "Right"), ("Calf stretch, left", "Right calf stretch"),
     ("Hips (left)", "Hips: right")],
)  # fmt: skip
def test_sides_that_only_their_titles_name_stay_together(make_class, one, other):
    filmed = make_class(origin="filmed", duration_s=600, leg_load=0)
    for position, title in enumerate(["Hello", one, "Left over", other, "Bye"]):
        at = position * 120
        filmed.chapters.create(position=position, title=title, start_s=at, end_s=at + 120)
    assert asked(filmed, keep=frozenset({1})).cut.kept == (0, 1, 3, 4)
