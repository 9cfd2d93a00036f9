"""What titles and descriptions of planned events say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importers.event_words import distance_of, duration_of, is_cancelled, sport_of_event
from plans.importers.kind_words import kind_titled


@pytest.mark.parametrize(
    ("title", "description", "seconds"),
    [
        ("50 min easy", "", 3000),
        ("1h30 long", "", 5400),
        ("Long run 1h 30min", "", 5400),
        ("Long Run 90'", "", 5400),
        ("Endurance 1:15:00", "", 4500),
        ("1.5 hours easy", "", 5400),
        ("Dauerlauf 75 Minuten", "", 4500),
        ("Sortie longue 1h45", "", 6300),
        ("5km Easy Run • 30m-35m", "", 2100),
        ("Run: Tempo", "Planned Time: 1:00:00\nPlanned Distance: 12 km", 3600),
        ("Easy", "Duration: 0:50", 3000),
        ("Easy", "45 minutes at conversational pace", 2700),
        ("40-50 min easy", "", 3000),
        # parts, paces and times of day are not the whole run
        ("6 x 3 min hills", "", None),
        ("5×1 km @ 4:30/km", "", None),
        ("Tempo at 7 min/mile", "", None),
        ("Intervals", "- 10 min warm up\n- 6x 2 min\n- 10 min cool down", None),
        ("Club run 18:30", "", None),
        ("0 min", "", None),
        ("999 h", "", None),
        ("", "", None),
    ],
)
def test_how_long(title, description, seconds):
    assert duration_of(title, description) == seconds


@pytest.mark.parametrize(
    ("title", "description", "metres"),
    [
        ("10 km easy", "", 10_000),
        ("Easy 10k", "", 10_000),
        ("6 mi", "", 9656),
        ("10 miler", "", 16_093),
        ("Laufen 12,5 km locker", "", 12_500),
        ("Tempo", "Planned Distance: 12.4 km", 12_400),
        ("Tempo", "Distance: 8000 m", 8000),
        ("6 x 1 km", "", None),
        ("3x(2 km + 1 km)", "", None),
        ("Easy at 5:30 / km", "", None),
        ("12 km/h on the treadmill", "", None),
        ("0 km", "", None),
        ("9e9 km", "", None),
    ],
)
def test_how_far(title, description, metres):
    assert distance_of(title, description) == metres


@pytest.mark.parametrize(
    ("title", "sport"),
    [
        ("Easy run", "running"),
        ("Course à pied 45'", "running"),
        ("Dauerlauf", "running"),
        ("Corsa lenta", "running"),
        ("Carrera suave", "running"),
        ("Hardlopen 10 km", "running"),
        ("6 x 800 m", "running"),
        ("Tempo", "running"),
        ("5K", "running"),
        ("Rest or easy 30 min run", "running"),
        ("Bike - 90min endurance", "cycling"),
        ("Radfahren 2 h", "cycling"),
        ("Vélo 1h30", "cycling"),
        ("Swim 2000 m", "swimming"),
        ("Natation", "swimming"),
        ("Strength for runners", "strength"),
        ("Krafttraining", "strength"),
        ("Yoga", "yoga"),
        ("Rest day", "rest"),
        ("Ruhetag", "rest"),
        ("Repos", "rest"),
        ("Dentist", "other"),
        ("Brunch with Ann", "other"),
        ("Long lunch", "other"),
        ("", "other"),
    ],
)
def test_which_sport(title, sport):
    assert sport_of_event(title) == sport


def test_a_label_of_the_description_or_a_category_says_which_sport():
    assert sport_of_event("Workout 3", "Sport: Running") == "running"
    assert sport_of_event("Workout 3", "Activity type: Cycling") == "cycling"
    assert sport_of_event("Workout 3", "", "Swim") == "swimming"
    assert sport_of_event("Workout 3", "Bring the dog") == "other"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Easy 40", "easy"),
        ("Lockerer Dauerlauf, locker", "easy"),
        ("Sortie longue", "long"),
        ("Fractionné 10 x 400", "intervals"),
        ("3x(2 km + 1 km)", "intervals"),
        ("Schwellenlauf an der Schwelle", "tempo"),
        ("parkrun", "race"),
        ("Rustige duurloop", "easy"),
        ("Långpass 90 min", "long"),
        ("Langtur", "long"),
        ("Tröskelpass", "tempo"),
        ("Wedstrijd", "race"),
        ("Berlin Marathon", "race"),
        ("Marathon plan, week 3: easy run", "easy"),
        ("Half marathon training: Long Run, 22 km", "long"),
        ("Monday", None),
    ],
)
def test_which_kind(title, kind):
    assert kind_titled(title) == kind


def test_a_title_that_begins_by_calling_it_off():
    assert [
        is_cancelled(title) for title in ("Cancelled: long run", "Abgesagt Lauf", "Run, not cancelled")
    ] == [
        True,
        True,
        False,
    ]


@given(st.text(max_size=400), st.text(max_size=3000))
def test_any_text_gives_a_believable_answer(title, description):
    seconds, metres = duration_of(title, description), distance_of(title, description)
    assert seconds is None or 60 <= seconds <= 86_400
    assert metres is None or 400 <= metres <= 500_000
    assert isinstance(sport_of_event(title, description), str)


@given(
    st.lists(
        st.sampled_from(["1", "9", ":", "h", "min", " ", "x", "(", "km", "'", ",", "é", "-"]), max_size=300
    ),
)
def test_text_made_to_be_slow_is_not(parts):
    text = "".join(parts)
    duration_of(text, text), distance_of(text, text), sport_of_event(text, text)
