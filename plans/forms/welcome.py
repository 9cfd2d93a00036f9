"""The first questions, one short form each; every answer may be left out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Inline, Submit
from accounts.forms.preferences import time_zones
from accounts.models import Units
from library.models import BodySite, Kit
from plans.actions.welcome import first_month, limits_of
from plans.forms.units import DistanceField
from plans.models import WEEKDAYS, Experience, Limit, RunKind, Weekday

GENTLY = [
    ("pregnant", _("Pregnant")),
    ("birth", _("A birth in the last six months")),
    ("bone", _("Low bone density, or a stress fracture")),
    ("joint", _("A joint replacement")),
    ("heart", _("Dizziness, or a heart condition")),
    ("unsteady", _("Unsteady on my feet")),
]
CLASS_MINUTES = [(10, _("10 minutes")), (15, _("15 minutes")), (20, _("20 minutes")), (30, _("30 minutes"))]


class Question(forms.Form):
    """One step of the welcome; asked again, any time, on the plan's settings page."""

    send = _("Next")

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(*self.rows(), Actions(Submit(self.send)))
        return helper

    def rows(self) -> list:
        return list(self.fields)

    def answers(self) -> dict:
        return self.cleaned_data


class ExperienceForm(Question):
    experience = forms.ChoiceField(
        label=_("How much ballet have you done?"), choices=Experience, widget=forms.RadioSelect, initial="new"
    )


