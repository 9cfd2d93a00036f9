"""A token for a script or a watch: its name, what it may do, and until when."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from accounts.models import Token

ENDS = [(30, _("In 30 days")), (90, _("In 90 days")), (365, _("In a year")), ("", _("Never"))]


def as_days(value):
    return int(value) if value else None


class TokenForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Token.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as it needs. Nothing about your body is ever among it."),
        error_messages={"required": _("Tick at least one."), "invalid_choice": _("Tick what is offered.")},
    )
    ends = forms.TypedChoiceField(
        label=_("When does it end?"),
        choices=ENDS,
        coerce=as_days,
        empty_value=None,
        required=False,
        initial=365,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one.")},
    )
    use_required_attribute = False

    class Meta:
        model = Token
        fields = ["name", "scopes"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("So that you know it among others: the watch, the script at home.")}
        error_messages = {
            "name": {
                "required": _("Give it a name."),
                "max_length": _("A name holds 60 characters; this one has %(show_value)d."),
            }
        }

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        self.fields["ends"].quietly_optional = True
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "name",
            "scopes",
            "ends",
            Actions(Submit(_("Make the token")), Link(_("Cancel"), "/accounts/tokens/")),
        )
