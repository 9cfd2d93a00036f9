"""What player and timer report: where they stand, how much was really danced, and how old the report is."""

import json

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from library.actions.seen import merged
from library.actions.shorter import position_list
from library.actions.viewing import BUTTON, FILM, TIMER

ROOM_S = 10  # a film may run a little longer than its class says
MOST_AGE_MS = 10**12


class Sentence:
    """For answers that have no page."""

    @property
    def sentence(self) -> str:
        """The first thing that is wrong."""
        name, errors = next(iter(self.errors.items()))
        return gettext("%(field)s: %(error)s") % {"field": self.fields[name].label, "error": errors[0]}


class KeptField(forms.CharField):
    """ "0.1.4": the chapters of a cut; "" for the whole class."""

    def __init__(self):
        super().__init__(label=_("What is kept"), required=False, max_length=1000)

    def clean(self, value):
        text = super().clean(value)
        kept = position_list(text) if text else frozenset()
        if kept is None:
            raise forms.ValidationError(_("Positions with points between them, like 0.1.4."))
        return kept


class SeenField(forms.CharField):
    """ "[[0, 30], [45, 60]]": from which whole second to which; spans out, in order."""

    def __init__(self):
        required = _("Say which seconds were seen, like [[0, 30], [45, 60]].")
        super().__init__(label=_("What you saw"), max_length=10_000, error_messages={"required": required})

    def clean(self, value):
        text = super().clean(value)
        try:
            spans = [_span(*pair) for pair in json.loads(text)]
        except (ValueError, TypeError, RecursionError, OverflowError):
            wrong = _("Pairs of whole seconds, the second later than the first, like [[0, 30], [45, 60]].")
            raise forms.ValidationError(wrong) from None
        return merged(spans)


def _span(start, end) -> tuple[int, int]:
    if not 0 <= int(start) < int(end) or (start, end) != (int(start), int(end)):
        raise ValueError
    return int(start), int(end)


class AgeField(forms.FloatField):
    """Milliseconds since it was true; seconds out."""

    def __init__(self):
        super().__init__(label=_("How old this is"), required=False, min_value=0, max_value=MOST_AGE_MS)

    def clean(self, value):
        return (super().clean(value) or 0.0) / 1000


class WatchedForm(Sentence, forms.Form):
    """`position_s` and `seen`, both within the class."""

    position_s = forms.FloatField(
        label=_("Where you are"),
        min_value=0,
        error_messages={"required": _("Say where in the class you are, in seconds.")},
    )
    seen = SeenField()
    age_ms = AgeField()
    kept = KeptField()
    how = forms.ChoiceField(label=_("With what"), required=False, choices=[(FILM, FILM), (TIMER, TIMER)])

    def __init__(self, *args, duration_s: float, **kwargs):
        super().__init__(*args, **kwargs)
        self.end_s = duration_s + ROOM_S

    def clean_position_s(self) -> float:
        if self.cleaned_data["position_s"] > self.end_s:
            raise forms.ValidationError(_("That is after the end of the class."))
        return self.cleaned_data["position_s"]

    def clean_seen(self):
        spans = self.cleaned_data["seen"]
        if spans and spans[-1][1] > self.end_s + 1:
            raise forms.ValidationError(_("That is after the end of the class."))
        return spans

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or FILM

    @property
    def report(self) -> dict:
        """As `record_watched` takes it."""
        return reported(self.cleaned_data)


class DoneForm(Sentence, forms.Form):
    """The button: what was danced, and by the timer when; a plain form sends none of it."""

    age_ms = AgeField()
    kept = KeptField()
    how = forms.ChoiceField(label=_("With what"), required=False, choices=[(BUTTON, BUTTON), (TIMER, TIMER)])

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or BUTTON

    @property
    def report(self) -> dict:
        """As `mark_done` takes it."""
        return reported(self.cleaned_data)


def reported(cleaned: dict) -> dict:
    return {**{name: cleaned[name] for name in cleaned if name != "age_ms"}, "age_s": cleaned["age_ms"]}
