"""Primers: at most ten light minutes before a key run, where the runner wants them."""

from datetime import date

from plans.planner.caps import fits
from plans.planner.frame import Frame
from plans.planner.needs import worth
from plans.planner.planned import Session
from plans.planner.rules import Off, cap
from plans.planner.scene import Scene
from plans.planner.week import Class, Placement


def primers(scene: Scene) -> tuple[Session, ...]:
    """Those that stand, and if wanted one before each key run to come, by date."""
    stand = [p for p in placed_primers(scene.frame) if p.state in ("locked", "done")]
    taken = {p.date for p in placed_primers(scene.frame) if p.state in ("locked", "done", "skipped")}
    days = [day for day in scene.frame.open_days if key_run_ahead(scene.frame, day) and day not in taken]
    wanted = days if scene.frame.week.runner.primers else []
    new = [session for day in wanted if (session := primer_on(scene, day))]
    return tuple(sorted([*map(standing, stand), *new], key=lambda s: (s.date, s.slug or "")))


def placed_primers(frame: Frame) -> list[Placement]:
    """Primers that stand in the week."""
    return [p for p in frame.placed if p.item.kind == "primer"]


def key_run_ahead(frame: Frame, day: date) -> bool:
    """Whether a key run of that day is still to be run."""
    return any(run.key and not run.done for run in frame.runs_on(day))


def standing(placement: Placement) -> Session:
    """A primer that stays as it is."""
    slot = placement.slot or "before_run"
    return Session(placement.date, slot, placement.item.slug, placement.taken, ("R15",), placement.state)


def primer_on(scene: Scene, day: date) -> Session | None:
    """The primer for a day: the one that stood there if it may, else what is needed most."""
    fit = legal(scene.frame, scene.off, day)
    if not fit:
        return None
    stood = {p.item.slug for p in placed_primers(scene.frame) if p.date == day and p.state == "proposed"}
    best = min(
        fit, key=lambda c: (c.slug not in stood, -worth(c, scene.needs), c.slug in scene.recent, c.slug)
    )
    words = ["R5"] if "R5" not in scene.off else []
    words += [f"need:{best.benefits[0]}"] if scene.needs[best.benefits[0]] else []
    words += ["keep"] if best.slug in stood else []
    return Session(day, "before_run", best.slug, best.minutes, tuple(words))


def legal(frame: Frame, off: Off, day: date) -> list[Class]:
    """The primers that may stand before a run of that day."""
    under = cap(frame, day, off, before_run=True)
    return [c for c in frame.week.classes if c.kind == "primer" and c.offer and fits(c, under)]
