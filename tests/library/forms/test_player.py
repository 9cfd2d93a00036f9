import pytest

from library.forms.player import DoneForm, WatchedForm


def test_numbers_within_the_class_are_taken():
    form = WatchedForm({"position_s": "120.5", "seen": "[[20, 30], [0, 20]]"}, duration_s=600)
    assert form.is_valid()
    assert form.report == {
        "position_s": 120.5,
        "seen": [[0, 30]],
        "age_s": 0,
        "kept": frozenset(),
        "how": "film",
    }


def test_a_report_says_how_old_it_is_what_was_kept_and_with_what():
    sent = {"position_s": 1, "seen": "[[0, 1]]", "age_ms": "1500", "kept": "0.2.4", "how": "timer"}
    form = WatchedForm(sent, duration_s=600)
    assert form.is_valid()
    assert (form.report["age_s"], form.report["kept"], form.report["how"]) == (1.5, {0, 2, 4}, "timer")


def test_the_button_may_send_nothing():
    form = DoneForm({})
    assert form.is_valid() and form.report == {"age_s": 0, "kept": frozenset(), "how": "button"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"age_ms": "-1"}, "How old this is: Ensure this value is greater than or equal to 0."),
        ({"age_ms": "nan"}, "How old this is: Enter a number."),
        ({"kept": "0.x"}, "What is kept: Positions with points between them, like 0.1.4."),
        (
            {"how": "magic"},
            "With what: Select a valid choice. magic is not one of the available choices.",
        ),
    ],
)
def test_a_report_that_cannot_be_read_says_so(sent, sentence):
    for form in (DoneForm(sent), WatchedForm({"position_s": 1, "seen": "[[0, 1]]", **sent}, duration_s=600)):
        assert not form.is_valid()
        assert form.sentence == sentence


def test_a_film_may_run_ten_seconds_over():
    assert WatchedForm({"position_s": 610, "seen": "[[0, 611]]"}, duration_s=600).is_valid()
    assert not WatchedForm({"position_s": 610.1, "seen": "[[0, 611]]"}, duration_s=600).is_valid()


@pytest.mark.parametrize("value", ["", "x", "-0.1", "nan", "-inf", "1e999", "9" * 400])
def test_anything_else_is_told_in_a_sentence(value):
    form = WatchedForm({"position_s": value, "seen": "[[0, 1]]"}, duration_s=600)
    assert not form.is_valid()
    assert form.sentence.startswith("Where you are: ")
