import pytest

from library.forms.player import WatchedForm


def test_numbers_within_the_class_are_taken():
    form = WatchedForm({"position_s": "120.5", "watched_s": 118}, duration_s=600)
    assert form.is_valid()
    assert form.cleaned_data == {"position_s": 120.5, "watched_s": 118}


def test_a_film_may_run_ten_seconds_over():
    assert WatchedForm({"position_s": 610, "watched_s": 610}, duration_s=600).is_valid()
    assert not WatchedForm({"position_s": 610.1, "watched_s": 610}, duration_s=600).is_valid()


@pytest.mark.parametrize("value", ["", "x", "-0.1", "nan", "-inf", "1e999", "9" * 400])
def test_anything_else_is_told_in_a_sentence(value):
    form = WatchedForm({"position_s": value, "watched_s": 1}, duration_s=600)
    assert not form.is_valid()
    assert form.sentence.startswith("Where you are: ")
