"""What a teacher says of a class in words, and when it is published."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from library.models import ClassKind, Level, VideoClass

LABELS = {
    "title": _("Title"),
    "summary": _("One sentence"),
    "kind": _("Kind"),
    "level": _("Level"),
    "description": _("What it is for"),
    "only_five": _("Only five minutes? Do this."),
}
HELP = {
    "title": _("Short, as on a poster: “Steady ankles”. Its address is made of it once and stays."),
    "summary": _(
        "What a runner reads on the card: “Twelve quiet minutes for your ankles, one hand on a chair.”"
    ),
    "description": _("Two or three sentences: which run it goes with, what it does, for whom it is not."),
    "only_five": _("The part to do when there is no time for the whole."),
}
LEVELS = [
    (Level.ONE, _("1: support, two feet, at most six new words")),
    (Level.TWO, _("2: one leg, arms, a hand off")),
    (Level.THREE, _("3: centre, balances on relevé, jumps")),
]
YEARS_AHEAD = 10  # the last days of the calendar cannot be told in every zone
TOO_LONG = {"max_length": _("At most %(limit_value)d letters; this has %(show_value)d.")}


class BeginForm(forms.ModelForm):
    """What a draft needs: the rest may wait."""

    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=ClassKind.choices, widget=forms.RadioSelect, initial=ClassKind.CLASS
    )
    level = forms.TypedChoiceField(
        label=LABELS["level"], coerce=int, choices=LEVELS, widget=forms.RadioSelect, initial=Level.ONE
    )
    field_order = ("title", "summary", "kind", "level", "description", "only_five")
    use_required_attribute = False

    class Meta:
        model = VideoClass
        fields = ("title", "summary", "kind", "level")
        labels, help_texts = LABELS, HELP
        error_messages = {
            "title": {"required": _("Give it a title; you can change it later."), **TOO_LONG},
            "summary": {"required": _("Say in one sentence what it is."), **TOO_LONG},
        }

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(
            *self.fields, Actions(Submit(_("Begin the class")), Link(_("Cancel"), "/library/studio/"))
        )
        return helper


class AboutForm(BeginForm):
    """All that is told in words."""

    description = forms.CharField(
        label=LABELS["description"],
        help_text=HELP["description"],
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        error_messages=TOO_LONG,
    )

    class Meta(BeginForm.Meta):
        fields = ("title", "summary", "kind", "level", "description", "only_five")
        error_messages = {**BeginForm.Meta.error_messages, "only_five": TOO_LONG}

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(*self.fields, Actions(Submit(_("Save")), Link(_("Back"), "../")))
        return helper


class PublishForm(forms.Form):
    """A date in the teacher's own zone."""

    when = forms.DateTimeField(
        label=_("Day and hour"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={
            "required": _("Say on which day, and at what hour."),
            "invalid": _("Write day and hour as 2026-11-25 09:00."),
        },
    )
    use_required_attribute = False

    def __init__(self, *args, now, zone, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["when"].help_text = _("In your zone, %(zone)s.") % {"zone": zone}
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.layout = Layout("when", Actions(Submit(_("Publish on this date"), kind="secondary")))

    def clean_when(self):
        when = self.cleaned_data["when"]
        if when <= self.now:
            raise forms.ValidationError(_("That moment has passed. Choose a later one, or publish now."))
        if when.year > self.now.year + YEARS_AHEAD:
            raise forms.ValidationError(_("That is too far ahead. Choose a day within ten years."))
        return when
