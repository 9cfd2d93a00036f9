"""A run to be, kept with its file until it is chosen; and which of two records of one run says more."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from plans.actions.track import unpack_track
from plans.importers import ParsedRun
from plans.models import ImportedFile, Run

# Facts with a column of their own: they are compared and shown.
COLUMNS = ("started_at", "date", "time_zone", "title", "duration_s", "elapsed_s", "distance_m")
# What a runner says of a run, and no watch knows better.
_SAID = ("kind", "title", "effort", "note")
_NEVER_LOST = (
    "title",
    "note",
    "effort",
    "device",
    "climb_m",
    "heart_rate_mean",
    "heart_rate_max",
    "distance_m",
)
MADE_SHOE = "made_shoe"  # the pair that came into the log with this file
# What is no fact of a file: whose it is, and what became of it in the log.
NO_FACTS = {
    "id",
    "runner",
    "shoe",
    "created_at",
    "edited_at",
    "removed_at",
    "merged_into",
    "merge",
    "folded",
}


def keep_facts(file: ImportedFile, run: Run, parsed: ParsedRun) -> None:
    for name in COLUMNS:
        setattr(file, name, getattr(run, name))
    file.facts = {
        **{name: value for name, value in facts_of(run).items() if name not in COLUMNS},
        "sport": parsed.sport,
        "gear": parsed.gear[:80],
        "says": says_of(parsed),
    }


def facts_of(run: Run) -> dict:
    """What is recorded of a run, as JSON holds it."""
    fields = [field for field in Run._meta.concrete_fields if field.name not in NO_FACTS]
    values = {field.name: field.value_from_object(run) for field in fields}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }


def set_facts(run: Run, facts: dict, *, but: frozenset = frozenset()) -> None:
    for field in Run._meta.concrete_fields:
        if field.name in facts and field.name not in NO_FACTS | but:
            setattr(run, field.attname, field.to_python(facts[field.name]))


def run_of_file(file: ImportedFile, runner: User) -> Run:
    """The run this file becomes, not stored yet."""
    run = Run(runner=runner)
    set_facts(run, all_facts(file))
    return run


def all_facts(file: ImportedFile) -> dict:
    return {**file.facts, **{name: getattr(file, name) for name in COLUMNS}}


# --- the richer of two ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Says:
    """How much a record says, beside time and distance."""

    points: int = 0
    positions: bool = False
    heart_rate: bool = False
    laps: int = 0
    own_distance: bool = False  # the device's, not reckoned from positions

    @property
    def weight(self) -> float:
        """Positions weigh more than the heart, the heart more than the rest; then points decide."""
        return (
            4 * self.positions
            + 3 * self.heart_rate
            + 2 * self.own_distance
            + (self.laps > 1)
            + min(self.points, 100_000) / 100_001
        )

    def more_than(self, other: "Says") -> list[str]:
        """What this one has and the other has not, in words."""
        more = [
            (self.positions > other.positions, _("the way on the ground")),
            (self.heart_rate > other.heart_rate, _("heart rate")),
            (self.own_distance > other.own_distance, _("the device’s own distance")),
            (self.laps > max(1, other.laps), _("laps")),
            (self.points > 1.1 * other.points, _("more points")),
        ]
        return [words for is_so, words in more if is_so]


def says_of(parsed: ParsedRun) -> list:
    """As JSON keeps it: the fields of Says in their order."""
    track = parsed.track
    return [
        len(track),
        track.latitude is not None,
        track.heart_rate is not None or parsed.heart_rate_mean is not None,
        len(parsed.laps),
        parsed.distance_m is not None and parsed.format != "gpx",
    ]


def what_file_says(file: ImportedFile) -> Says:
    return Says(*file.facts.get("says", ()))


def what_run_says(run: Run) -> Says:
    """Of a run in the log: its track is looked into, so ask this of few."""
    stored = getattr(run, "track", None)
    track = unpack_track(stored.packed) if stored else None
    return Says(
        points=len(track) if track else 0,
        positions=track is not None and track.latitude is not None,
        heart_rate=run.heart_rate_mean is not None,
        laps=len(run.laps),
        own_distance=track is not None and track.distance_m is not None and bool(run.laps),
    )


# --- in the place of another ----------------------------------------------------------------------


def with_what_is_missing(facts: dict, before: dict) -> dict:
    """A record without a title, say, does not take the title away."""
    kept = {name: before[name] for name in _NEVER_LOST if facts.get(name) in (None, "")}
    recorded = facts.get("recorded")
    if recorded and before.get("recorded"):
        said = {name: before["recorded"].get(name) for name in kept if name in recorded}
        recorded = {**recorded, **said}
    return {**facts, **kept, "recorded": recorded}


def said_by_hand(run: Run) -> frozenset[str]:
    """Facts of a run that its runner changed, or wrote down in the first place."""
    if run.recorded:
        names = {
            name
            for name, said in run.recorded.items()
            if hasattr(run, name) and _plain(getattr(run, name)) != said
        }
        names |= {"note"} if run.note and run.edited_at else set()
    elif run.edited_at or not run.files.exists():
        names = {name for name in _SAID if getattr(run, name) not in (None, "")}
    else:
        names = set()
    if run.kind_is_guess:
        names.discard("kind")
    return frozenset(names | ({"kind_is_guess"} if "kind" in names else set()))


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
