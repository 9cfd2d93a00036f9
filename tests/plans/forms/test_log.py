"""What a person types about a run: read in their units, refused with a sentence."""

import datetime

import pytest

from plans.forms.log import RunForm
from plans.models import Run, Shoe

TODAY = datetime.date(2026, 11, 25)
TYPED = {
    "date": "2026-11-25",
    "kind": "easy",
    "duration": "52",
    "distance": "",
    "effort": "",
    "title": "",
    "note": "",
}


def form(runner, instance=None, **typed):
    return RunForm({**TYPED, **typed}, instance=instance or Run(runner=runner), today=TODAY)


def errors(runner, **typed):
    return {name: list(said) for name, said in form(runner, **typed).errors.items()}


def stored(form):
    assert form.is_valid(), form.errors
    return form.save()


@pytest.mark.parametrize(
    ("units", "duration", "distance", "seconds", "metres"),
    [
        ("km", "52", "", 3120, None),
        ("km", "", "10,5", None, 10500.0),
        ("km", "52:30", "10.5", 3150, 10500.0),
        ("mi", "1:02:33", "6.2", 3753, 9977.9328),
        ("mi", "", "10 km", None, 10000.0),
    ],
)
def test_time_or_distance_is_enough_and_is_read_in_the_runners_units(
    runner, units, duration, distance, seconds, metres
):
    runner.units = units
    run = stored(form(runner, duration=duration, distance=distance))
    assert (run.duration_s, run.distance_m) == (seconds, metres)


def test_a_run_by_hand_is_no_guess(runner):
    run = stored(form(runner, kind="tempo", effort="7", title="Bridges", note="Windy."))
    assert (run.kind, run.kind_is_guess, run.effort, run.title, run.note) == (
        "tempo",
        False,
        7,
        "Bridges",
        "Windy.",
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"date": "1800-01-01"}, {"date": ["That is long ago: the log begins in 1950."]}),
        ({"date": "2026-11-26"}, {"date": ["This day has not come yet. The log holds what is done."]}),
        ({"date": "99999-01-01"}, {"date": ["Write the day as 25/11/2026."]}),
        ({"date": ""}, {"date": ["Say which day it was."]}),
        ({"distance": "-5"}, {"distance": ["A distance is above zero."]}),
        ({"distance": "0"}, {"distance": ["A distance is above zero."]}),
        ({"distance": "NaN"}, {"distance": ["Write the distance as a number, such as 8, 8.5 or 8,5."]}),
        ({"distance": "9" * 4000}, {"distance": ["That is too long to be a number."]}),
        ({"duration": "0"}, {"duration": ["A time is above zero."]}),
        ({"duration": ""}, {"duration": ["Give the time, the distance, or both."]}),
        ({"effort": "11"}, {"effort": ["Effort is a whole number from 0 to 10."]}),
        ({"effort": "-1"}, {"effort": ["Effort is a whole number from 0 to 10."]}),
        ({"effort": "NaN"}, {"effort": ["Effort is a whole number from 0 to 10."]}),
        ({"effort": "9" * 5000}, {"effort": ["Effort is a whole number from 0 to 10."]}),
        ({"kind": "sprint"}, {"kind": ["Choose one of the kinds."]}),
        ({"kind": ""}, {"kind": ["Choose a kind."]}),
        ({"title": "t" * 121}, {"title": ["A name holds 120 characters; this one has 121."]}),
        ({"note": "n" * 10_000}, {"note": ["A note holds 2,000 characters; this one has 10000."]}),
        ({"title": "\x00"}, {"title": ["Null characters are not allowed."]}),
    ],
)
def test_what_is_wrong_is_said_at_the_field(runner, typed, said):
    assert errors(runner, **typed) == said


def test_a_wrong_time_is_not_also_called_missing(runner):
    assert errors(runner, duration="soon") == {"duration": ["Write the time as 52, 52:30 or 1:02:33."]}


def test_what_was_not_typed_anew_keeps_its_metres_and_seconds(runner, make_run):
    run = make_run(duration_s=3105, distance_m=10012.4, kind_is_guess=True)
    shown = RunForm(instance=run, today=TODAY)
    typed = {name: shown[name].value() or "" for name in ("duration", "distance")}
    assert typed == {"duration": "51:45", "distance": "10.01"}
    changed = stored(form(runner, run, **typed, note="Warm."))
    assert (changed.duration_s, changed.distance_m, changed.note) == (3105, 10012.4, "Warm.")
    assert changed.kind_is_guess


def test_a_distance_can_be_taken_out_and_a_kind_said(runner, make_run):
    run = make_run(duration_s=3105, distance_m=10012.4, kind_is_guess=True)
    changed = stored(form(runner, run, duration="51:45", distance="", kind="long"))
    assert (changed.duration_s, changed.distance_m, changed.kind, changed.kind_is_guess) == (
        3105,
        None,
        "long",
        False,
    )


def test_fields_stand_in_the_order_of_fifteen_seconds(runner):
    fields = [
        pointer.name
        for pointer in RunForm(instance=Run(runner=runner), today=TODAY).helper.layout.get_field_names()
    ]
    assert fields == ["date", "kind", "duration", "distance", "effort", "title", "note", "again"]


@pytest.fixture
def shoes(runner, stranger):
    """Blue is run in, Red is retired, Green is another's."""
    return {
        name: Shoe.objects.create(runner=of, name=name, retired_on=retired_on)
        for name, of, retired_on in [
            ("Blue", runner, None),
            ("Red", runner, TODAY),
            ("Green", stranger, None),
        ]
    }


def offered(form):
    return [label for _value, label in form.fields["shoe"].choices]


def test_without_shoes_none_are_asked_for(runner):
    assert "shoe" not in form(runner).fields


def test_shoes_are_ones_own_and_not_retired(runner, shoes):
    assert offered(form(runner)) == ["None of these", "Blue"]
    assert stored(form(runner, shoe=str(shoes["Blue"].pk))).shoe == shoes["Blue"]
    for name in ("Red", "Green"):
        assert errors(runner, shoe=str(shoes[name].pk)) == {"shoe": ["Choose a pair of your own."]}


def test_a_run_keeps_the_pair_it_was_run_in(runner, shoes, make_run):
    run = make_run(shoe=shoes["Red"])
    assert sorted(offered(form(runner, instance=run))) == ["Blue", "None of these", "Red"]
    assert stored(form(runner, instance=run, shoe=str(shoes["Red"].pk))).shoe == shoes["Red"]
    assert stored(form(runner, instance=run, shoe="")).shoe is None


@pytest.mark.parametrize("many", [1, 20])
def test_the_form_asks_for_shoes_once(runner, many, django_assert_num_queries):
    for n in range(many):
        Shoe.objects.create(runner=runner, name=str(n))
    with django_assert_num_queries(1):
        str(RunForm(instance=Run(runner=runner), today=TODAY)["shoe"])


def test_the_form_says_what_the_file_said(runner, make_run):
    said = {
        "date": "2026-11-24",
        "distance_m": 10012.4,
        "duration_s": 3106,
        "effort": 0,
        "title": "",
        "climb_m": 4,
    }
    runner.units = "mi"
    helps = {
        name: field.help_text for name, field in form(runner, instance=make_run(recorded=said)).fields.items()
    }
    assert helps["date"] == "The file says 24 November 2026"
    assert helps["distance"] == "In miles. The file says 6.22\u00a0mi"
    assert helps["duration"] == "52, 52:30 or 1:02:33. The file says 51:46"
    assert helps["effort"] == "0 is resting, 10 is all you had. The file says 0"
    assert helps["title"] == ""
