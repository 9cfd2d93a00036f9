"""Following a collection: its next classes come first, in their order, on the best days the rules allow.

In the ranking a collection stands below what the runner needs, so that it would hardly ever be followed. Here
its next classes are proposed before the week is planned: least change keeps them, and nothing illegal stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, takewhile

from plans.planner.bounds import Standing, breaks
from plans.planner.caps import fits
from plans.planner.frame import standing
from plans.planner.planned import PlannedWeek, Session
from plans.planner.planning import plan, scene_of, slot_on
from plans.planner.ranking import key
from plans.planner.reasons import in_order
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.week import Class, Placement, Week


def plan_following(week: Week, slugs: Sequence[str], number: int) -> PlannedWeek:
    """The best week in which so many classes of the collection come first, where they are legal."""
    seeded = with_collection(week, slugs, number)
    seeds = {(p.date, p.item.slug) for p in seeded.placed if is_seed(seeded, p)}
    answer = plan(seeded)
    return replace(answer, sessions=tuple(told(s, (s.date, s.slug) in seeds) for s in answer.sessions))


def told(session: Session, seed: bool) -> Session:
    """It stands there for the collection's sake, before that it stood there already."""
    if not seed or session.state != "proposed":
        return session
    return replace(session, reasons=in_order({*session.reasons, "collection"} - {"keep"}))


def with_collection(week: Week, slugs: Sequence[str], number: int) -> Week:
    """The week with the collection's next classes proposed, up to `number` of them in the whole week.

    `slugs` in their order; what `history` or the week holds of them is over. A class that finds no legal day
    waits with those after it, so that the order holds.
    """
    week = replace(week, collection=tuple(slugs))
    scene = scene_of(week)
    stays = [p for p in week.placed if not is_seed(week, p)]
    chosen = next_places(scene, number, [p for p in stays if is_ahead(week, p)])
    days = scene.frame.days
    seeds = [Placement(days[c.day], c.item, slot=slot_on(scene.frame, days[c.day])) for c in chosen]
    return replace(week, placed=(*stays, *seeds))


def is_ahead(week: Week, place: Placement) -> bool:
    """A class of the library that is proposed from today on."""
    of_library = bool(place.item.slug) and place.item.kind == "class"
    return of_library and place.state == "proposed" and place.date >= week.now


def is_seed(week: Week, place: Placement) -> bool:
    """Proposed for the collection's sake: it is placed anew, where it was if that is still right."""
    return is_ahead(week, place) and place.item.slug in week.collection


def next_places(scene: Scene, number: int, others: Sequence[Placement]) -> tuple[Choice, ...]:
    """As many of the next classes as find days, in their order, on the days that rank best."""
    items = classes_to_come(scene)[: number_left(scene, number)]
    free = scene.places.free - len(others)
    beside = [*scene.places.standing, *(standing(place) for place in others)]
    for many in range(len(items), 0, -1):
        found = [plan for plan in legal_plans(scene, items[:many], beside) if takes_no_more(plan, free)]
        if found:
            return min(found, key=partial(key, scene))
    return ()


def number_left(scene: Scene, number: int) -> int:
    """How many classes of the collection the week still waits for; what stands, or was left out, counts."""
    counts = [p for p in (*scene.frame.fixed, *scene.frame.skipped) if p.item.kind == "class"]
    return max(0, number - sum(p.item.slug in scene.frame.week.collection for p in counts))


def takes_no_more(plan: Iterable[Choice], free: int) -> bool:
    """What else is proposed keeps its place, and so does what was missed (R13)."""
    return sum(choice.place == FREE_PLACE for choice in plan) <= free


def classes_to_come(scene: Scene) -> list[Class]:
    """The next classes in their order, up to one that may not be placed at all."""
    items = {item.slug: item for item in scene.frame.week.classes}
    return [items[slug] for slug in takewhile(scene.offered.__contains__, scene.pending)]


def legal_plans(
    scene: Scene, items: Sequence[Class], beside: Sequence[Standing]
) -> Iterator[tuple[Choice, ...]]:
    """These classes in this order on all days that the rules allow, beside what stands."""
    caps = scene.places.caps
    for days in combinations([n for n in range(len(caps)) if n not in scene.places.closed], len(items)):
        chosen = [Choice(day, item) for day, item in zip(days, items, strict=True)]
        if all(fits(c.item, caps[c.day]) for c in chosen) and stand_together(scene, chosen, beside):
            yield in_missed_places(scene, chosen)


def in_missed_places(scene: Scene, chosen: Sequence[Choice]) -> tuple[Choice, ...]:
    """Each missed place is taken by a class it may move to, the missed one itself before another."""
    placed = list(chosen)
    for number, missed in enumerate(scene.places.missed):
        takers = [
            (c.item.slug != missed.slug, n)
            for n, c in enumerate(placed)
            if c.place == FREE_PLACE and c.day in missed.days and missed.takes(c.item)
        ]
        if takers:
            _other, n = min(takers)
            placed[n] = placed[n]._replace(place=number)
    return tuple(placed)


def stand_together(scene: Scene, chosen: Iterable[Choice], beside: Sequence[Standing]) -> bool:
    """Whether the week may hold all of them."""
    days, frame = scene.frame.days, scene.frame
    new = [Standing(days[c.day], c.item.leg_load, c.item.minutes) for c in chosen]
    week = [*beside, *new]
    return not any(breaks(one, week, scene.places.bounds, frame.eve_heavy) for one in new)
