"""Movements of the glossary: the families, and what one movement's page tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from library.models import BodySite, Chapter, Family, Movement, VideoClass
from library.models.vocabulary import PLAIN_MUSCLES

FAMILIES = list(Family.values)
LISTED = ["slug", "name", "say", "plain", "family", "benefits", "level", "leg_load", "easier_form"]
SITES = dict(BodySite.choices)


@dataclass(frozen=True)
class Load:
    """How hard a muscle or a site of the body works, 0–3."""

    name: str
    load: int
    plain: str = ""  # what a runner calls it


def movements_giving(benefit: str) -> list[Movement]:
    """All movements, or those that give the benefit, the easier first.

    Chosen here and not by the database: SQLite cannot ask what a JSON list contains, and there are dozens.
    """
    found = {m.pk: m for m in Movement.objects.only(*LISTED)}
    in_order = sorted(found.values(), key=lambda m: (m.level, m.leg_load, _steps(m, found), m.name))
    return [m for m in in_order if not benefit or benefit in m.benefits]


def _steps(movement: Movement, found: dict[int, Movement]) -> int:
    """How many easier forms lead up to it, each counted once: two edited in the site may name each other."""
    seen: set[int] = set()
    step = movement.easier_form_id
    while step in found and step not in seen:
        seen.add(step)
        step = found[step].easier_form_id
    return len(seen)


def by_family(movements: list[Movement]) -> list[tuple[Family, list[Movement]]]:
    """The movements in their families, in the order of a class."""
    in_order = sorted(movements, key=lambda m: FAMILIES.index(m.family))
    return [(Family(family), list(members)) for family, members in groupby(in_order, lambda m: m.family)]


def muscles_of(movement: Movement) -> list[Load]:
    """The hardest worked first."""
    worked = movement.muscles.items()
    return _hardest_first(Load(name, load, str(PLAIN_MUSCLES.get(name, ""))) for name, load in worked)


def sites_of(movement: Movement) -> list[Load]:
    """The hardest worked first; what only takes part is left out."""
    loaded = ((site, load) for site, load in movement.sites.items() if load)
    return _hardest_first(Load(str(SITES.get(site, site)), load) for site, load in loaded)


def _hardest_first(loads: Iterable[Load]) -> list[Load]:
    return sorted(loads, key=lambda row: -row.load)


def cues_of(movement: Movement) -> list[tuple[int, str]]:
    """What is said, by the whole count it belongs to."""
    said: dict[int, list[str]] = {}
    for cue in movement.cues:
        said.setdefault(max(1, round(cue["count"])), []).append(cue["text"])
    return [(count, " ".join(texts)) for count, texts in said.items()]


def classes_holding(movement: Movement):
    """Published classes that dance it, in a chapter of its own or in a little dance; the shortest first."""
    alone = movement.chapters.values("video_class")
    found = VideoClass.objects.published().filter(Q(pk__in=alone) | Q(pk__in=_dances_with(movement.slug)))
    return found.with_tags().order_by("duration_s")


def _dances_with(slug: str) -> list[int]:
    """Chosen here, as above: SQLite cannot ask what a list contains."""
    dances = Chapter.objects.exclude(phrase=[]).values_list("video_class", "phrase")
    return [pk for pk, steps in dances if any(step["movement"] == slug for step in steps)]
