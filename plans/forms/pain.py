"""What hurts: where, how much, how it feels; the moments of the day may be told beside it."""

import datetime
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Link, Optional, Submit
from balletfusion.days import date_format
from library.models import BodySite
from plans.actions.pain import OPEN_DAYS, earliest_day
from plans.forms.log import DateInput
from plans.models import PainReport, Session

NUMBERS = [(number, str(number)) for number in range(11)]
A_NUMBER = _("Say how much as a whole number from 0 to 10.")
SAID = dict.fromkeys(("required", "invalid", "invalid_choice"), A_NUMBER)
MOMENTS = ("before", "after", "next_morning")


class LevelField(forms.TypedChoiceField):
    """A number from 0 to 10, in one tap."""

    widget = forms.RadioSelect

    def __init__(self, **options):
        super().__init__(choices=NUMBERS, coerce=int, empty_value=None, error_messages=SAID, **options)


class MomentField(forms.TypedChoiceField):
    def __init__(self, **options):
        choices = [("", "–"), *NUMBERS]
        super().__init__(
            choices=choices, coerce=int, empty_value=None, required=False, error_messages=SAID, **options
        )
        self.quietly_optional = True


class ConsentForm(forms.Form):
    """Health notes are kept only under it; asked before the first of them."""

    consent = forms.BooleanField(
        label=_("You may keep these health notes to choose my classes. I can take this back at any time."),
        error_messages={"required": _("Health notes are kept only if you agree. Tick this first.")},
    )
    use_required_attribute = False

    def __init__(self, *args, back="", **kwargs):
        """`back`: the page that asked for it."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = f"/body/agree/?{urlencode({'next': back})}" if back else "/body/agree/"
        self.helper.layout = Layout("consent", Actions(Submit(_("Agree and go on"))))


class PainForm(forms.Form):
    """One site on one day, as it was told; put right on its own page."""

    level = LevelField(label=_("How much, at its worst?"), help_text=_("0 is nothing, 10 is the worst."))
    feel = forms.ChoiceField(
        label=_("How does it feel?"),
        choices=PainReport.Feel,
        widget=forms.RadioSelect,
        initial=PainReport.Feel.PAIN,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    before = MomentField(label=_("Before training"))
    after = MomentField(label=_("After training"))
    next_morning = MomentField(label=_("Next morning"))
    use_required_attribute = False

    def __init__(self, data=None, *, today: datetime.date, report: PainReport | None = None, initial=None):
        kept = {name: getattr(report, name) for name in ("level", "feel", *MOMENTS)} if report else {}
        super().__init__(data, initial={**kept, **(initial or {})})
        self.today, self.report = today, report
        self.fields["feel"].quietly_optional = True
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.rows(), Actions(Submit(_("Save")), Link(_("Cancel"), "/body/")))

    def rows(self) -> list:
        moments = Inline(_("0 to 10, what you remember"), *MOMENTS)
        return ["level", "feel", Optional(_("Before, after, the next morning"), moments)]

    def day(self) -> datetime.date | None:
        return self.report.date if self.report else self.cleaned_data.get("date")

    def clean_feel(self):
        return self.cleaned_data["feel"] or PainReport.Feel.PAIN

    def clean(self):
        answers = super().clean()
        day = self.day()
        if answers.get("next_morning") is not None and day and day >= self.today:
            self.add_error("next_morning", _("The next morning is still to come."))
        return answers


class NewPainForm(PainForm):
    """Something is sore: where, and on which day."""

    site = forms.ChoiceField(
        label=_("Where?"),
        help_text=_("Left and right count as one place: a class works both sides."),
        choices=BodySite,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the places in the list.")
        ),
    )
    date = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        required=False,
        error_messages={"invalid": _("Write the day as 25/11/2026.")},
    )
    field_order = ("site", "level", "feel", "date", *MOMENTS)

    def __init__(self, data=None, *, runner, today: datetime.date, initial=None):
        self.earliest = earliest_day(runner, today)
        super().__init__(data, today=today, initial={"date": today, **(initial or {})})
        self.fields["date"].quietly_optional = True

    def rows(self) -> list:
        moments = Inline(_("0 to 10, what you remember"), *MOMENTS)
        more = Optional(_("Another day; before, after, the next morning"), "date", moments)
        more.is_open = self.holds_more
        return ["site", "level", "feel", more]

    def holds_more(self, form) -> bool:
        """The day alone is always filled in."""
        wrong = any(name in form.errors for name in ("date", *MOMENTS))
        return wrong or any(form[name].value() not in (None, "") for name in MOMENTS)

    def clean_date(self):
        date = self.cleaned_data["date"] or self.today
        if date > self.today:
            raise forms.ValidationError(_("This day is still to come. Tell of today, or of a day before."))
        if date < self.today - OPEN_DAYS * datetime.timedelta(days=1):
            raise forms.ValidationError(_("That is more than four weeks ago. Tell how it is now."))
        if date < self.earliest:
            joined = {"day": date_format(self.earliest, "j F")}
            raise forms.ValidationError(
                gettext("That is before you came here, on %(day)s. Tell how it is now.") % joined
            )
        return date


class MorningForm(forms.Form):
    """How it is the morning after."""

    next_morning = LevelField()


class SorenessForm(forms.ModelForm):
    """How sore the legs were the day after a class with jumps; empty takes the answer back."""

    class Meta:
        model = Session
        fields = ["soreness"]
        error_messages = {
            "soreness": dict.fromkeys(("invalid", "max_value", "min_value"), A_NUMBER),
        }
