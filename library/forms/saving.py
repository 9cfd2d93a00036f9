"""Why a class is not for somebody."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from library.models import Viewing

MOST_LETTERS = 200


class HideForm(forms.Form):
    """Both may be left out: nobody owes a reason."""

    why = forms.ChoiceField(
        label=_("Why not?"),
        choices=Viewing.Why.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these reasons, or none.")},
    )
    note = forms.CharField(
        label=_("In your own words"),
        help_text=_("Only you read this. It goes when you delete your health notes."),
        max_length=MOST_LETTERS,
        required=False,
        error_messages={"max_length": _("At most %(limit_value)d letters; this has %(show_value)d.")},
    )

    def __init__(self, *args, back: str, keeps_health: bool, **kwargs):
        """`keeps_health`: the runner agreed to health notes. That it hurts is one, own words may be."""
        super().__init__(*args, **kwargs)
        if not keeps_health:
            del self.fields["note"]
            self.fields["why"].choices = [one for one in Viewing.Why.choices if one[0] != Viewing.Why.HURTS]
            self.fields["why"].help_text = _(
                "That it hurts, or why in your own words, would be a health note, and you keep none."
            )
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*self.fields, Actions(Submit(_("Not for me")), Link(_("Keep it"), back)))
