"""A result of a self-check, left and right or one side alone."""

import datetime
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Submit
from plans.forms.log import DateInput
from plans.models import SelfCheck
from plans.models.self_check import MOST, NO_SIDE

LONG_AGO = 366 * 20
Kind = SelfCheck.Kind
ASKED = {
    Kind.KNEE_TO_WALL: _("Say it in centimetres, from 0 to 25, such as 11.5."),
    Kind.STANCE_OPEN: _("Say it in seconds, from 0 to 45. Longer counts as 45."),
    Kind.STANCE_CLOSED: _("Say it in seconds, from 0 to 45. Longer counts as 45."),
    Kind.HEEL_RAISES: _("Say how many as a whole number, from 0 to 100."),
}
LEGENDS = {
    Kind.KNEE_TO_WALL: _("How many centimetres"),
    Kind.STANCE_OPEN: _("How many seconds"),
    Kind.STANCE_CLOSED: _("How many seconds"),
    Kind.HEEL_RAISES: _("How many raises"),
}
TIMED = (Kind.STANCE_OPEN, Kind.STANCE_CLOSED)  # the clock stops there, whoever stands on
ONE_SIDE = _("Only one side today? Leave the other empty: it stands as not measured.")
ONE_PLACE = _("One place after the point is as fine as it can be measured, such as 11.5.")


class SideField(forms.DecimalField):
    """A number within what the check can measure; 9,5 is 9.5, and a stance ends with its clock."""

    def __init__(self, kind: str, label: str):
        self.kind, whole = kind, kind == Kind.HEEL_RAISES
        said = dict.fromkeys(("invalid", "max_digits", "max_decimal_places"), ASKED[kind])
        self.quietly_optional = True  # one of the two is asked for
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST[kind],
            decimal_places=0 if whole else 1,
            error_messages=said if whole else {**said, "max_decimal_places": ONE_PLACE},
            widget=forms.TextInput({"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}),
        )
        for validator in self.validators:
            validator.message = ASKED[kind]

    def to_python(self, value):
        found = super().to_python(value.replace(",", ".").strip() if isinstance(value, str) else value)
        longer = found is not None and self.kind in TIMED and found.is_finite() and found > MOST[self.kind]
        return Decimal(MOST[self.kind]) if longer else found


class SelfCheckForm(forms.Form):
    """One side or both, and the day; the consent to health notes where it does not stand yet."""

    date = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages={"required": _("Say which day it was."), "invalid": _("Write the day as 25/11/2026.")},
    )
    use_required_attribute = False

    def __init__(
        self, data=None, *, kind: str, today: datetime.date, agreed: bool, withheld: str = "", hurt_on=None
    ):
        """`withheld`: why it is not to be done today, in a sentence. `hurt_on` tells it of days before."""
        super().__init__(data)
        self.kind, self.today, self.withheld, self.hurt_on = kind, today, withheld, hurt_on
        self.fields["left"] = SideField(kind, _("Left"))
        self.fields["right"] = SideField(kind, _("Right"))
        self.fields["date"].initial = None if withheld else today
        if not agreed:
            self.fields["agrees"] = forms.BooleanField(
                label=_(
                    "You may keep these health notes to choose my classes. I can take this back at any time."
                ),
                error_messages={
                    "required": _("Results are health notes, kept only if you agree. Tick this first.")
                },
            )

    @property
    def helper(self):
        helper = FormHelper(self)
        sides = Inline(LEGENDS[self.kind], "left", "right", help_text=ONE_SIDE)
        more = ["agrees"] if "agrees" in self.fields else []
        helper.layout = Layout(sides, "date", *more, Actions(Submit(_("Save the result"))))
        return helper

    def clean(self):
        sides = {"left", "right"}
        if not sides & self.errors.keys() and all(self.cleaned_data[side] is None for side in sides):
            self.add_error("left", NO_SIDE)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(gettext("This day is still to come. Give today or a day before."))
        if (self.today - date).days > LONG_AGO:
            raise forms.ValidationError(gettext("This is more than twenty years ago. Check the year."))
        if self.withheld and date == self.today:
            raise forms.ValidationError(self.withheld)
        if self.hurt_on and self.hurt_on(date=date):
            raise forms.ValidationError(
                gettext("Your calf, Achilles, ankle or foot hurt on that day, so its result is not kept.")
            )
        return date
