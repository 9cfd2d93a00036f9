"""A pair of shoes: a name, and how far it had come before it was written down."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from accounts.models import Units
from plans.forms.units import DistanceField
from plans.models import Shoe
from plans.units import read_distance


class _DistanceBefore(DistanceField):
    """New shoes have come no way at all: "0" is an answer here."""

    def read(self, text):
        try:
            return read_distance(text, self.units)
        except ValidationError as error:
            if error.code == "zero":
                return 0.0
            raise


class ShoeForm(forms.ModelForm):
    start = _DistanceBefore(label=_("Already run in them"))
    field_order = ("name", "start")
    use_required_attribute = False

    class Meta:
        model = Shoe
        fields = ["name"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("Such as: blue trail shoes, 2026")}
        error_messages = {
            "name": {
                "required": _("Give them a name."),
                "max_length": _("A name holds 80 characters; this one has %(show_value)d."),
            }
        }

    def __init__(self, data=None, *, instance, cancel="/log/shoes/"):
        super().__init__(data, instance=instance)
        units = instance.runner.units
        self.initial["start"] = instance.start_m or None
        self.fields["start"].units = units
        self.fields["start"].help_text = gettext("In %(units)s; leave it empty for new ones") % {
            "units": Units(units).label.lower()
        }
        self.fields["start"].widget.attrs["inputmode"] = "decimal"
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "name", "start", Actions(Submit(_("Save shoes")), Link(_("Cancel"), cancel))
        )

    def clean_name(self):
        """The runner is no field of the form, so that Django does not ask this by itself."""
        name = self.cleaned_data["name"]
        others = self.instance.runner.shoes.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise ValidationError(_("You have shoes of this name already."))
        return name

    def _post_clean(self):
        """What was not typed anew keeps its metres: the field shows less than is known."""
        super()._post_clean()
        if "start" in self.changed_data:
            self.instance.start_m = self.cleaned_data.get("start") or 0
