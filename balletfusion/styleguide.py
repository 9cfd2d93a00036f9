"""The style guide: every component with made-up content, in debug only. Looked at, tested, never linked."""

import datetime
from types import SimpleNamespace as Made

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms.layout import Actions, Group, Inline, Link, Optional, Submit
from accounts.templatetags.fusion import BENEFITS

MONDAY = datetime.date(2026, 11, 23)


class ExampleForm(forms.Form):
    """Every kind of field the pack draws."""

    date = forms.DateField(label="Date", widget=forms.DateInput({"type": "date"}))
    minutes = forms.IntegerField(label="Minutes", min_value=0)
    seconds = forms.IntegerField(label="Seconds", min_value=0, required=False)
    kind = forms.ChoiceField(
        label="What kind of run was it?",
        widget=forms.RadioSelect,
        choices=[("easy", "Easy"), ("intervals", "Intervals"), ("long", "Long")],
    )
    shoes = forms.ChoiceField(
        label="Shoes", choices=[("", "None of these"), ("a", "The blue ones")], required=False
    )
    tight = forms.MultipleChoiceField(
        label="What is tight?",
        help_text="As many as you like.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("calf", "Calves"), ("hip-flexor", "Hip flexors")],
        required=False,
    )
    file = forms.FileField(label="Files", help_text="GPX, FIT or TCX, up to 25 MB each.", required=False)
    effort = forms.IntegerField(label="How hard, 0 to 10", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    quiet = forms.BooleanField(label="Keep this to myself", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "date",
            Inline("How long", "minutes", "seconds"),
            Group("About the run", "kind", "shoes", "tight"),
            "file",
            Optional("More details", "effort", "note"),
            "quiet",
            Actions(Submit("Save run"), Link("Cancel", "#")),
        )


@login_not_required
@require_safe
def styleguide(request):
    if not settings.DEBUG:
        raise Http404
    wrong = ExampleForm({"date": "yesterday", "minutes": "-5", "kind": ""})
    context = {"form": ExampleForm(), "wrong": wrong, "days": _days(), "benefits": BENEFITS, **_parts()}
    context["rated"] = {"pk": 1, "title": "Steady ankles", "effort": 6}
    context["numbers"] = range(11)
    return render(request, "styleguide/page.html", context)


def _class(**fields):
    usual = {
        "slug": "small-rises",
        "title": "Steady ankles at the chair",
        "minutes": 12,
        "level": 1,
        "leg_load": 1,
    }
    usual |= {"benefits": ["stabilisers"], "kit": ["chair"], "quiet": True, "figure": "passe"}
    return Made(**{**usual, "summary": "Small relevés, slowly, one hand on a chair.", **fields})


def _collection():
    told = {"title": "First month of ballet", "get_absolute_url": "#"}
    collection = Made(**told, summary="Each class adds a few words; it ends with a whole little dance.")
    return Made(
        collection=collection,
        classes=8,
        times=11,
        minutes=141,
        levels=(1, 2),
        posters=[Made(slug="your-first-class", origin="drawn")],
        standing=Made(number=3, of=11, whole=False),
    )


def _days():
    runs = {1: Made(label="Intervals", minutes=50, state="done"), 6: Made(label="Long", minutes=90)}
    runs[3] = Made(label="Easy", minutes=40)
    why = "Tuesday was quick, so today is slow: twelve minutes for your ankles, one hand on a chair."
    placed = {
        1: Made(title="Steady ankles at the chair", minutes=12, benefit="stabilisers", state="done", why=why),
        3: Made(title="Long lines", minutes=20, benefit="flexibility", why="Three days before the long run."),
        4: Made(title="One leg, then the other", minutes=15, benefit="balance", state="locked"),
        5: Made(title="Tall and easy", minutes=10, benefit="posture", state="skipped"),
    }
    return [_day(n, runs, placed) for n in range(7)]


def _day(n, runs, placed):
    date = MONDAY + datetime.timedelta(days=n)
    things = {"runs": [runs[n]] if n in runs else [], "classes": [placed[n]] if n in placed else []}
    races = [Made(name="Spring ten", detail="10 km", priority="B", href="#")] if n == 5 else []
    checks = [Made(name="Heel raises", weeks=6, href="#")] if n == 3 else []
    return Made(date=date, is_today=n == 3, is_past=n < 3, races=races, checks=checks, **things)


def _line(key, unit, form, line, axis, ticks, turned=False):
    """A picture of 2000 × 500, as `plans.charts.line_chart` gives it."""
    low, high = axis
    chart = Made(
        view_box="0 0 2000 500",
        width=2000,
        height=500,
        line=line,
        area=f"{line}V500H0Z",
        x=Made(low=0, high=8),
        y=Made(low=low, high=high, turned=turned),
        x_ticks=[Made(at=0, label="0"), Made(at=50, label="4"), Made(at=100, label="8 km")],
        y_ticks=[Made(at=at, label=label) for at, label in ticks],
    )
    return Made(key=key, unit=unit, form=form, chart=chart)


def _parts():
    movement = {"slug": "passe", "name": "Passé balance", "say": "pah-SAY", "benefits": ["balance"]}
    option = {"name": "benefit", "value": "balance", "label": "Balance", "count": 4, "chosen": True}
    rest = [
        {"name": "benefit", "value": s, "label": n, "count": c}
        for (s, n), c in zip(BENEFITS.items(), (5, 3, 2, 0, 1), strict=True)
    ]
    lengths = [
        {"name": "length", "value": "10", "label": "Up to 10 minutes", "count": 3},
        {"name": "length", "value": "20", "label": "11 to 20", "count": 8},
    ]
    return {
        "classes": [
            _class(),
            _class(
                own=Made(saved=True, times=4, last=MONDAY, today=MONDAY + datetime.timedelta(days=2)),
                title="Long lines, open hips",
                benefits=["flexibility"],
                minutes=20,
                leg_load=0,
                kit=["mat"],
            ),
            _class(
                slug="first-balances",
                title="One leg, then the other",
                benefits=["balance"],
                level=2,
                leg_load=2,
                kit=[],
            ),
        ],
        "collection": _collection(),
        "movement": {**movement, "plain": "One leg, the other foot lightly at the ankle, then higher."},
        "facets": [
            {
                "name": "benefit",
                "heading": "What for",
                "options": [o for o in rest if o["value"] != "balance"] + [option],
            },
            {"name": "length", "heading": "How long", "options": lengths, "folded": True},
        ],
        "tabs": [{"label": "List", "href": "#", "current": True}, {"label": "Month", "href": "#"}],
        "chapters": [
            {"title": "Breathe and stand", "start": "0:00", "start_s": 0},
            {
                "title": "Relevé, parallel",
                "start": "2:40",
                "start_s": 160,
                "note": "8 a side",
                "current": True,
            },
        ],
        "pace_line": _line(
            "pace",
            "/km",
            "clock",
            "M0,120 260,180 500,140 700,310 900,280M1080,210 1300,170 1600,90 1800,240 2000,200",
            (270, 390),
            [(0, "4:30"), (50, "5:30"), (100, "6:30")],
            turned=True,
        ),
        "height_line": _line(
            "height",
            "m",
            "whole",
            "M0,420 300,330 620,180 820,120 1100,260 1500,400 1760,330 2000,400",
            (0, 60),
            [(0, "60"), (50, "30"), (100, "0")],
        ),
        "segments": [("Over distance", True), ("Over time", False)],
        "laps": [("Warm-up", 72, False), ("Interval", 100, False), ("Rest", 48, True)],
        "facts": [("Distance", "8.2 km"), ("Time", "50:12"), ("Pace", "6:07 /km"), ("Climb", "84 m")],
        "trail": [("Library", "#"), ("Movements", "#"), ("Passé", "")],
        "columns": ["Week", {"label": "Minutes", "number": True}],
        "rows": [("23 November", 32), ("30 November", 44)],
        "second_page": Paginator(range(60), 20).page(2),
    }
