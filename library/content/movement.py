"""One movement as its file tells it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from library.content.reading import SLUG, Record, shown
from library.content.reminders import reminders
from library.content.vocabulary import BENEFITS, COUNTS_AS, FAMILIES, KIT, LIMITS, MUSCLES, POSTURES, SITES
from library.figure import Movement
from library.film import Dance
from library.film.script import canonical


@dataclass(frozen=True)
class MovementContent:
    """A movement of the glossary. `muscles` and `sites`: load 0–3; `holds`: seconds held still, a repetition
    and a side; `easier_form` and `harder_form`: slugs of other movements."""

    slug: str
    name: str
    say: str
    plain: str
    purpose: str
    muscles: Mapping[str, int]
    sites: Mapping[str, int]
    holds: Mapping[str, float]
    benefits: tuple[str, ...]
    leg_load: int
    level: int
    counts_as: str
    family: str
    one_leg: bool
    moving: bool
    turned_out: bool
    parallel: str
    support: str
    posture: str
    faults: tuple[str, ...]
    easier: str
    harder: str
    easier_form: str
    harder_form: str
    kit: tuple[str, ...]
    quiet: bool
    small_space: bool
    two_sided: bool
    limits: tuple[str, ...]  # what it goes against beyond what follows from posture and support
    figure: Mapping[str, Any]
    presets: Mapping[str, Any]

    @property
    def counts(self) -> int:
        return self.dance.movement.counts

    @property
    def bpm(self) -> int:
        return round(self.dance.movement.bpm)

    @property
    def cues(self) -> list[dict[str, Any]]:
        """What is said, and on which count."""
        return [{"count": at, "text": text} for at, text in self.dance.movement.cues]

    @cached_property
    def dance(self) -> Dance:
        """What the film needs of it."""
        return Dance.of(
            self.slug,
            self.name,
            self.say,
            self.figure,
            self.presets,
            plain=self.plain,
            posture=self.posture,
            two_sided=self.two_sided,
            reminders=self.reminders,
        )

    @property
    def reminders(self) -> tuple[str, ...]:
        """What a teacher says between the cues."""
        return reminders(self)

    @property
    def against(self) -> set[str]:
        """The runner's limits this movement does not respect."""
        found = set(self.limits)
        found |= {"no_impact"} if self.counts_as == "jump" else set()
        found |= {"no_prone"} if self.posture == "prone" else set()
        found |= {"no_flat_back"} if self.figure["start"].get("anchor") == "shoulders" else set()
        found |= {"support"} if self.one_leg and not self.support else set()
        return found


def read_movement(slug: str, record: Record, presets: Mapping[str, Any]) -> MovementContent:
    """Reads every field, noting what is wrong with it."""
    figure = record.raw("figure") or {}
    movement = MovementContent(
        slug=slug,
        name=record.text("name", 80),
        say=record.text("say", 80, default=""),
        plain=record.text("plain", 200),
        purpose=record.text("purpose", 1000),
        muscles=_loads(record, "muscles", MUSCLES),
        sites=_loads(record, "sites", SITES),
        holds=record.numbers("holds", 0, 120),
        benefits=record.words("benefits", BENEFITS),
        leg_load=record.whole("leg_load", 0, 3),
        level=record.whole("level", 1, 3),
        counts_as=record.one_of("counts_as", COUNTS_AS, default="none"),
        family=record.one_of("family", FAMILIES, default="") or _family(record),
        one_leg=record.flag("one_leg", default=False),
        moving=record.flag("moving", default=False),
        turned_out=record.flag("turned_out", default=False),
        parallel=record.text("parallel", 300, default=""),
        support=_support(record),
        posture=record.one_of("posture", POSTURES, default="standing"),
        faults=record.words("faults", default=None),
        easier=record.text("easier", 300, default=""),
        harder=record.text("harder", 300, default=""),
        easier_form=record.text("easier_form", 60, default=""),
        harder_form=record.text("harder_form", 60, default=""),
        kit=record.words("kit", KIT, default=None),
        quiet=record.flag("quiet", default=True),
        small_space=record.flag("small_space", default=True),
        two_sided=record.flag("two_sided", default=False),
        limits=record.words("limits", LIMITS, default=None),
        figure=figure,
        presets=presets,
    )
    record.done()
    if not SLUG.fullmatch(slug):
        record.fault("", "is named by something else than small letters, figures and single hyphens")
    _check(movement, record)
    return movement


def _loads(record: Record, field: str, known: Collection[str]) -> dict[str, int]:
    """Whole loads by name, 0–3."""
    loads = record.numbers(field, 0, 3, known)
    for name, load in loads.items():
        if load != int(load):
            record.fault(f"{field}.{name}", f"must be a whole number from 0 to 3, not {shown(load)}")
    return {name: int(load) for name, load in loads.items()}


def _family(record: Record) -> str:
    """Where it stands in the glossary if its file does not say."""
    if record.row.get("posture", "standing") != "standing":
        return "floor"
    return {"jump": "jumps", "releve": "rises", "plie": "plies"}.get(record.row.get("counts_as"), "strength")


def _support(record: Record) -> str:
    value = record.text("support", 10, default="")
    return "" if value == "none" else value


def _check(movement: MovementContent, record: Record) -> None:
    if not movement.benefits:
        record.fault("benefits", "needs at least one, the main one first")
    if not isinstance(movement.figure, Mapping):
        record.fault("figure", "must be a table of keyframes")
        return
    try:
        Movement.from_table(movement.slug, movement.figure, movement.presets)
        canonical(movement.figure)
    except KeyError as error:
        record.fault("figure", f"lacks {error}")
    except (ValueError, TypeError, AttributeError) as error:
        record.fault("figure", f"cannot be danced: {str(error).rstrip('.')}")
