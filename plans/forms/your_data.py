"""Everything brought in, and leaving for good."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from balletfusion.uploads import TooLarge
from plans.forms.imports import GIB, stopped_sentence

AT_ONCE, LATER = "now", "later"


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("The export"),
        help_text=_("The zip as you fetched it, in one piece."),
        error_messages={"required": _("Choose the export first.")},
    )
    use_required_attribute = False

    def __init__(self, *args, stopped="", **kwargs):
        """`stopped`: why the server listened no further, if it did."""
        super().__init__(*args, **kwargs)
        if stopped:
            self.fields["file"].error_messages["required"] = stopped_sentence(stopped)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, TooLarge):
            most = f"{settings.IMPORT_ARCHIVE_MAX_BYTES / GIB:.3g}"
            raise forms.ValidationError(
                _("This is no export, or more than the %(most)s GB a site takes at once. Nothing was kept.")
                % {"most": most}
            )
        return file

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.form_tag = False  # the page's own form: it takes a file
        helper.layout = Layout(
            "file", Actions(Submit(_("Look what is in it")), Link(_("Cancel"), "/your-data/"))
        )
        return helper


class TakeInForm(forms.Form):
    """Asks only what there is to be asked: whose it is, and about health notes."""

    is_mine = forms.BooleanField(
        label=_("This is my own data, under another address"),
        error_messages={
            "required": _("Say that it is yours. Somebody else’s data belongs in their account.")
        },
    )
    with_health = forms.BooleanField(
        label=_("Bring my health notes too: I agree that they are kept here"),
        help_text=_(
            "What was tight or hurt, self-checks, days of illness or injury. Without it they stay out, and"
            " any you gave to this account go as well. You can switch them off at any time."
        ),
        required=False,
    )
    use_required_attribute = False

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        if found.get("is_own", False):
            del self.fields["is_mine"]
        if not found.get("health", False):
            del self.fields["with_health"]

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.form_tag = False  # the page's own form: it goes elsewhere
        helper.layout = Layout(*self.fields, Actions(Submit(_("Bring it all in"))))
        return helper


class DeleteForm(forms.Form):
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (LATER, _("In two weeks. Until then I can change my mind")),
            (AT_ONCE, _("At once. It cannot be taken back")),
        ],
        widget=forms.RadioSelect,
        initial=LATER,
        error_messages={"required": _("Choose when."), "invalid_choice": _("Choose when.")},
    )
    sure = forms.BooleanField(
        label=_("I know that everything I keep here goes for good"),
        error_messages={"required": _("Tick this first. Nothing is deleted yet.")},
    )
    use_required_attribute = False

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(
            "when",
            "sure",
            Actions(Submit(_("Delete my account"), kind="danger"), Link(_("Keep it"), "/your-data/")),
        )
        return helper
