"""All of a runner's data as plain values, as data.json holds it.

Keys of the database are nobody's business: each row has a number of its own instead, from 1 in the order in
which the rows were made, and a class or a collection is told by its slug. So two sites that hold the same
tell the same.
"""

import datetime
import decimal
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Field, Model

from accounts.models import User
from library.models import Collection, VideoClass
from plans.actions.belongings import ACCOUNT, PARTS, PREFERENCES, WITHIN, Part, refers_to
from plans.actions.belongings_shape import FORMAT, VERSION

AT_ONCE = 500  # rows
GONE = object()
FileOf = Callable[[Part, Model], str]  # where the archive has the file that belongs to a row, or ""


def data_of(runner: User, *, now: datetime.datetime, file_of: FileOf) -> dict:
    """`file_of` is asked where originals and tracks are; a track whose points are nowhere is left out."""
    telling = Telling(runner, file_of)
    parts = {part.name: telling.part(part) for part in PARTS}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": told(now),
        "site": settings.SITE_URL,
        "account": account_of(runner),
        "classes": telling.classes_named(),
        **parts,
    }


def account_of(runner: User) -> dict:
    values = {name: told(getattr(runner, name)) for name in (*ACCOUNT, *PREFERENCES)}
    addresses = EmailAddress.objects.filter(user=runner).values_list("email", flat=True)
    return {**values, "addresses": sorted(addresses)}


def told(value: Any) -> Any:
    """As JSON holds it."""
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case decimal.Decimal():
            return str(value)
    return value


class Telling:
    """One runner's rows, by the numbers they have in this export."""

    def __init__(self, runner: User, file_of: FileOf):
        self.runner, self.file_of = runner, file_of
        self.numbers = {
            part.name: {pk: n for n, pk in enumerate(part.rows(runner).values_list("pk", flat=True), 1)}
            for part in PARTS
        }
        self.slugs = {
            model: dict(model.objects.values_list("pk", "slug")) for model in (VideoClass, Collection)
        }
        self.named: set[str] = set()

    def part(self, part: Part) -> Any:
        found = (self.row(part, row) for row in part.rows(self.runner).iterator(AT_ONCE))
        rows = [row for row in found if row is not None]
        return next(iter(rows), None) if part.is_one else rows

    def row(self, part: Part, row: Model) -> dict | None:
        """None where it came after the counting, or what it has to point to is not there."""
        number = self.numbers[part.name].get(row.pk)
        values = {} if part.is_one else {"id": number}
        for field in part.fields:
            value = self.value(part, field, row)
            if value is None and not field.null:
                return None
            values[field.name] = value
        return values if number else None

    def value(self, part: Part, field: Field, row: Model) -> Any:
        target = refers_to(field)
        if target is not None:
            return self.reference(target, field.value_from_object(row))
        kind = field.get_internal_type()
        if kind == "FileField":
            return self.file_of(part, row)
        if kind == "BinaryField":
            return self.file_of(part, row) or None
        value = field.value_from_object(row)
        rules = WITHIN.get((part.model, field.name))
        return self.within(value, rules) if rules else told(value)

    def reference(self, target: Part | type[Model], pk: int | None) -> int | str | None:
        if pk is None:
            return None
        if isinstance(target, Part):
            return self.numbers[target.name].get(pk)
        return self.slug(target, pk)

    def slug(self, model: type[Model], pk: int | None) -> str | None:
        slug = self.slugs[model].get(pk)
        if slug and model is VideoClass:
            self.named.add(slug)
        return slug

    def within(self, value: Any, rules: dict) -> Any:
        """Keys of rows within JSON; a picture of a class that is no longer in the library goes."""
        if isinstance(value, list):
            return [one for one in (self.within(item, rules) for item in value) if one is not GONE]
        if not isinstance(value, dict):
            return value
        found = {}
        for name, item in value.items():
            if rules.get(name) is VideoClass:
                found["class"] = self.slug(VideoClass, item)
                if found["class"] is None:
                    return GONE
            elif name in rules:
                found[name] = self.key_within(rules[name], item)
            else:
                found[name] = self.within(item, rules)
        return found

    def key_within(self, part: str, item: Any) -> Any:
        """A place that was taken away still has a number, by which pictures of a week know it again."""
        numbers = self.numbers[part]
        if isinstance(item, list):
            return [numbers[pk] for pk in item if pk in numbers]
        if item is not None and part == "places":
            return numbers.setdefault(item, len(numbers) + 1)
        return numbers.get(item)

    def classes_named(self) -> list[dict]:
        """So that who reads the data knows what stands behind a slug."""
        classes = VideoClass.objects.filter(slug__in=self.named).order_by("slug")
        return [{"slug": one.slug, "title": one.title, "minutes": one.minutes} for one in classes]
