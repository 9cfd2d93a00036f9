"""A calendar to follow: an address, or a file."""

from typing import ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Optional, Submit
from library.actions.told import told
from plans.actions.addresses import NotFetched, read_address, refuse_private

MOST_BYTES = 5 * 1024**2
WHOLE = [
    ("plan", _("My training plan: in weeks it covers, my usual week stands back")),
    ("single", _("Single runs: each takes the place of the usual run of its day")),
]


class CalendarFileField(forms.FileField):
    default_error_messages: ClassVar = {"empty": _("This file is empty: there is no calendar in it.")}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 5 MB, more than any plan of runs needs."), code="too_large"
            )
        return file


class CalendarForm(forms.Form):
    address = forms.CharField(
        label=_("Address of the calendar"),
        help_text=_(
            "It begins with https:// or webcal:// and is as private as a password: we show it nowhere."
        ),
        max_length=2000,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
        error_messages={"max_length": _("This is longer than an address can be.")},
    )
    file = CalendarFileField(label=_("Or a file, .ics"), required=False)
    covers = forms.ChoiceField(
        label=_("What is in it?"), choices=WHOLE, initial="plan", widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("What you call it"), max_length=120, required=False)
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("address", "file"):
            self.fields[name].quietly_optional = True
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "address",
            "file",
            "covers",
            Optional(_("A name of your own"), "name"),
            Actions(Submit(_("Follow")), Link(_("Cancel"), "/log/calendars/")),
        )

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        try:
            if address:
                refuse_private(read_address(address))
            return address
        except NotFetched as error:
            raise forms.ValidationError(told(error.sentence)) from None

    def clean(self):
        cleaned = super().clean()
        given = [name for name in ("address", "file") if cleaned.get(name)]
        if not given and not self.errors:
            self.add_error("address", _("Give an address or choose a file."))
        if len(given) == 2:
            self.add_error("file", _("An address or a file: one of the two. Leave the other empty."))
        return cleaned


class NewerFileForm(forms.Form):
    file = CalendarFileField(label=_("A newer file"), error_messages={"required": _("Choose a file first.")})
    use_required_attribute = False

    def __init__(self, *args, calendar, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = f"{calendar.get_absolute_url()}file/"
        self.helper.layout = Layout("file", Actions(Submit(_("Read it"), kind="secondary")))
