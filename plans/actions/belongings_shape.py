"""The shape of an export as JSON Schema: made from the models, put into each export, asked of each import.

The checker below knows the words of JSON Schema that are used here, and no others. `jsonschema` (4.26) was
tried in its place. It brings four packages, one of them compiled, takes 7.9 s where this takes 2.2 (11,000
runs, 6.8 MB; `fastjsonschema` takes 22), and would need as much beside it: to it 1.0 is a whole number, any
script has digits, a text with a NUL is sound, and where neither of two shapes fits it names only the row.
"""

import datetime
import functools
import math
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Field

from accounts.models import Token, User
from accounts.models.user import zone_of
from library.models import Benefit, BodySite, Kit, Viewing
from plans.actions.belongings import ACCOUNT, PARTS, PREFERENCES, SETTLED, Part, refers_to
from plans.actions.feed import MOST_ADDRESSES
from plans.actions.imports_facts import NO_FACTS
from plans.actions.inbound import MOST_CALENDARS
from plans.actions.recorded import FACTS
from plans.models import (
    WEEKDAYS,
    Arrival,
    HealthNotes,
    Import,
    ImportedFile,
    Limit,
    Overlay,
    PlanChange,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Run,
    SelfCheck,
    Week,
)
from plans.planner import RULES

# What a file says of a run and its runner may change: its columns but the keys and what became of it here.
_SAID = [field.name for field in Run._meta.concrete_fields if field.name not in NO_FACTS]

# What exports of this version told of an account or of a row only later.
NOT_YET = {"account": ("language",), "sessions": ("removed_at",)}
FORMAT, VERSION = "ballet-fusion-for-runners", 1
# Years in which all arithmetic with weeks and zones holds.
DATE = {"type": "string", "pattern": r"(19|20|21)\d\d-[01]\d-[0-3]\d", "format": "date"}
_CLOCK = r"[0-2]\d:[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
TIME = {"type": "string", "pattern": _CLOCK, "format": "time"}
_MOMENT = rf"{DATE['pattern']}T{_CLOCK}"
INSTANT = {"type": "string", "pattern": rf"{_MOMENT}\+00:00", "format": "date-time"}
ZONE = {"type": "string", "maxLength": 64, "format": "time-zone"}
_READ = {
    "time-zone": lambda name: zone_of(name).key == name or None,
    "date": datetime.date.fromisoformat,
    "time": datetime.time.fromisoformat,
    "date-time": datetime.datetime.fromisoformat,
}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**53}
SLUG = {"type": "string", "pattern": r"[-a-zA-Z0-9_]{1,60}"}
_FOLDER = r"(\d{4}|undated)"
FILE = {"type": "string", "pattern": rf"(|originals/{_FOLDER}/[^\\/\x00-\x1f]{{1,200}})"}
POINTS = {"type": "string", "pattern": rf"tracks/{_FOLDER}/[-0-9a-z]{{1,80}}\.json"}
_MOST = {
    "PositiveSmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
    "PositiveBigIntegerField": 2**53,
}


# A calendar is asked of another's server, an address is drawn anew: no more than anybody can have here.
MOST_ROWS = {"calendars_followed": MOST_CALENDARS, "calendar_addresses": MOST_ADDRESSES}
# As the planner reads them, and no run of anybody was longer.
_MOST_OF = {"distance_m": 10_000_000, "climb_m": 100_000, "duration_s": 3_000_000}


def text(most: int = 400) -> dict:
    return {"type": "string", "maxLength": most}


def one_of(values) -> dict:
    return {"enum": list(values)}


def list_of(items: dict, most: int = 1000, least: int = 0) -> dict:
    return {"type": "array", "items": items, "maxItems": most, "minItems": least}


