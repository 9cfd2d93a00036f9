"""Making a plan: a week in, placed classes with reasons out."""

from collections.abc import Sequence
from datetime import date

from plans.planner.because import because
from plans.planner.candidates import candidates, offered
from plans.planner.counting import most
from plans.planner.frame import Frame
from plans.planner.needs import needs
from plans.planner.places import places
from plans.planner.planned import PlannedWeek, Session, Unplaced
from plans.planner.primers import primers
from plans.planner.reasons import in_order, reasons
from plans.planner.rules import switched_off
from plans.planner.rules.longer_run import longer_runs
from plans.planner.rules.pain import see_professional
from plans.planner.scene import Choice, Scene
from plans.planner.search import Search
from plans.planner.week import Class, Placement, Week


def plan(week: Week) -> PlannedWeek:
    """The best week: equal input, equal output, whatever the order of the input's lists."""
    scene = scene_of(week)
    classes = offered(scene)
    chosen = choose(scene, classes)
    return PlannedWeek(
        week_start=week.week_start,
        sessions=sessions(scene, chosen),
        primers=primers(scene),
        unplaced=unplaced(scene, chosen, classes),
        warnings=() if "R12" in scene.off else longer_runs(scene.frame),
        see_professional=see_professional(scene.frame),
        needs=needs(scene.frame),
    )


def scene_of(week: Week) -> Scene:
    """The week with all that follows from it."""
    frame = Frame(week)
    off = switched_off(frame)
    return Scene(frame, off, places(frame, off))


def choose(scene: Scene, classes: Sequence[Class]) -> tuple[Choice, ...]:
    """The new sessions, in date order."""
    number = most(scene.frame, scene.places, classes)
    if not number:
        return ()
    return Search(scene, candidates(scene, number), number).run()


def sessions(scene: Scene, chosen: Sequence[Choice]) -> tuple[Session, ...]:
    """What stands and what is new, by date."""
    fixed = [standing(scene.frame, p) for p in scene.frame.fixed if p.item.kind != "primer"]
    new = [
        Session(
            date=scene.frame.days[choice.day],
            slot=slot_on(scene.frame, scene.frame.days[choice.day]),
            slug=choice.item.slug,
            minutes=choice.item.minutes,
            reasons=reasons(scene, chosen, choice),
        )
        for choice in chosen
    ]
    return tuple(sorted([*fixed, *new], key=lambda s: (s.date, s.slug or "", s.slot, s.minutes)))


def slot_on(frame: Frame, day: date) -> str:
    """After the run where there is one."""
    return "after_run" if frame.runs_on(day) else "alone"


def standing(frame: Frame, placement: Placement) -> Session:
    """A session that stays as it is."""
    return Session(
        date=placement.date,
        slot=placement.slot or slot_on(frame, placement.date),
        slug=placement.item.slug or None,
        minutes=placement.taken,
        reasons=in_order(["R15"]),
        state=placement.state,
    )


def unplaced(scene: Scene, chosen: Sequence[Choice], classes: Sequence[Class]) -> tuple[Unplaced, ...]:
    """What found no place, with the rules that stood in the way; nothing where all was placed."""
    count = scene.places.room - len(chosen)
    return (Unplaced(count, because(scene, chosen, classes)),) if count else ()
