"""The rows of an export, made again for another account: all of them, or none."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import DateField, Field, Model
from django.utils.translation import gettext_noop as _

from accounts.models import User
from library.models import Collection, VideoClass
from plans.actions.account_reading import Refused
from plans.actions.belongings import PARTS, PREFERENCES, WITHIN, Part, comes_later, refers_to
from plans.calendar import DAY
from plans.models import (
    Arrival,
    CalendarAddress,
    ImportedFile,
    InboundCalendar,
    PlannedSession,
    Sharing,
    Week,
    WeeklyMail,
)
from plans.models.imports import runners_folder

AT_ONCE = 200  # rows
MOST_GONE = 20_000
LONG_AGO = datetime.date(1900, 1, 1)
PointsOf = Callable[[str], bytes]  # a track's place in the archive → its packed points


class Dropped(Exception):
    """A class or a collection that this site does not have: its row cannot stand here."""


class Making:
    """`left`: by part, how many rows could not stand here."""

    def __init__(self, runner: User, data: dict, points_of: PointsOf, now: datetime.datetime):
        self.runner, self.data, self.points_of, self.now = runner, data, points_of, now
        self.keys: dict[str, dict[int, int]] = {part.name: {} for part in PARTS}
        self.gone: dict[int, int] = {}  # places that only pictures of weeks know
        self.dropped: dict[str, set[int]] = {part.name: set() for part in PARTS}
        self.left: Counter[str] = Counter()
        # What everybody may see: a draft that a file names would be told of, and could go no more.
        named = (VideoClass.objects.published(), Collection.objects.shown())
        self.known = {there.model: dict(there.values_list("slug", "pk")) for there in named}

    def make_all(self) -> None:
        """Within a transaction of the caller's. Refused where rows contradict each other."""
        try:
            for part in PARTS:
                if not part.told_only:
                    self.make(part)
                if part.model is PlannedSession:
                    self.keep_numbers_of_places_gone()
            self.point_back()
            self.take_preferences()
        except (IntegrityError, DataError, ValidationError, OverflowError, ValueError):
            raise Refused(
                _("Rows in this export contradict each other. It may have been changed by hand.")
            ) from None

    # --- rows -------------------------------------------------------------------------------------

    def make(self, part: Part) -> None:
        rows = self.data[part.name]
        listed = iter(rows if isinstance(rows, list) else [{"id": 1, **rows}] if rows else [])
        while batch := list(islice(listed, AT_ONCE)):
            made = [(row, instance) for row in batch if (instance := self.instance(part, row)) is not None]
            part.model._base_manager.bulk_create([instance for _row, instance in made])
            for row, instance in made:
                if row["id"] in self.keys[part.name]:
                    raise Refused(
                        _("Two rows of this export have one number. It may have been changed by hand.")
                    )
                self.keys[part.name][row["id"]] = instance.pk
            _keep_moments(part, made)

    def instance(self, part: Part, row: dict) -> Model | None:
        instance = part.model()
        if part.whose == "runner":
            instance.runner = self.runner
        try:
            for field in part.fields:
                if not comes_later(part, field):
                    setattr(instance, field.attname, self.value(part, field, row))
        except Dropped:
            self.dropped[part.name].add(row["id"])
            self.left[part.name] += 1
            return None
        self.suit_this_site(instance)
        return instance

    def suit_this_site(self, row: Model) -> None:
        match row:
            case ImportedFile() if row.original:
                row.original.name = place_of_original(row.sha256, self.runner)
            case InboundCalendar() if row.address:
                row.next_try_at = self.now
            case CalendarAddress():  # a new address, which nobody has read
                row.read_at, row.read_by = None, ""
            case Sharing():  # with whom is not known here: what the two wrote stays, as after an end
                row.ended_at, row.health = row.ended_at or self.now, False
            case WeeklyMail() if row.again_at:  # that was the other site's to try
                row.again_at, row.unsure_at = None, self.now
            case Arrival() if row.waits_for_mapping:
                row.sentence = _("This table did not come along with your data. Bring it again.")

    def value(self, part: Part, field: Field, row: dict) -> Any:
        """As its column has it. Dropped; Refused where it points to nothing."""
        if field.name not in row:  # of an export from before the column was there
            return field.get_default()
        value, target = row[field.name], refers_to(field)
        if target is not None:
            return self.key(target, value, field)
        if value is None:
            return None
        if field.get_internal_type() == "BinaryField":
            return self.points_of(value)
        rules = WITHIN.get((part.model, field.name))
        return self.within(value, rules) if rules else _read(field, value)

    def key(self, target: Part | type[Model], value: Any, field: Field) -> int | None:
        if value is None:
            return None
        if isinstance(target, Part):
            found, is_gone = self.keys[target.name].get(value), value in self.dropped[target.name]
            if found is None and not is_gone:
                raise Refused(_("This export is not whole: a row in it points to one that is missing."))
        else:
            found = self.known[target].get(value)
        if found is None and not field.null:
            raise Dropped
        return found

    def known_classes(self) -> set[str]:
        return set(self.known[VideoClass])

    # --- keys within JSON -------------------------------------------------------------------------

    def within(self, value: Any, rules: dict) -> Any:
        """Numbers become keys; what pictures a class this site does not have goes."""
        if isinstance(value, list):
            return list(self._each_within(value, rules))
        if not isinstance(value, dict):
            return value
        found = {}
        for name, item in value.items():
            if name == "class" and VideoClass in rules.values():
                found["video_class_id"] = self._class(item)
            elif name in rules:
                found[name] = self._key_within(rules[name], item)
            else:
                found[name] = self.within(item, rules)
        return found

    def _each_within(self, items: list, rules: dict) -> Iterator[Any]:
        for item in items:
            try:
                yield self.within(item, rules)
            except Dropped:
                continue

    def _class(self, slug: str) -> int:
        if slug not in self.known[VideoClass]:
            raise Dropped
        return self.known[VideoClass][slug]

    def _key_within(self, part: str, item: Any) -> Any:
        keys = {**self.keys[part], **self.gone} if part == "places" and self.gone else self.keys[part]
        if isinstance(item, list):
            return [keys[number] for number in item if number in keys]
        return keys.get(item)

    def keep_numbers_of_places_gone(self) -> None:
        """Pictures of a week know a place that is no more by its key: here by one that nobody else has."""
        there = self.keys["places"]
        gone = sorted(set(_numbers_of_places(self.data)) - there.keys())
        week = Week.objects.filter(runner=self.runner).first()
        if not gone or week is None or not self.known[VideoClass]:
            return
        if len(gone) > MOST_GONE:
            raise Refused(_("This export names more places of weeks than anybody could have had."))
        some_class = next(iter(self.known[VideoClass].values()))
        shape = {"week": week, "video_class_id": some_class, "slot": PlannedSession.Slot.ALONE}
        days = (LONG_AGO + n * DAY for n in range(len(gone)))
        made = PlannedSession.objects.bulk_create(
            PlannedSession(**shape, date=day, first_date=day) for day in days
        )
        self.gone = {number: place.pk for number, place in zip(gone, made, strict=True)}
        PlannedSession.objects.filter(pk__in=[place.pk for place in made]).delete()

    # --- what comes last --------------------------------------------------------------------------

    def point_back(self) -> None:
        """Rows that point to rows of their own table, or of a later one."""
        for part in PARTS:
            for field in part.fields:
                if comes_later(part, field):
                    self._point_back(part, field)

    def _point_back(self, part: Part, field: Field) -> None:
        changed = []
        for row in self.data[part.name]:
            if row[field.name] and row["id"] in self.keys[part.name]:
                instance = part.model(pk=self.keys[part.name][row["id"]])
                setattr(instance, field.attname, self.value(part, field, row))
                changed.append(instance)
        part.model._base_manager.bulk_update(changed, [field.name], batch_size=AT_ONCE)

    def take_preferences(self) -> None:
        account = self.data["account"]
        joined = _read(User._meta.get_field("date_joined"), account["date_joined"])
        values = {name: account[name] for name in PREFERENCES if name in account}
        values["date_joined"] = min(joined, self.runner.date_joined)
        values["welcomed_at"] = self.runner.welcomed_at or self.now
        for name, value in values.items():
            setattr(self.runner, name, value)
        self.runner.save(update_fields=list(values))


