"""The settings of the plan, one short form for each section."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Group, Inline, Submit
from library.actions.told import told
from library.models import Benefit, Kit
from plans.actions.answers import LONGEST_DAY
from plans.actions.tuning import SWITCHED, percentages
from plans.forms.rule_words import STRENGTH, WHEN_OFF
from plans.forms.welcome import SETTINGS, Question
from plans.models import WEEKDAYS, Experience, Weekday

DAYS = list(zip(WEEKDAYS, Weekday.labels, strict=True))
MOST_SESSIONS = 6
OUT_OF_REACH = _("Write 0 to 720 minutes.")
MINUTES_ERRORS = {
    "invalid": _("Write the minutes as a whole number."),
    "min_value": OUT_OF_REACH,
    "max_value": OUT_OF_REACH,
}
LEVELS = [
    (1, _("1: a hand on something solid, both feet on the floor, a few new words")),
    (2, _("2: on one leg, arms that move, now and then without the hand")),
    (3, _("3: in the middle of the room, balances on your toes, and small jumps where you switch them on")),
]


class Section(Question):
    """One section of the settings; what is sent and asked for nowhere is said, not passed over."""

    send = _("Save")
    prefixes = ()  # of the names of fields that stand for a day, a benefit or a rule
    stranger = ""

    def clean(self):
        answers = super().clean()
        for name in self.data:
            for prefix in self.prefixes:
                if name.startswith(prefix) and name not in self.fields:
                    self.add_error(None, self.stranger % {"name": name.removeprefix(prefix)[:20]})
        return answers


class ClassesSettingsForm(Section):
    """How many classes, and for each weekday its minutes and whether it is for rest."""

    prefixes = ("minutes_", "rest_")
    stranger = _("No weekday is called “%(name)s”.")

    sessions = forms.TypedChoiceField(
        label=_("How many classes a week?"),
        help_text=_(
            "0: no classes are placed for now, and all else stays. While ballet is new to you, three a week "
            "at most, until six are done."
        ),
        choices=[(n, str(n)) for n in range(MOST_SESSIONS + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose 0 to 6 classes a week.")},
    )

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial=_by_day(initial) if initial else None, **kwargs)
        for day, _label in DAYS:
            self.fields[f"minutes_{day}"] = minutes = forms.IntegerField(
                label=_("Minutes at most"), min_value=0, max_value=LONGEST_DAY, required=False
            )
            minutes.quietly_optional = True
            minutes.error_messages |= MINUTES_ERRORS
            self.fields[f"rest_{day}"] = forms.BooleanField(label=_("Rest day"), required=False)

    def rows(self):
        days = [Inline(label, f"minutes_{day}", f"rest_{day}") for day, label in DAYS]
        told = _(
            "Each day has its own minutes; none or 0 means no class. A rest day takes only the gentlest "
            "class, of twenty minutes at most, and is used last."
        )
        return ["sessions", Group(_("Which days, and how long?"), *days, help_text=told)]

    def clean(self):
        answers = super().clean()
        minutes = [answers.get(f"minutes_{day}") for day in WEEKDAYS]
        if answers.get("sessions") and not any(minutes) and not self.errors:
            self.add_error("sessions", _("Give at least one day some minutes, or choose 0 classes."))
        return answers

    def answers(self) -> dict:
        told = self.cleaned_data
        return {
            "sessions": told["sessions"],
            "days": {day: told[f"minutes_{day}"] or 0 for day in WEEKDAYS},
            "rest_days": [day for day in WEEKDAYS if told[f"rest_{day}"]],
        }


def _by_day(stored) -> dict:
    minutes = {f"minutes_{day}": stored["days"].get(day) or None for day in WEEKDAYS}
    resting = {f"rest_{day}": day in stored["rest_days"] for day in WEEKDAYS}
    return {"sessions": stored["sessions"], **minutes, **resting}


class RoomForm(Section):
    kit = forms.MultipleChoiceField(
        label=_("What do you have at hand?"),
        help_text=_("Only classes that need nothing else are placed."),
        choices=Kit,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    quiet = forms.BooleanField(
        label=_("Quiet classes only: neighbours, or a sleeping child"),
        help_text=_("Nothing that thuds on the floor."),
        required=False,
    )
    small_space = forms.BooleanField(
        label=_("My space is small"),
        help_text=_("Only classes for which a mat’s length and breadth are enough."),
        required=False,
    )


class ExperienceSettingsForm(Section):
    experience = forms.ChoiceField(
        label=_("How much ballet have you done?"),
        help_text=_("Someone new begins with fewer minutes, and repeats a class until it sits."),
        choices=Experience,
        widget=forms.RadioSelect,
    )
    level = forms.TypedChoiceField(
        label=_("Up to which level?"),
        help_text=_("Classes above it are not placed. While you come back from an injury it is 1."),
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose level 1, 2 or 3.")},
    )


class JumpsForm(Section):
    impact = forms.BooleanField(label=_("Classes with small jumps may be placed"), required=False)


class TargetsForm(Section):
    """A weight for each benefit; only how they stand to each other counts."""

    prefixes = ("share_",)
    stranger = _("No benefit is called “%(name)s”.")

    def __init__(self, data=None, *args, initial=None, **kwargs):
        stored = initial or {"targets": {}, "defaults": {}}
        self.defaults = stored["defaults"]
        if data is not None and "defaults" in data:
            data = {f"share_{name}": share for name, share in self.defaults.items()}
        shares = {name: round(100 * share) for name, share in stored["targets"].items()}
        shares = {name: shares.get(name, 0) for name in self.defaults} if shares else self.defaults
        super().__init__(data, *args, initial={f"share_{name}": n for name, n in shares.items()}, **kwargs)
        for benefit in Benefit:
            self.fields[f"share_{benefit}"] = forms.IntegerField(
                label=benefit.label,
                help_text=_("Our default: %(n)s") % {"n": self.defaults.get(benefit, 0)},
                min_value=0,
                max_value=100,
                error_messages={
                    "required": _("Write a number from 0 to 100."),
                    "invalid": _("Write a whole number from 0 to 100."),
                    "min_value": _("Write a number from 0 to 100."),
                    "max_value": _("Write a number from 0 to 100."),
                },
            )

    @property
    def helper(self):
        helper = super().helper
        back = Submit(_("Back to our defaults"), name="defaults", value="1", kind="secondary")
        helper.layout = Layout(*self.rows(), Actions(Submit(self.send), back))
        return helper

    def clean(self):
        answers = super().clean()
        if not self.errors and not any(answers.values()):
            told = _("All five at nothing leaves nothing to dance for: give at least one a number.")
            raise ValidationError(told)
        return answers

    def answers(self) -> dict:
        """Nothing where they are ours: then they follow, should the runner change to trails."""
        shares = percentages({str(name): self.cleaned_data[f"share_{name}"] for name in Benefit.values})
        if shares == self.defaults:
            return {"targets": {}}
        return {"targets": {name: share / 100 for name, share in shares.items()}}


class PrimersForm(Section):
    primers = forms.BooleanField(
        label=_("A primer before each key run"),
        help_text=_(
            "Ten light minutes at most before intervals, a tempo run, a long run or a race. They take "
            "none of the week’s minutes and count for no class."
        ),
        required=False,
    )


def _explained(rule):
    """How strictly it is kept, what switching it off means, and where its evidence stands."""
    rests = _("What %(rule)s rests on") % {"rule": rule.id}
    address = f"{reverse('evidence')}#{rule.id}"
    words = '{} {} <a href="{}">{}</a>'
    return format_html(words, STRENGTH[rule.strength], WHEN_OFF[rule.id], address, rests)


class RulesForm(Section):
    """A tick switches a rule off, so that an empty form leaves them all on."""

    prefixes = ("off_",)
    stranger = _("There is no rule “%(name)s” that could be switched off.")

    def __init__(self, *args, initial=None, **kwargs):
        off = (initial or {}).get("rules_off", [])
        super().__init__(*args, initial={f"off_{id}": True for id in off}, **kwargs)
        for rule in SWITCHED:
            label = _("Switch %(rule)s off") % {"rule": rule.id}
            self.fields[f"off_{rule.id}"] = forms.BooleanField(label=label, required=False)

    def rows(self):
        return [Group(told(rule.sentence), f"off_{rule.id}", help_text=_explained(rule)) for rule in SWITCHED]

    def answers(self) -> dict:
        return {"rules_off": [rule.id for rule in SWITCHED if self.cleaned_data[f"off_{rule.id}"]]}


FINE = {"targets": TargetsForm, "primers": PrimersForm, "rules": RulesForm}
SECTIONS = {
    **SETTINGS,
    "classes": ClassesSettingsForm,
    "room": RoomForm,
    "experience": ExperienceSettingsForm,
    "jumps": JumpsForm,
    **FINE,
}
