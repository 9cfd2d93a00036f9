"""The page of an export: all of it to read in any browser, without this site and without a network."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Token, User
from balletfusion.days import date_format
from library.actions.told import told
from library.actions.translated import translated
from library.models import BodySite, Kit
from plans.actions.belongings import PARTS, Part, refers_to
from plans.models import Limit

TITLES = {
    "consents": _("What you agreed to"),
    "plan_settings": _("How your plan is made"),
    "usual_week": _("Your usual week"),
    "player_choices": _("How you like the player"),
    "shoes": _("Shoes"),
    "races": _("Races"),
    "runs": _("Runs"),
    "tracks": _("Points of runs"),
    "calendars_followed": _("Calendars you follow"),
    "planned_runs": _("Planned runs"),
    "weeks": _("Weeks of your plan"),
    "places": _("Classes placed in them"),
    "changes": _("What changed those weeks"),
    "offers": _("What was proposed"),
    "check_ins": _("Lighter, the same, a little more"),
    "collections_followed": _("Collections you follow"),
    "times_laid_aside": _("Times laid aside"),
    "sessions": _("Classes danced"),
    "imports": _("What you brought in"),
    "arrivals": _("Uploads"),
    "files": _("Activity files"),
    "file_tracks": _("Points of files"),
    "health_notes": _("Health notes"),
    "pain_reports": _("What hurt"),
    "self_checks": _("Self-checks"),
    "viewings": _("Classes watched, saved, hidden"),
    "calendar_addresses": _("Calendars given out"),
    "weekly_mail": _("When the weekly mail comes"),
    "weekly_mails": _("Weekly mails"),
    "sharings": _("Whom you let see your week"),
    "day_comments": _("Comments on your days"),
    "weeks_seen": _("Weeks of others you see"),
    "comments_written": _("What you wrote to them"),
    "tokens": _("Tokens for scripts and watches"),
}

# Lists of words, and what each is called.
WORDS = {
    "tight": dict(BodySite.choices),
    "limits": dict(Limit.choices),
    "sites": dict(BodySite.choices),
    "kit": dict(Kit.choices),
    "scopes": dict(Token.Scope.choices),
}
SENTENCES = ("why", "sentence", "trouble", "error")  # kept in English
DANCED = ("sessions", "title")  # of a class of the library


@dataclass(frozen=True)
class Table:
    """A part as rows of words; `of`: how many there are."""

    name: str
    title: str
    columns: list[str]
    rows: list[list]
    of: int


def page_of(data: dict, runner: User) -> str:
    titles = {one["slug"]: translated(one["title"]) for one in data["classes"]}
    tables = [table_of(part, data[part.name], titles) for part in PARTS]
    context = {
        "data": data,
        "zone": runner.zone.key,
        "units": runner.get_units_display(),
        "made_at": datetime.datetime.fromisoformat(data["made_at"]),
        "tables": [table for table in tables if table.rows],
        "empty": [table for table in tables if not table.rows],
    }
    with timezone.override(runner.zone):
        return render_to_string("plans/your_data/offline.html", context)


def table_of(part: Part, rows: list[dict] | dict | None, titles: dict[str, str]) -> Table:
    """Newest last, as they were made."""
    listed = [rows] if isinstance(rows, dict) else rows or []
    fields = [field for field in part.fields if _is_for_people(field)]
    shown = [[_cell(part, field, row[field.name], titles) for field in fields] for row in listed]
    numbers = [] if part.is_one else [_("No.")]
    if numbers:
        shown = [[row["id"], *cells] for row, cells in zip(listed, shown, strict=True)]
    columns = [*map(str, numbers), *(capfirst(str(field.verbose_name)) for field in fields)]
    return Table(part.name, str(TITLES[part.name]), columns, shown, len(listed))


def _is_for_people(field: Field) -> bool:
    """Pictures of weeks before and after are for programs; lists of words are for both."""
    return field.get_internal_type() != "JSONField" or field.name in WORDS


def _cell(part: Part, field: Field, value: Any, titles: dict[str, str]) -> Any:
    """A value in words; a file as its place in the archive, which the page makes a link."""
    if value is None or value == "":
        return ""
    if field.get_internal_type() in ("FileField", "BinaryField"):
        return {"href": value}
    if refers_to(field) is not None:
        return titles.get(value, value)
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(WORDS[field.name].get(word, word)) for word in value)
    if field.name in SENTENCES:
        return told(value)
    return translated(value) if (part.name, field.name) == DANCED else _moment(field, value)


def _moment(field: Field, value: Any) -> Any:
    if field.get_internal_type() == "DateTimeField":
        return date_format(datetime.datetime.fromisoformat(value), "Y-m-d H:i") + " UTC"
    return value
