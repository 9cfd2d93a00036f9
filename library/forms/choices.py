"""How the player behaves: all of it on a page, or what the player itself sends when something was changed."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Group, Link, Submit
from library.actions.choices import NAMES, SPEEDS
from library.models import PlayerChoices

SHOWN_LETTERS = 30  # of a name we do not know


class ChoicesForm(forms.ModelForm):
    speed = forms.TypedChoiceField(
        label=_("Speed"),
        choices=list(SPEEDS.items()),
        coerce=float,
        help_text=_("Classes that ask for strength or for jumps play no faster than they were made."),
        error_messages={"invalid_choice": _("The speeds are 0.5, 0.75, 1, 1.25 and 1.5.")},
    )

    class Meta:
        model = PlayerChoices
        fields = NAMES
        labels = {
            "captions": _("Show captions"),
            "caption_size": _("Their size"),
            "caption_place": _("Where they stand"),
            "mirror": _("Mirror the picture"),
            "sound": _("Sound"),
            "speak": _("Speak the cues"),
            "large": _("Large cues"),
        }
        widgets = dict.fromkeys(("caption_size", "caption_place", "picture"), forms.RadioSelect)
        help_texts = {
            "mirror": _(
                "The picture turns round, its letters do not. In a drawn class the words then name the side"
                " you see; a teacher’s film keeps what is said."
            ),
            "speak": _("The voice of your device reads each cue aloud."),
            "large": _("For a phone on the floor: cue and count in letters that are read from two metres."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["speed"] = f"{self.instance.speed:g}"

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(
            Group(_("Captions"), "captions", "caption_size", "caption_place"),
            Group(_("The film"), "speed", "mirror", "sound", "picture"),
            Group(_("While you dance"), "speak", "large"),
            Actions(Submit(_("Save")), Link(_("Cancel"), "/library/")),
        )
        return helper


class SentChoicesForm(ChoicesForm):
    """One or more choices; what was not sent is no part of it. Yes and no are `true` and `false`."""

    def __init__(self, data):
        super().__init__(data)
        self.sent = [name for name in data if name != "csrfmiddlewaretoken"]
        for name in {*self.fields} - {*self.sent}:
            del self.fields[name]
        for name, field in self.fields.items():
            if isinstance(field, forms.BooleanField):
                self.fields[name] = yes_or_no(field.label)

    def clean(self):
        unknown = next((name for name in self.sent if name not in NAMES), None)
        if unknown is not None:
            shown = unknown[:SHOWN_LETTERS]
            raise forms.ValidationError(
                _("The player has no choice called “%(name)s”."), params={"name": shown}
            )
        if not self.sent:
            raise forms.ValidationError(_("Send at least one choice."))
        return super().clean()

    @property
    def sentence(self) -> str:
        """The first thing that is wrong, for an answer that has no page."""
        name, errors = next(iter(self.errors.items()))
        if name not in self.fields:
            return errors[0]
        return gettext("%(field)s: %(error)s") % {"field": self.fields[name].label, "error": errors[0]}


def yes_or_no(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("true", _("Yes")), ("false", _("No"))],
        coerce=lambda word: word == "true",
        error_messages={"invalid_choice": _("Say true or false.")},
    )
