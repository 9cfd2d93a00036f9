"""What every movement of the glossary must tell, and what the movements must tell of each other."""

import re
from collections.abc import Callable, Iterator, Mapping

from library.content.movement import MovementContent
from library.content.reading import shown
from library.content.vocabulary import FRENCH

LEAST_MUSCLES = LEAST_FAULTS = 2
TURNOUT, TURNOUT_PASSE = 35, 50  # degrees a side

Finding = tuple[str, str]  # field, why


def incomplete(movement: MovementContent) -> list[Finding]:
    """What the movement leaves out: the field and the rest of a sentence."""
    return [finding for check in CHECKS for finding in check(movement)]


def is_french(name: str) -> bool:
    """Whether a runner may not know how to say this name."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return any(word in FRENCH or not word.isascii() for word in words)


def _told(movement: MovementContent) -> Iterator[Finding]:
    if is_french(movement.name) and not movement.say:
        yield "say", f"is missing: {shown(movement.name)} is French, so it needs how to say it"
    if len(movement.muscles) < LEAST_MUSCLES:
        yield "muscles", f"names {len(movement.muscles)}; at least {LEAST_MUSCLES} with their load, 0 to 3"
    if not movement.sites:
        yield "sites", "is missing: which sites of the body it loads, 0 to 3"
    if len(movement.faults) < LEAST_FAULTS:
        yield "faults", f"names {len(movement.faults)}; at least {LEAST_FAULTS} common ones"
    for way in ("easier", "harder"):
        if not getattr(movement, way):
            yield way, f"is missing: every movement has its {way} form"


def _turnout(movement: MovementContent) -> Iterator[Finding]:
    if movement.turned_out and not movement.parallel:
        yield "parallel", "is missing: every turned-out movement has its parallel form"
    for key in movement.dance.movement.keys:
        for leg in key.pose.leg.values():
            most = TURNOUT_PASSE if leg.mode == "touch" else TURNOUT
            if leg.mode != "pin" and leg.out > most:
                yield "figure", f"turns a leg out {leg.out:g}° at count {key.at:g}; at most {most}°"
                return


def _cues(movement: MovementContent) -> Iterator[Finding]:
    if not movement.cues:
        yield "figure", "has no cue on any count"


CHECKS: tuple[Callable[[MovementContent], Iterator[Finding]], ...] = (_told, _turnout, _cues)


def at_odds(movements: Mapping[str, MovementContent]) -> Iterator[tuple[str, str, str]]:
    """Slug, field and why, wherever two movements do not agree."""
    yield from _names(movements)
    for slug, movement in movements.items():
        for field in ("easier_form", "harder_form"):
            if other := getattr(movement, field):
                yield from ((slug, field, why) for why in _form(movement, other, field, movements))
    yield from _circles(movements)


def _names(movements: Mapping[str, MovementContent]) -> Iterator[tuple[str, str, str]]:
    first: dict[str, str] = {}
    for slug, movement in movements.items():
        name = movement.name.casefold()
        if name and first.setdefault(name, slug) != slug:
            yield slug, "name", f"is {shown(movement.name)}, as in {first[name]}.yaml"


def _form(
    movement: MovementContent, other: str, field: str, movements: Mapping[str, MovementContent]
) -> Iterator[str]:
    if other == movement.slug:
        yield "is the movement itself"
    elif other not in movements:
        yield f"is {shown(other)}, and there is no such movement"
    else:
        easy, hard = (movement, movements[other]) if field == "harder_form" else (movements[other], movement)
        for what in ("level", "leg_load"):
            if getattr(hard, what) < getattr(easy, what):
                word = "lower" if field == "harder_form" else "higher"
                yield f"is {other}, whose {what.replace('_', ' ')} is {word}"


def _circles(movements: Mapping[str, MovementContent]) -> Iterator[tuple[str, str, str]]:
    """Going from harder to harder must come to an end."""
    harder: dict[str, set[str]] = {slug: set() for slug in movements}
    for slug, movement in movements.items():
        if movement.harder_form in harder.keys() - {slug}:
            harder[slug].add(movement.harder_form)
        if movement.easier_form in harder.keys() - {slug}:
            harder[movement.easier_form].add(slug)
    for slug in movements:
        if slug in _above(slug, harder):
            yield slug, "harder_form", "leads back to the movement itself, step by step"


def _above(slug: str, harder: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [*harder[slug]]
    while ahead:
        step = ahead.pop()
        if step not in found:
            found.add(step)
            ahead += harder[step]
    return found
