"""The page of an export: all of it to read in any browser, without this site and without a network."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst

from accounts.models import User
from plans.actions.belongings import PARTS, Part, refers_to


@dataclass(frozen=True)
class Table:
    """A part as rows of words. `notes`: how many of its columns are for programs alone."""

    name: str
    title: str
    columns: list[str]
    rows: list[list]
    of: int


def page_of(data: dict, runner: User) -> str:
    titles = {one["slug"]: one["title"] for one in data["classes"]}
    tables = [table_of(part, data[part.name], titles) for part in PARTS]
    told = {
        "data": data,
        "made_at": datetime.datetime.fromisoformat(data["made_at"]).astimezone(runner.zone),
        "tables": [table for table in tables if table.rows],
        "empty": [table for table in tables if not table.rows],
    }
    return render_to_string("plans/your_data/offline.html", told)


def table_of(part: Part, rows: list[dict] | dict | None, titles: dict[str, str]) -> Table:
    """Newest last, as they were made."""
    listed = [rows] if isinstance(rows, dict) else rows or []
    fields = [field for field in part.fields if _is_for_people(field)]
    shown = [[_cell(field, row[field.name], titles) for field in fields] for row in listed]
    numbers = [] if part.is_one else ["No."]
    if numbers:
        shown = [[row["id"], *cells] for row, cells in zip(listed, shown, strict=True)]
    name = part.model._meta.verbose_name_plural
    columns = [*numbers, *(capfirst(str(field.verbose_name)) for field in fields)]
    return Table(part.name, capfirst(str(name)), columns, shown, len(listed))


def _is_for_people(field: Field) -> bool:
    """Pictures of weeks before and after are for programs; lists of words are for both."""
    return field.get_internal_type() != "JSONField" or field.name in ("tight", "limits", "sites", "kit")


def _cell(field: Field, value: Any, titles: dict[str, str]) -> Any:
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
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _moment(field, value)


def _moment(field: Field, value: Any) -> Any:
    if field.get_internal_type() == "DateTimeField":
        return date_format(datetime.datetime.fromisoformat(value), "Y-m-d H:i") + " UTC"
    return value
