"""What a class is for and what it asks of the body and the room, as the teacher has it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Group, Link, Submit
from library.models import Benefit, BodySite, Kit, LegLoad

LOADS = [(0, _("0")), (1, _("1, light")), (2, _("2, works")), (3, _("3, works hard"))]
SITE = "site_"


class TagsForm(forms.Form):
    main = forms.ChoiceField(
        label=_("Mainly for"),
        choices=Benefit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is mainly for.")},
    )
    others = forms.MultipleChoiceField(
        label=_("And for"), choices=Benefit.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    leg_load = forms.TypedChoiceField(
        label=_("Leg load"),
        choices=LegLoad.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the leg load.")},
    )
    longest_hold_s = forms.IntegerField(
        label=_("Longest hold"),
        help_text=_("Seconds one muscle is held still, all its holds together."),
        min_value=0,
        max_value=3600,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Whole seconds, from 0 to 3,600.")
        ),
    )
    kit = forms.MultipleChoiceField(
        label=_("Kit"), choices=Kit.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    quiet = forms.BooleanField(label=_("Quiet: nobody downstairs hears it"), required=False)
    small_space = forms.BooleanField(label=_("Danced on a mat’s space"), required=False)
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for site, name in BodySite.choices:
            self.fields[SITE + site] = forms.TypedChoiceField(
                label=name, choices=LOADS, coerce=int, initial=0
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Group(_("What it is for"), "main", "others"),
            Group(_("What it asks of the legs"), "leg_load", "longest_hold_s"),
            Group(_("What it needs"), "kit", "quiet", "small_space"),
            Group(_("How much each part of the body works"), *(SITE + site for site in BodySite.values)),
            Actions(Submit(_("Save the tags")), Link(_("Back"), "../")),
        )

    @staticmethod
    def filled(tags: dict) -> dict:
        """Tags as the form shows them at first."""
        sites = {SITE + site: load for site, load in tags["sites"].items()}
        names = ("leg_load", "longest_hold_s", "kit", "quiet", "small_space")
        main, *others = tags["benefits"] or [""]
        return {"main": main, "others": others, **{name: tags[name] for name in names}, **sites}

    @property
    def benefits(self) -> list[str]:
        """The main one first, each once."""
        main = self.cleaned_data["main"]
        return [main, *(b for b in self.cleaned_data["others"] if b != main)]

    @property
    def values(self) -> dict:
        """The columns of the class."""
        names = ("leg_load", "longest_hold_s", "kit", "quiet", "small_space")
        sites = {site: self.cleaned_data[SITE + site] for site in BodySite.values}
        return {
            **{name: self.cleaned_data[name] for name in names},
            "sites": {site: load for site, load in sites.items() if load},
        }
