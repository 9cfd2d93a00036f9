"""A class done: written down by hand, and how it felt."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Optional, Submit
from balletfusion.days import date_format
from library.actions.translated import translated
from library.actions.words import folded
from library.models import Benefit, VideoClass
from plans.actions.effort import LAST_DAY, can_be_rated
from plans.actions.session import mark_of
from plans.calendar import DAY
from plans.models import Session

LONG_AGO = 366 * 20
HOW_LONG = _("Give the minutes as a whole number from 1 to 600.")
HOW_HARD = _("Effort is a whole number from 0 to 10.")


class SessionForm(forms.ModelForm):
    """How it was, in words; how hard it was is asked by buttons. `seen`: the note the page showed."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Session
        fields = ["note"]
        labels = {"note": _("A note")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        self.fields["seen"].initial = mark_of(instance.note)

    def show_both(self, stands: str):
        """Another device told something meanwhile: nothing of either is lost."""
        self.data = self.data.copy()
        both = [text for text in (stands, self.cleaned_data["note"]) if text]
        self.data["note"], self.data["seen"] = "\n\n".join(both), mark_of(stands)
        said = _(
            "This note was changed since you opened the page, perhaps on another device. "
            "Nothing is lost: keep here what is right, and save."
        )
        self.add_error("note", said)

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.form_tag = False
        helper.layout = Layout("note", "seen", Actions(Submit(_("Save")), Link(_("Not now"), "/today/")))
        return helper


def too_late(date: datetime.date, today: datetime.date) -> str:
    """Why how hard it was is no longer asked."""
    last = date + LAST_DAY * DAY
    words = {"days": LAST_DAY, "day": date_format(last, "j F" if last.year == today.year else "j F Y")}
    return (
        gettext(
            "How hard a class was can be told for %(days)s days after it, here until %(day)s. "
            "The class itself counts as it did."
        )
        % words
    )


class EffortForm(forms.ModelForm):
    """One number, asked where a class was danced, on Today and on the page of the session."""

    class Meta:
        model = Session
        fields = ["effort"]
        error_messages = {"effort": dict.fromkeys(("invalid", "min_value", "max_value"), HOW_HARD)}

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_effort(self):
        if not can_be_rated(self.instance.date, self.today):
            raise forms.ValidationError(too_late(self.instance.date, self.today))
        return self.cleaned_data["effort"]


class ByTitle(ModelChoiceIterator):
    """In the order of the titles as they are read: the database sorts by the English ones."""

    def __iter__(self):
        yield "", self.field.empty_label
        yield from sorted(map(self.choice, self.queryset), key=lambda choice: folded(choice[1]))


class ClassField(forms.ModelChoiceField):
    iterator = ByTitle

    def label_from_instance(self, video_class):
        return translated(video_class.title)


class NewSessionForm(forms.Form):
    video_class = ClassField(
        label=_("Which class?"),
        queryset=VideoClass.objects.none(),
        required=False,
        empty_label=_("One outside this library"),
    )
    title = forms.CharField(
        label=_("What was it?"),
        help_text=_("Of a class outside this library. For example: studio barre."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
    )
    date = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), _("Give the day, for example 25/11/2026.")),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        help_text=_("Of a class of the library you may leave this empty: then it counts with its own."),
        min_value=1,
        max_value=600,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), HOW_LONG),
    )
    benefit = forms.ChoiceField(
        label=_("What was it good for?"),
        help_text=_(
            "It fills an open place of the same benefit in your week. A class of the library has its own."
        ),
        choices=[("", _("Not sure")), *Benefit.choices],
        required=False,
    )
    effort = forms.IntegerField(
        label=_("How hard was it, 0 to 10?"),
        min_value=0,
        max_value=10,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), HOW_HARD),
    )
    note = forms.CharField(
        label=_("A note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    again = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["video_class"].queryset = VideoClass.objects.published()
        self.fields["date"].initial = today
        for field in ("video_class", "title", "minutes"):  # one of the first two is needed
            self.fields[field].quietly_optional = True

    @property
    def helper(self):
        helper = FormHelper(self)
        helper.layout = Layout(
            "video_class",
            "title",
            "benefit",
            "date",
            "minutes",
            Optional(_("How it was"), "effort", "note"),
            "again",
            Actions(Submit(_("Write it down")), Link(_("Cancel"), "/today/")),
        )
        return helper

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(_("This day is still to come. Give today or a day before."))
        if (self.today - date).days > LONG_AGO:
            raise forms.ValidationError(_("This is more than twenty years ago. Check the year."))
        return date

    def clean(self):
        answers = super().clean()
        if not answers.get("video_class") and not answers.get("title") and "title" not in self.errors:
            self.add_error("title", _("Choose a class above, or say in a word what it was."))
        if answers.get("minutes") is None and "minutes" not in self.errors:
            self._minutes_of_the_class(answers)
        date = answers.get("date")
        if answers.get("effort") is not None and date and not can_be_rated(date, self.today):
            self.add_error("effort", too_late(date, self.today))
        return answers

    def ask_again(self, before: Session):
        """The same stands in the log of that day: sent once more it is another one."""
        words = {
            "title": translated(before.title),
            "minutes": before.minutes,
            "day": date_format(before.date, "l j F"),
        }
        self.add_error(
            None,
            gettext(
                "You wrote down “%(title)s”, %(minutes)s minutes, on %(day)s already. "
                "If this was another one, write it down once more."
            )
            % words,
        )
        self.data = self.data.copy()
        self.data["again"] = "on"

    def _minutes_of_the_class(self, answers):
        if chosen := answers.get("video_class"):
            answers["minutes"] = chosen.minutes
        else:
            self.add_error("minutes", HOW_LONG)
