"""The five benefits as their file tells them: why for a runner, evidence for and against, a "try this"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from library.content.reading import Record, shown
from library.content.vocabulary import SHAPES

MOST_FINDINGS = 6


@dataclass(frozen=True)
class TryThis:
    """One thing to do on the spot, and the class that goes on from there."""

    title: str
    movement: str
    steps: tuple[str, ...]
    video_class: str


@dataclass(frozen=True)
class Finding:
    """One sentence of the evidence, and who found it; no source where it is only what nobody has shown."""

    text: str
    source: str


@dataclass(frozen=True)
class BenefitContent:
    """One of the five. `colour` is a role of the style sheet; `shape` says the same without colour."""

    slug: str
    name: str
    one_line: str
    why: str
    evidence_for: tuple[Finding, ...]
    evidence_against: tuple[Finding, ...]
    colour: str
    shape: str
    try_this: TryThis


def read_benefit(
    slug: str, record: Record, movements: Collection[str], classes: Mapping[str, tuple[str, ...]]
) -> BenefitContent:
    """Reads every field; `classes` maps each class to its benefits."""
    benefit = BenefitContent(
        slug=slug,
        name=record.text("name", 60),
        one_line=record.text("one_line", 120),
        why=record.text("why", 600),
        evidence_for=_findings(record, "evidence_for"),
        evidence_against=_findings(record, "evidence_against"),
        colour=record.text("colour", 30),
        shape=record.one_of("shape", SHAPES),
        try_this=_try_this(slug, record.inner("try_this"), movements, classes),
    )
    record.done()
    return benefit


def _findings(record: Record, field: str) -> tuple[Finding, ...]:
    """At least one: where nothing speaks for a benefit, or against it, that is said too."""
    found = []
    for row in record.rows(field, MOST_FINDINGS):
        found.append(Finding(text=row.text("text", 300), source=row.text("source", 160, default="")))
        row.done()
    return tuple(found)


def _try_this(
    slug: str, record: Record, movements: Collection[str], classes: Mapping[str, tuple[str, ...]]
) -> TryThis:
    try_this = TryThis(
        title=record.text("title", 80),
        movement=record.text("movement", 60),
        steps=record.words("steps"),
        video_class=record.text("class", 60),
    )
    record.done()
    if not 3 <= len(try_this.steps) <= 4:
        record.fault("steps", f"must be three or four sentences, not {len(try_this.steps)}")
    if try_this.movement and try_this.movement not in movements:
        record.fault("movement", f"is {shown(try_this.movement)}, and there is no such movement")
    if try_this.video_class and slug not in classes.get(try_this.video_class, ()):
        record.fault("class", f"is {shown(try_this.video_class)}, and no class of that name gives {slug}")
    return try_this
