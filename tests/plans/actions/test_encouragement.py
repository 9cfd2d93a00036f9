"""The one sentence: by what happened, and never held against anybody."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.actions.encouragement import Ahead, Past, encouragement

SUNDAY = datetime.date(2026, 11, 29)
DAY = datetime.timedelta(days=1)
NOTHING = Past(classes=0, minutes=0, runs=3, distance_m=0.0, weeks_danced=0, last_on=None)
DANCED = Past(classes=1, minutes=15, runs=3, distance_m=0.0, weeks_danced=8, last_on=SUNDAY - DAY)
WEEK = Ahead(asked=2, first_on=SUNDAY + 2 * DAY, first_minutes=10, has_race=False, laid_aside=False)


@pytest.mark.parametrize(
    ("past", "ahead", "sentence"),
    [
        (
            DANCED,
            replace(WEEK, laid_aside=True, has_race=True),
            "Rest belongs to it too. Your place is kept.",
        ),
        (
            DANCED,
            replace(WEEK, has_race=True),
            "It is the week of your race: sleep well, keep it light, and enjoy the run.",
        ),
        (
            NOTHING,
            WEEK,
            "The first class is on Tuesday: shoes off, one hand on a chair, and that is all you need.",
        ),
        (NOTHING, replace(WEEK, first_on=None), "Whenever you like to begin: one hand on a chair is enough."),
        (
            replace(DANCED, classes=0, last_on=SUNDAY - 9 * DAY),
            WEEK,
            "Nine days away. Your place is kept, and we begin with ten quiet minutes.",
        ),
        (
            replace(DANCED, classes=0, last_on=SUNDAY - 40 * DAY),
            replace(WEEK, first_on=None),
            "40 days away. Your place is kept.",
        ),
        (
            replace(DANCED, classes=0, last_on=SUNDAY - 8 * DAY),
            WEEK,
            "A quiet week. Your next class waits on Tuesday.",
        ),
        (
            replace(DANCED, classes=0, last_on=SUNDAY - 8 * DAY),
            replace(WEEK, first_on=None),
            "Your place is kept, whenever you like to come back to it.",
        ),
        (
            replace(DANCED, weeks_danced=1),
            WEEK,
            "Your first week is danced. The second one will feel familiar already.",
        ),
        (
            replace(DANCED, classes=2),
            WEEK,
            "All your classes are danced. What you repeat, your feet remember.",
        ),
        (DANCED, WEEK, "One class danced, and it counts. What you repeat, your feet remember."),
        (
            replace(DANCED, classes=2),
            replace(WEEK, asked=3),
            "Two classes danced, and they count. What you repeat, your feet remember.",
        ),
    ],
)
def test_it_says_what_is_true(past, ahead, sentence):
    assert encouragement(past=past, ahead=ahead, today=SUNDAY) == sentence


@given(
    st.builds(
        Past,
        classes=st.integers(0, 9),
        minutes=st.just(15),
        runs=st.just(0),
        distance_m=st.just(0.0),
        weeks_danced=st.integers(0, 500),
        last_on=st.none() | st.dates(datetime.date(2016, 1, 1), SUNDAY),
    ),
    st.booleans(),
    st.booleans(),
)
def test_there_is_always_one_without_guilt_or_noise(past, race, placed):
    ahead = replace(WEEK, has_race=race, first_on=WEEK.first_on if placed else None)
    sentence = encouragement(past=past, ahead=ahead, today=SUNDAY)
    assert sentence.endswith(".") and len(sentence) < 120
    assert not any(word in sentence.lower() for word in ("!", "miss", "fail", "only ", "streak", "should"))
