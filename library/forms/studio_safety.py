"""The safety list: one question for each thing the chapters make relevant."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit

ANSWERS = [
    ("film", _("Yes, in the film")),
    ("words", _("Yes, in the captions or the description")),
    ("no", _("Not yet")),
]


class SafetyForm(forms.Form):
    """May be saved half answered; what is open keeps the class from being published."""

    use_required_attribute = False

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for question in questions:
            field = forms.ChoiceField(
                label=question.label,
                help_text=question.why,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=False,
            )
            field.quietly_optional = True
            self.fields[question.key] = field
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            *self.fields, Actions(Submit(_("Save my answers")), Link(_("Back"), "../"))
        )

    @property
    def answers(self) -> dict[str, str]:
        return {key: answer for key, answer in self.cleaned_data.items() if answer}