class RunningWeekForm(Question):
    """Seven days: the kind of run, its minutes or how far it goes."""

    USUAL_MINUTES = {"easy": 40, "long": 90, "intervals": 50, "tempo": 45, "race": 60}

    trail = forms.TypedChoiceField(
        label=_("Where do you mostly run?"),
        help_text=_("On trails we lean a little more towards balance."),
        choices=[("road", _("Road or treadmill")), ("trail", _("Trails"))],
        coerce=lambda answer: answer == "trail",
        widget=forms.RadioSelect,
        initial="road",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for day in Weekday:
            self.fields[f"kind_{day}"] = forms.ChoiceField(
                label=_("Run"), choices=[("", _("No run")), *RunKind.choices[:4]], required=False
            )
            self.fields[f"minutes_{day}"] = forms.IntegerField(
                label=_("Minutes"), min_value=5, max_value=720, required=False
            )
            distance = self.fields[f"distance_{day}"] = DistanceField(label=_("Distance"))
            distance.units = self.initial.get("units", Units.KM)
            distance.widget.attrs |= {"inputmode": "decimal", "placeholder": distance.units, "size": 3}
            # Twenty-one times "(optional)" would drown the days.
            for field in (f"kind_{day}", f"minutes_{day}"):
                self.fields[field].quietly_optional = True

    def rows(self):
        days = [Inline(day.label, f"kind_{day}", f"minutes_{day}", f"distance_{day}") for day in Weekday]
        return [*days, "trail"]

    def clean(self):
        answers = super().clean()
        for day in Weekday:
            measured = answers.get(f"minutes_{day}") or answers.get(f"distance_{day}")
            if measured and not answers.get(f"kind_{day}"):
                self.add_error(f"kind_{day}", _("Say what kind of run this is, or leave the rest out."))
        return answers

    def answers(self) -> dict:
        """`trail`, and `runs` with the weekday, kind, seconds and metres of each."""
        return {"trail": self.cleaned_data["trail"], "runs": list(filter(None, map(self._run, Weekday)))}

    def _run(self, day) -> dict | None:
        """What neither minutes nor a distance say lasts as long as is usual for its kind."""
        kind, minutes, metres = (
            self.cleaned_data[f"{name}_{day}"] for name in ("kind", "minutes", "distance")
        )
        if not kind:
            return None
        if not (minutes or metres):
            minutes = self.USUAL_MINUTES[kind]
        run = {"weekday": day.value, "kind": kind, "duration_s": 60 * minutes if minutes else None}
        return {**run, "distance_m": round(metres)} if metres else run


class ClassesForm(Question):
    sessions = forms.TypedChoiceField(
        label=_("How many classes a week?"),
        help_text=_("Two is a good start. Even fifteen minutes counts."),
        choices=[(n, str(n)) for n in range(1, 5)],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=_("On which days could a class be?"),
        choices=list(zip(WEEKDAYS, Weekday.labels, strict=True)),
        initial=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.TypedChoiceField(
        label=_("How long may it be?"),
        choices=CLASS_MINUTES,
        coerce=int,
        initial=20,
        widget=forms.RadioSelect,
    )
    kit = forms.MultipleChoiceField(
        label=_("What do you have at hand?"), choices=Kit, widget=forms.CheckboxSelectMultiple, required=False
    )
    quiet = forms.BooleanField(label=_("Quiet classes only: neighbours, or a sleeping child"), required=False)


class FirstClassesForm(ClassesForm):
    """At sign-up someone new begins with the first month, unless they untick it; to others it is offered."""

    first_month = forms.BooleanField(
        label=_("Begin with “First month of ballet”"),
        help_text=_(
            "Each class adds a few words, most come twice, and it ends with a whole little dance. Your plan "
            "takes the next one each time. You can pause or leave it when you like."
        ),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_month"].quietly_optional = True
        if first_month() is None:
            del self.fields["first_month"]


class BodyForm(Question):
    tight = forms.MultipleChoiceField(
        label=_("What is tight or sore?"),
        choices=BodySite,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    coming_back = forms.BooleanField(
        label=_("I am coming back from an injury"),
        help_text=_("Until you untick it, your classes stay at level 1, without jumps."),
        required=False,
    )
    gently = forms.MultipleChoiceField(
        label=_("Anything to go gently with?"),
        help_text=_(
            "We keep only what follows for your classes, such as “no jumps”. The reason is not stored."
        ),
        choices=GENTLY,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.BooleanField(
        label=_("You may keep these health notes to choose my classes. I can take this back at any time."),
        required=False,
    )

    def answers(self) -> dict:
        """`tight`, `coming_back`, `limits`, `consent`; the reasons end here."""
        answers = dict(self.cleaned_data)
        return {**answers, "limits": limits_of(answers.pop("gently"))}

    def clean(self):
        answers = super().clean()
        told = any(answer for name, answer in answers.items() if name != "consent")
        if told and not answers.get("consent"):
            self.add_error(
                "consent", _("Health notes are kept only if you agree. Tick this, or skip the question.")
            )
        return answers


class BodySettingsForm(BodyForm):
    """The same question asked again: what we keep is shown, not why."""

    gently = None
    limits = forms.MultipleChoiceField(
        label=_("What we go gently with"), choices=Limit, widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ["tight", "coming_back", "limits", "consent"]

    def answers(self) -> dict:
        return self.cleaned_data


class WhenForm(Question):
    after_what = forms.CharField(
        label=_("When will it happen? After …"),
        help_text=_("For example: Tuesday’s run."),
        max_length=60,
        required=False,
    )
    before_what = forms.CharField(
        label=_("… and before"), help_text=_("For example: the shower."), max_length=60, required=False
    )
    units = forms.ChoiceField(
        label=_("Kilometres or miles?"), choices=Units, widget=forms.RadioSelect, initial="km"
    )
    time_zone = forms.ChoiceField(label=_("Your time zone"), choices=time_zones, initial="UTC")


class FirstWhenForm(WhenForm):
    """At sign-up nobody has chosen a zone: the device's own is preselected (static/js/local-time-zone.js)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["time_zone"].widget.attrs["data-time-zone"] = True


STEPS = {
    "experience": ExperienceForm,
    "running": RunningWeekForm,
    "classes": FirstClassesForm,
    "body": BodyForm,
    "when": FirstWhenForm,
}

# On the settings page the body is asked about without the reasons, which are not kept.
SETTINGS = {**STEPS, "classes": ClassesForm, "body": BodySettingsForm, "when": WhenForm}
