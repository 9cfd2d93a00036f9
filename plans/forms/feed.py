"""A calendar address: what it holds, and at what time of day."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms.layout import Actions, Inline, Link, Submit
from plans.models import CalendarAddress

ALARMS = [
    ("", pgettext_lazy("reminder", "None")),
    (10, _("10 minutes before")),
    (30, _("Half an hour before")),
    (60, _("An hour before")),
    (120, _("Two hours before")),
]
TIMES = ("classes_at", "classes_at_weekends", "runs_at", "runs_at_weekends")
INVALID_TIME = _("Write the time as 18:30.")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


def as_minutes(value):
    return int(value) if value else None


class CalendarAddressForm(forms.ModelForm):
    alarm_min = forms.TypedChoiceField(
        label=_("Reminder"),
        choices=ALARMS,
        coerce=as_minutes,
        empty_value=None,
        required=False,
        help_text=_(
            "For what has a time of day. Some calendar apps leave out reminders of others' calendars."
        ),
    )
    use_required_attribute = False

    class Meta:
        model = CalendarAddress
        fields = ["holds", "name", *TIMES, "alarm_min"]
        labels = {
            "holds": _("What it holds"),
            "name": _("Name"),
            "classes_at": _("Monday to Friday"),
            "classes_at_weekends": _("At weekends"),
            "runs_at": _("Monday to Friday"),
            "runs_at_weekends": _("At weekends"),
        }
        help_texts = {"name": _("So that you know it among others; your calendar app shows it too.")}
        widgets = {"holds": forms.RadioSelect, **dict.fromkeys(TIMES, TimeInput)}
        error_messages = {
            "holds": {"required": _("Choose one."), "invalid_choice": _("Choose one.")},
            "name": {
                "required": _("Give it a name."),
                "max_length": _("A name holds 60 characters; this one has %(show_value)d."),
            },
            **{name: {"invalid": INVALID_TIME} for name in TIMES},
        }

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        self.fields["holds"].choices = CalendarAddress.Holds.choices
        for name in (*TIMES, "alarm_min"):
            self.fields[name].quietly_optional = True
        back = instance.get_absolute_url() if instance.pk else "/plan/calendar-out/"
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "holds",
            "name",
            Inline(
                _("When do you dance?"),
                "classes_at",
                "classes_at_weekends",
                help_text=_(
                    "Left empty, classes stand on their day without a time and block nothing. "
                    "At weekends the first time counts unless you give another."
                ),
            ),
            Inline(
                _("When do you run?"),
                "runs_at",
                "runs_at_weekends",
                help_text=_("With a time here, a class that follows a run begins when the run is over."),
            ),
            "alarm_min",
            Actions(Submit(_("Save") if instance.pk else _("Make the address")), Link(_("Cancel"), back)),
        )
