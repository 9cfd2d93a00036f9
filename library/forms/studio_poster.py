"""The frame that stands for a film."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.layout import Actions, Link, Submit
from library.forms.studio_moment import MomentField, typed_moment


class PosterForm(forms.Form):
    at = MomentField(
        label=gettext_lazy("The moment"),
        help_text=gettext_lazy(
            "The whole dancer, well lit, mid-movement. Play to it, or write it as 1:05.250."
        ),
        error_messages={"required": gettext_lazy("Say which moment of the film.")},
    )
    use_required_attribute = False

    def __init__(self, *args, film_s: float, **kwargs):
        super().__init__(*args, **kwargs)
        self.film_s = film_s
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "at", Actions(Submit(gettext_lazy("Take this frame")), Link(gettext_lazy("Back"), "../"))
        )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if self.film_s and at >= self.film_s:
            raise forms.ValidationError(_("The film ends at %(film)s.") % {"film": typed_moment(self.film_s)})
        return at
