"""Rows that each last from one moment of a film to another: chapters, captions."""

import math
from itertools import pairwise

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.forms.studio_moment import MomentField, typed_moment

TOUCH_S = 0.0015  # moments are written to the millisecond
SLACK_S = 0.5  # a last row may outlive its film by this much; it is cut


class SpanForm(forms.Form):
    start = MomentField(
        label=gettext_lazy("Starts"), error_messages={"required": gettext_lazy("Say when it starts.")}
    )
    end = MomentField(
        label=gettext_lazy("Ends"), error_messages={"required": gettext_lazy("Say when it ends.")}
    )
    use_required_attribute = False

    @property
    def is_blank(self) -> bool:
        """An empty row for those who work without scripts."""
        return not self.initial and not (self.is_bound and self.has_changed())

    @property
    def called(self) -> str:
        """What the row is known by, as it was written."""
        names = [name for name in ("title", "movement", "text", "start") if name in self.fields]
        return next((str(value) for name in names if (value := self[name].value())), "")


class Spans(forms.BaseFormSet):
    """The rows of one film, `film_s` long; none over another, nor over the `others` (start, end)."""

    default_error_messages = {
        "missing_management_form": gettext_lazy("Something of this form was lost on its way. Send it again."),
        "too_many_forms": gettext_lazy("Those are too many at once: at most %(num)d."),
    }

    def __init__(self, *args, film_s: float, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.film_s, self.others = film_s or math.inf, list(others)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Delete")
        form.fields["DELETE"].widget.attrs["data-delete"] = ""

    @property
    def kept(self) -> list[forms.Form]:
        """The rows that are filled in right and stay, by their start."""
        rows = [
            form
            for form in self.forms
            if form.is_valid() and form.has_changed() and not form.cleaned_data.get("DELETE")
        ]
        return sorted(rows, key=lambda form: form.cleaned_data["start"])

    def clean(self):
        kept = self.kept
        self.fill_ends(kept)
        for form in kept:
            if form.is_valid():
                self.within(form)
        self.apart([form for form in kept if form.is_valid()])

    def fill_ends(self, kept):
        """Where an end may be left empty: what it is then."""

    def within(self, form):
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        film = typed_moment(self.film_s) if self.film_s < math.inf else ""
        if start >= self.film_s:
            form.add_error("start", _("The film ends at %(film)s.") % {"film": film})
        elif end <= start:
            form.add_error("end", _("It ends before it starts."))
        elif end > self.film_s + SLACK_S:
            form.add_error("end", _("The film ends at %(film)s.") % {"film": film})
        else:
            form.cleaned_data["end"] = min(end, self.film_s)

    def apart(self, kept):
        rows = [(form.cleaned_data["start"], form.cleaned_data["end"], form) for form in kept]
        rows += [(start, end, None) for start, end in self.others]
        for (_start, until, before), (start, _end, form) in pairwise(sorted(rows, key=lambda row: row[:2])):
            if start < until - TOUCH_S and (form or before):
                said = _("The one before it lasts until %(until)s.") % {"until": typed_moment(until)}
                (form or before).add_error("start", said)

    @property
    def rows(self) -> list[dict]:
        """What was filled in, in the order of the film."""
        return [form.cleaned_data for form in self.kept]

    @property
    def wrong(self) -> list[forms.Form]:
        return [form for form in self.forms if form.errors]
