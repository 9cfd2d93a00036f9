"""Fields that hold metres and seconds and show what people type."""

from plans.forms.units import DistanceField, DurationField


def miles():
    field = DistanceField()
    field.units = "mi"
    return field


def test_a_stored_value_is_shown_as_it_would_be_typed():
    assert (DurationField().prepare_value(3753), miles().prepare_value(16093.44)) == ("1:02:33", "10")


def test_what_was_typed_is_shown_again_as_it_was():
    assert (DurationField().prepare_value("an hour"), miles().prepare_value("far")) == ("an hour", "far")


def test_nothing_is_none():
    assert (DurationField().clean(""), miles().clean("  "), miles().clean(None)) == (None, None, None)


def test_only_another_text_is_a_change():
    field = DistanceField()
    assert [field.has_changed(10012.4, text) for text in ("10.01", " 10.01 ", "10.02", "", None)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert (field.has_changed(None, ""), field.has_changed(None, "5")) == (False, True)
