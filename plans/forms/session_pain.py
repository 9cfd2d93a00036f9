"""What hurt before and after a class, told on the page of its session."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms.layout import Actions, Inline, Submit
from library.models import BodySite
from plans.forms.pain import MomentField
from plans.models import PainReport


class PainBesideForm(forms.Form):
    """One place: before, after, or both. It stands within the form of the note, so neither is lost."""

    site = forms.ChoiceField(
        label=_("Where?"),
        choices=[("", "–"), *BodySite.choices],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the places in the list.")
        ),
    )
    before = MomentField(label=_("Before it"))
    after = MomentField(label=_("After it"))
    feel = forms.ChoiceField(
        label=_("How does it feel?"),
        choices=PainReport.Feel,
        initial=PainReport.Feel.PAIN,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    use_required_attribute = False

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["feel"].quietly_optional = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        moments = Inline(_("How much, 0 to 10"), "before", "after")
        keep = Submit(pgettext_lazy("pain", "Keep it"), kind="secondary", action=address)
        self.helper.layout = Layout("site", moments, "feel", Actions(keep))

    def clean_feel(self):
        return self.cleaned_data["feel"] or PainReport.Feel.PAIN

    def clean(self):
        answers = super().clean()
        unsaid = all(answers.get(name) is None for name in ("before", "after"))
        if unsaid and not {"before", "after"} & self.errors.keys():
            self.add_error("before", _("Say how much it was before or after, from 0 to 10."))
        return answers
