"""A time laid aside: why, from when to when, and for an injury where."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Link, Submit
from library.models import BodySite
from plans.actions.overlays import ABOUT_HEALTH, laid_already
from plans.calendar import DAY
from plans.forms.log import DateInput
from plans.models import Overlay

USUAL = 3 * DAY  # as long as nobody knows better
LONGEST = 366 * DAY
CONSENT = _("You may keep these health notes to choose my classes. I can take this back at any time.")


class TimeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Overlay.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is."), "invalid_choice": _("Choose one of the four.")},
    )
    first = forms.DateField(
        label=_("First day"),
        widget=DateInput,
        error_messages={
            "required": _("Say which day is the first."),
            "invalid": _("Write the day as 25/11/2026."),
        },
    )
    last = forms.DateField(
        label=_("Last day"),
        widget=DateInput,
        required=False,
        error_messages={"invalid": _("Write the day as 25/11/2026.")},
    )
    sites = forms.MultipleChoiceField(
        label=_("Where is the injury?"),
        help_text=_(
            "Name it, and quiet classes that spare it may stay. Leave it open, and those days hold no class."
        ),
        choices=BodySite,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose among the sites that are named here.")},
    )
    consent = forms.BooleanField(label=CONSENT, required=False)
    use_required_attribute = False

    def __init__(
        self, data=None, *, overlay: Overlay, today: datetime.date, consented: bool, cancel: str, **rest
    ):
        super().__init__(data, **rest)
        self.overlay, self.today, self.consented = overlay, today, consented
        if overlay.pk:
            self.initial |= {name: getattr(overlay, name) for name in ("kind", "first", "last", "sites")}
        if consented:
            del self.fields["consent"]
        self.helper = FormHelper()
        days = Inline(
            _("Which days?"),
            "first",
            "last",
            help_text=_(
                "Both days included. Leave the last one open and we take three days; change it any time."
            ),
        )
        asked = ["kind", days, "sites", *([] if consented else ["consent"])]
        save = _("Save") if overlay.pk else _("Lay these days aside")
        self.helper.layout = Layout(*asked, Actions(Submit(save), Link(_("Cancel"), cancel)))

    def clean(self):
        said = super().clean()
        self._check_days(said)
        if said.get("kind") != Overlay.Kind.INJURY:
            said["sites"] = []  # an illness has none, and nothing more is kept of it
        if said.get("kind") in ABOUT_HEALTH and not (self.consented or said.get("consent")):
            self.add_error(
                "consent",
                _("Illness and injury are health notes. They are kept only if you agree: tick this."),
            )
        if not self.errors:
            self._check_twice(said)
        return said

    def _check_days(self, said: dict) -> None:
        """The first before the last: no day can be added to one at the end of all calendars."""
        first = said.get("first")
        if first is None:
            return
        if first < self.today - LONGEST:
            self.add_error("first", _("That is long ago: only days of the last year still have a say."))
        elif first > self.today + LONGEST:
            self.add_error("first", _("That is far ahead. Lay aside days of the coming year."))
        elif "last" not in self.errors:
            said["last"] = said.get("last") or first + USUAL - DAY
            self._check_last(first, said["last"])

    def _check_last(self, first: datetime.date, last: datetime.date) -> None:
        if last < first:
            self.add_error("last", _("The last day is before the first. Change one of them."))
        elif last - first >= LONGEST:
            self.add_error("last", _("That is longer than a year. Lay aside a year at most."))

    def _check_twice(self, said: dict) -> None:
        days = {name: said[name] for name in ("kind", "first", "last")}
        asked = Overlay(pk=self.overlay.pk, runner=self.overlay.runner, **days)
        if other := laid_already(asked):
            self.refuse(other)

    def refuse(self, other: Overlay) -> None:
        """Two times of one kind on one day would be one time told twice."""
        sentence = gettext("Some of these days are laid aside for the same reason already.")
        link = format_html(
            '<a href="{}">{}</a>', other.get_absolute_url(), gettext("Change those days instead.")
        )
        self.add_error(None, format_html("{} {}", sentence, link))

    def answers(self) -> dict:
        """What the acts want to know."""
        told = {name: self.cleaned_data[name] for name in ("kind", "first", "last", "sites")}
        return {**told, "agreed": bool(self.cleaned_data.get("consent"))}