def place_of_original_of(row: dict, runner: User) -> str:
    """Where the original of a row of the export will lie, below MEDIA_ROOT; nowhere where there is none."""
    return place_of_original(row["sha256"], runner) if row["original"] else ""


def place_of_original(sha256: str, runner: User) -> str:
    """By its content, whose name has to be one. Refused."""
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise Refused(_("A file in this export has no name of its own. Was it changed by hand?"))
    return f"{runners_folder(runner.pk)}/{sha256[:2]}/{sha256}"


def _read(field: Field, value: Any) -> Any:
    """Days and instants that do not exist raise ValidationError or ValueError."""
    return field.to_python(value) if field.get_internal_type() != "JSONField" else value


def _keep_moments(part: Part, made: Iterable[tuple[dict, Model]]) -> None:
    """A column that says when its row was made says when it was made first."""
    own = [field for field in part.fields if isinstance(field, DateField) and field.auto_now_add]
    for field in own:
        rows = []
        for row, instance in made:
            setattr(instance, field.attname, _read(field, row[field.name]))
            rows.append(instance)
        part.model._base_manager.bulk_update(rows, [field.name])


def _numbers_of_places(data: dict) -> Iterator[int]:
    for part in PARTS:
        for field in part.fields:
            if (WITHIN.get((part.model, field.name)) or {}).get("pk") == "places":
                for row in data[part.name]:
                    yield from _keys_named(row[field.name], "pk")


def _keys_named(value: Any, name: str) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _keys_named(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == name:
                yield from [item] if item is not None else []
            else:
                yield from _keys_named(item, name)