def made_of(optional=(), **properties) -> dict:
    """An object with these, all of them but the optional, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def by_name(names: dict, values: dict, most: int = 1000) -> dict:
    """An object whose keys are of one kind and its values of another."""
    return {
        "type": "object",
        "propertyNames": names,
        "additionalProperties": values,
        "maxProperties": most,
    }


def or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


# --- what stands in the columns of JSON -----------------------------------------------------------

WHOLE = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
ANY_NUMBER = {"type": "number", "minimum": -1e12, "maximum": 1e12}
SITES = list_of(one_of(BodySite.values), 30)
WORDS = list_of(text(), 100)
RULE = one_of([*(rule.id for rule in RULES)])
WANTED = made_of(
    **{"pk": or_null(NUMBER), "date": DATE, "from": or_null(DATE), "slug": SLUG, "title": text(120)},
    minutes=WHOLE,
    why=text(),
)
LEFT = made_of(("sentences",), pk=NUMBER, title=text(120), date=DATE, rules=WORDS, sentences=WORDS)
SECONDS = {"type": "integer", "minimum": 0, "maximum": 10**6}
LAP = {
    "type": "array",
    "prefixItems": [
        SECONDS,
        SECONDS,
        or_null(SECONDS),
        or_null(ANY_NUMBER),
        or_null(WHOLE),
        or_null(WHOLE),
        text(20),
    ],
    "minItems": 7,
    "maxItems": 7,
}
COLUMN = or_null({"type": "integer", "minimum": 0, "maximum": 1000})
MAPPING = made_of(
    **dict.fromkeys(
        ("date", "distance", "duration", "kind", "effort", "title", "note", "heart_rate", "zone"), COLUMN
    ),
    **dict.fromkeys(
        ("date_order", "decimal_sign", "distance_unit", "duration_unit", "duration_pair"), text(10)
    ),
    first_row=WHOLE,
)
SAYS = {
    "type": "array",
    "prefixItems": [WHOLE, {"type": "boolean"}, {"type": "boolean"}, WHOLE, {"type": "boolean"}],
    "maxItems": 5,
}


_WRITTEN = {"type": "string", "pattern": rf"{_MOMENT}(Z|[+-]\d\d:\d\d)", "format": "date-time"}
WRITTEN = or_null(_WRITTEN)  # an instant as JSON within a row has it, in any zone


def some_of(**properties) -> dict:
    """An object with any of these, and nothing else."""
    return made_of(tuple(properties), **properties)


def _of_a_run(names) -> dict[str, dict]:
    """Columns of a run as JSON holds them: each may be missing there."""
    shapes = {name: _shape_of(Run._meta.get_field(name)) for name in names}
    return {name: or_null(_WRITTEN if shape == INSTANT else shape) for name, shape in shapes.items()}


def _facts() -> dict[str, dict]:
    """What is recorded of a run, and what its file said."""
    plain = [name for name in _SAID if name not in ("laps", "recorded")]
    recorded = some_of(**_of_a_run([*FACTS, "started_at"]))
    return {**_of_a_run(plain), "laps": list_of(LAP, 500), "recorded": or_null(recorded)}


@functools.cache
def shapes() -> dict[tuple[type, str], dict]:
    """Of each column of JSON; none is missing, or a test says so."""
    place = made_of(
        **{"pk": NUMBER, "class": SLUG},
        **{
            field.name: shape_of(field)
            for field in PlannedSession._meta.concrete_fields
            if field.name in ("date", "slot", "state", "why", "first_date")
        },
        reasons=WORDS,
        kept_against=WORDS,
    )
    declined = made_of(because=text(20), wanted=list_of(WANTED, 50), made_at=WRITTEN, declined_at=WRITTEN)
    facts = _facts()
    merged = some_of(shoe_id=or_null(NUMBER), **facts, **_of_a_run(["edited_at"]))
    picture = made_of(places=list_of(place, 50), under=list_of(NUMBER, 100), declined=or_null(declined))
    return {
        (PlanSettings, "days"): made_of(
            **{day: {"type": "integer", "minimum": 0, "maximum": 600} for day in WEEKDAYS}
        ),
        (PlanSettings, "rest_days"): list_of(one_of(WEEKDAYS), 7),
        (PlanSettings, "kit"): list_of(one_of(Kit.values), 10),
        (PlanSettings, "targets"): by_name(
            one_of(Benefit.values), {"type": "number", "minimum": 0, "maximum": 1}
        ),
        (PlanSettings, "rules_off"): list_of(RULE, 50),
        (HealthNotes, "tight"): SITES,
        (HealthNotes, "limits"): list_of(one_of(Limit.values), 10),
        (HealthNotes, "self_checks"): by_name(
            one_of(SelfCheck.Kind.values),
            made_of(date=DATE, change={"type": "number", "minimum": -200, "maximum": 200}),
        ),
        (Overlay, "sites"): SITES,
        (Overlay, "before"): by_name(DATE, picture),
        (Week, "unplaced"): list_of(made_of(count=WHOLE, because=WORDS), 50),
        (PlannedSession, "reasons"): WORDS,
        (PlannedSession, "kept_against"): WORDS,
        (PlanChange, "told"): list_of({"anyOf": [LEFT, WANTED]}, 100),
        (PlanChange, "before"): list_of(place, 50),
        (PlanChange, "after"): list_of(place, 50),
        (PlanOffer, "wanted"): list_of({"anyOf": [WANTED, LEFT]}, 50),
        (Run, "laps"): list_of(LAP, 500),
        (Run, "recorded"): facts["recorded"],
        (Run, "merge"): or_null(made_of(into=or_null(NUMBER), before=merged, after=merged)),
        (Arrival, "mapping"): or_null(MAPPING),
        (ImportedFile, "warnings"): list_of(text(1000), 100),
        (ImportedFile, "facts"): some_of(
            **facts,
            path=text(2000),
            sport=text(40),
            gear=text(80),
            says=SAYS,
            other_says=SAYS,
            keepable={"type": "boolean"},
            guessed={"type": "boolean"},
            made_shoe=or_null(NUMBER),
        ),
        (ImportedFile, "before"): or_null(made_of(tuple(facts), **facts, shoe=or_null(NUMBER), turn=WHOLE)),
        (Token, "scopes"): list_of(one_of(Token.Scope.values), 10),
        (Viewing, "kept"): list_of(WHOLE, 500),
        (Viewing, "seen"): list_of({"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}, 5000),
    }


# --- from models ----------------------------------------------------------------------------------


def shape_of(field: Field) -> dict:
    """Of one column."""
    shape = _shape_of(field)
    return or_null(shape) if field.null and "anyOf" not in shape else shape


def _shape_of(field: Field) -> dict:
    target = refers_to(field)
    if target is not None:
        return NUMBER if isinstance(target, Part) else SLUG
    if (field.model, field.name) == (Import, "state"):
        return one_of(SETTLED)
    if field.choices:
        values = [value for value, _label in field.flatchoices]
        return one_of([*values, ""] if field.blank and "" not in values and not field.null else values)
    kind = field.get_internal_type()
    match kind:
        case "JSONField":
            return shapes()[field.model, field.name]
        case "FileField":
            return FILE
        case "BinaryField":
            return POINTS
        case "BooleanField":
            return {"type": "boolean"}
        case "DateField":
            return DATE
        case "DateTimeField":
            return INSTANT
        case "TimeField":
            return TIME
        case "FloatField":
            return {**ANY_NUMBER, "minimum": 0, "maximum": _MOST_OF.get(field.name, 1e12)}
        case "DecimalField":
            return {"type": "string", "pattern": r"\d{1,6}(\.\d{1,3})?"}
        case "TextField":
            return text(field.max_length or 5000)
        case "CharField" if field.name == "time_zone":
            return {"anyOf": [ZONE, one_of([""])]} if field.blank else ZONE
        case "CharField":
            return text(field.max_length)
    return {"type": "integer", "minimum": 0, "maximum": _most(field, kind)}


def _most(field: Field, kind: str) -> int:
    limits = [one.limit_value for one in field.validators if type(one).__name__ == "MaxValueValidator"]
    return min([_MOST[kind], *(limit for limit in limits if isinstance(limit, int)), *_limit_of(field)])


def _limit_of(field: Field) -> list[int]:
    return [_MOST_OF[field.name]] if field.name in _MOST_OF else []


def shape_of_part(part: Part) -> dict:
    fields = {field.name: shape_of(field) for field in part.fields}
    if part.is_one:
        return or_null(made_of(**fields))
    row = made_of(NOT_YET.get(part.name, ()), id=NUMBER, **fields)
    return list_of(row, MOST_ROWS.get(part.name, 100_000))


@functools.cache
def schema() -> dict:
    """Of data.json."""
    account = {name: shape_of(User._meta.get_field(name)) for name in (*ACCOUNT, *PREFERENCES)}
    classes = list_of(made_of(slug=SLUG, title=text(120), minutes=WHOLE), 20_000)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "All of a runner's data from Ballet Fusion for Runners",
        **made_of(
            format={"const": FORMAT},
            version={"const": VERSION},
            made_at=INSTANT,
            site=text(300),
            account=made_of(NOT_YET["account"], **account, addresses=list_of(text(254), 100)),
            classes=classes,
            **{part.name: shape_of_part(part) for part in PARTS},
        ),
    }


def schema_told() -> dict:
    """As other checkers read it: to them a pattern may stand anywhere in a text unless it says otherwise."""
    return _anchored(schema())


def _anchored(shape: Any) -> Any:
    if isinstance(shape, list):
        return [_anchored(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    told = {name: _anchored(one) for name, one in shape.items()}
    return {**told, "pattern": f"^({told['pattern']})$"} if isinstance(told.get("pattern"), str) else told


# --- asked of what came ---------------------------------------------------------------------------


def faults(value: Any, shape: dict, where: str = "") -> Iterator[str]:
    """The places at which a value is not of the shape, as far as one looks before the first is told."""
    if "anyOf" in shape:
        told = [next(faults(value, one, where), None) for one in shape["anyOf"]]
        if None not in told:
            yield max(filter(None, told), key=len)
        return
    if not _is_such(value, shape):
        yield where
    elif isinstance(value, dict):
        yield from _faults_within(value, shape, where)
    elif isinstance(value, list):
        firsts = shape.get("prefixItems", ())
        for n, item in enumerate(value):
            one = firsts[n] if n < len(firsts) else shape.get("items", {})
            yield from faults(item, one, f"{where}[{n}]")


def _faults_within(value: dict, shape: dict, where: str) -> Iterator[str]:
    known, others = shape.get("properties", {}), shape.get("additionalProperties", {})
    for name in shape.get("required", ()):
        if name not in value:
            yield f"{where}.{name}".lstrip(".")
    for name, item in value.items():
        place = f"{where}.{name[:60]}".lstrip(".")
        if not is_sound(name) or (name not in known and others is False):
            yield place
            continue
        yield from faults(name, shape.get("propertyNames", {}), place)
        yield from faults(item, known.get(name, others), place)


def _is_such(value: Any, shape: dict) -> bool:
    return (
        _is_of_type(value, shape.get("type"))
        and _is_within(value, shape)
        and ("const" not in shape or _is_same(value, shape["const"]))
        and ("enum" not in shape or any(_is_same(value, one) for one in shape["enum"]))
    )


def _is_same(value: Any, other: Any) -> bool:
    """True is no 1."""
    return type(value) is type(other) and value == other


_TYPES = {
    "string": lambda value: isinstance(value, str) and is_sound(value),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def is_sound(words: str) -> bool:
    """No letter that a database or a page cannot hold."""
    return "\0" not in words and not any("\ud800" <= letter <= "\udfff" for letter in words)


def _is_of_type(value: Any, kind: str | None) -> bool:
    return kind is None or _TYPES[kind](value)


def _exists(value: str, kind: str | None) -> bool:
    """No 31 February, and no 25 o'clock."""
    try:
        return kind is None or _READ[kind](value) is not None
    except ValueError:
        return False


def _is_within(value: Any, shape: dict) -> bool:
    if isinstance(value, str):
        pattern = shape.get("pattern")
        return (
            len(value) <= shape.get("maxLength", math.inf)
            and (pattern is None or re.fullmatch(pattern, value, re.ASCII) is not None)
            and _exists(value, shape.get("format"))
        )
    if isinstance(value, list):
        return shape.get("minItems", 0) <= len(value) <= shape.get("maxItems", math.inf)
    if isinstance(value, dict):
        return len(value) <= shape.get("maxProperties", math.inf)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return shape.get("minimum", -math.inf) <= value <= shape.get("maximum", math.inf)
    return True
