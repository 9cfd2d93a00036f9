"""What the file said of a run, kept apart from what the runner made of it, and taken back fact by fact."""

import datetime

from plans.actions.log import change_run
from plans.models import Run

# Facts as they stand in `Run.recorded`, in the order they are shown.
FACTS = (
    "date",
    "kind",
    "title",
    "distance_m",
    "duration_s",
    "elapsed_s",
    "climb_m",
    "heart_rate_mean",
    "heart_rate_max",
    "effort",
)


def recorded_of(run: Run) -> dict:
    """What `Run.recorded` holds: the facts of a run that has just come from its file."""
    said = {name: getattr(run, name) for name in FACTS}
    return {
        **said,
        "date": run.date.isoformat(),
        "kind": str(run.kind),
        "started_at": run.started_at and run.started_at.isoformat(),
    }


def said_by_file(run: Run) -> dict:
    """The facts the file had something to say about."""
    said = {name: (run.recorded or {}).get(name) for name in FACTS}
    if said["date"]:
        said["date"] = datetime.date.fromisoformat(said["date"])
    return {name: value for name, value in said.items() if value not in (None, "")}


def corrected(run: Run) -> dict:
    """The facts that are no longer as the file said them, with what it said."""
    return {name: value for name, value in said_by_file(run).items() if getattr(run, name) != value}


def take_from_file(*, run: Run, fact: str, now: datetime.datetime) -> bool:
    """The fact is again as the file said it; false where the file says nothing of it, or nothing else."""
    said = corrected(run)
    if fact not in said:
        return False
    setattr(run, fact, said[fact])
    change_run(run=run, now=now)
    return True
