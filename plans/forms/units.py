"""Fields that are typed in the runner's units and hold metres and seconds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.units import read_distance, read_duration, typed_distance, typed_duration


class _Typed(forms.CharField):
    """A short text that stands for a number. Empty is None: whether it may be is for the form to say."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"max_length": _("That is too long to be a number.")})
        super().__init__(max_length=40, **kwargs)

    def validate(self, value):
        """Nothing is demanded of one field alone, and so none is marked as optional."""

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def clean(self, value):
        text = super().clean(value)
        return self.read(text) if text else None

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else self.typed(value)


class DurationField(_Typed):
    def read(self, text):
        return read_duration(text)

    def typed(self, seconds):
        return typed_duration(seconds)


class DistanceField(_Typed):
    units = "km"  # the form sets those of its runner

    def read(self, text):
        return read_distance(text, self.units)

    def typed(self, metres):
        return typed_distance(metres, self.units)
