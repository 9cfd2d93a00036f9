"""One class as its file tells it, and what follows from its chapters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from library.content.movement import MovementContent
from library.content.reading import SLUG, Record, shown
from library.content.vocabulary import BENEFITS, KINDS, RESERVED
from library.figure import PALETTES
from library.film import ClassScript, ScriptChapter, schedule
from library.film.captions import Caption, captions
from library.film.script import canonical

MOST_CHAPTERS, MOST_REPETITIONS = 40, 60


@dataclass(frozen=True)
class ChapterContent:
    """A movement within a class. The times (seconds, of the drawn film) include its cards."""

    movement: MovementContent
    repetitions: int
    sides: int
    start_s: float = 0.0
    end_s: float = 0.0

    @property
    def danced(self) -> int:
        """Repetitions on all sides."""
        return self.repetitions * self.sides

    @property
    def danced_s(self) -> float:
        """Seconds of dancing, cards left out."""
        return self.movement.dance.movement.seconds * self.danced


@dataclass(frozen=True)
class ClassContent:
    """A class. All that can be computed from the chapters is."""

    slug: str
    title: str
    summary: str
    description: str
    kind: str
    level: int
    benefits: tuple[str, ...]
    dancer: str
    only_five: str
    poster: str
    chapters: tuple[ChapterContent, ...]
    duration_s: float = 0.0

    @property
    def minutes(self) -> int:
        """Whole minutes as shown and planned, at least 1."""
        return max(1, round(self.duration_s / 60))

    @property
    def leg_load(self) -> int:
        return max(chapter.movement.leg_load for chapter in self.chapters)

    @property
    def sites(self) -> dict[str, int]:
        """The highest load 0–3 of each body site."""
        found: dict[str, int] = {}
        for chapter in self.chapters:
            for site, load in chapter.movement.sites.items():
                found[site] = max(load, found.get(site, 0))
        return {site: load for site, load in sorted(found.items()) if load}

    @property
    def longest_hold_s(self) -> int:
        """The longest any one muscle is held still, all its holds together; each side has its own."""
        held: dict[str, float] = {}
        for chapter in self.chapters:
            for muscle, seconds in chapter.movement.holds.items():
                held[muscle] = held.get(muscle, 0) + seconds * chapter.repetitions
        return round(max(held.values(), default=0))

    @property
    def kit(self) -> tuple[str, ...]:
        return tuple(sorted({thing for chapter in self.chapters for thing in chapter.movement.kit}))

    @property
    def quiet(self) -> bool:
        return all(chapter.movement.quiet for chapter in self.chapters)

    @property
    def small_space(self) -> bool:
        return all(chapter.movement.small_space for chapter in self.chapters)

    @property
    def against(self) -> tuple[str, ...]:
        """The limits of a careful runner this class goes against."""
        return tuple(sorted(set().union(*(chapter.movement.against for chapter in self.chapters))))

    @property
    def script(self) -> ClassScript:
        """What the film is made from."""
        chapters = tuple(ScriptChapter(c.movement.dance, c.repetitions, c.sides) for c in self.chapters)
        return ClassScript(
            self.slug, self.title, self.dancer, chapters, self.summary, ready(self), self.poster
        )

    @property
    def cues(self) -> list[Caption]:
        """Every sentence of the film with its seconds."""
        return captions(schedule(self.script))

    @property
    def content_hash(self) -> str:
        """Changes when anything a runner sees of the class changes."""
        told = [getattr(self, name) for name in _TOLD]
        rows = [(c.movement.slug, c.repetitions, c.sides, c.start_s, c.end_s) for c in self.chapters]
        return sha256(canonical([told, rows, [(c.start_s, c.text) for c in self.cues]]).encode()).hexdigest()


_TOLD = [
    "slug",
    "title",
    "summary",
    "description",
    "kind",
    "level",
    "benefits",
    "dancer",
    "only_five",
    "poster",
    "duration_s",
    "leg_load",
    "sites",
    "longest_hold_s",
    "kit",
    "quiet",
    "small_space",
    "against",
]


def ready(video_class: ClassContent) -> str:
    """What to have at hand, as the opening card says it."""
    things = {"chair": "a heavy chair that cannot roll", "mat": "a mat", "wall": "a wall"}
    named = [things[thing] for thing in video_class.kit]
    standing = any(chapter.movement.posture == "standing" for chapter in video_class.chapters)
    floor = "Bare feet on wood or a mat" if standing else "Comfortable clothes"
    return f"{floor}. At hand: {' and '.join(named)}." if named else f"{floor}. Nothing else."


def read_class(slug: str, record: Record, movements: Mapping[str, MovementContent]) -> ClassContent | None:
    """Reads every field, noting what is wrong with it; None where the chapters cannot be made out."""
    if not SLUG.fullmatch(slug):
        record.fault("", "is named by something else than small letters, figures and single hyphens")
    if slug in RESERVED:
        record.fault("", f"may not be named {slug}.yaml: {slug!r} is a word of the addresses")
    before = len(record.faults)
    chapters = [_chapter(row, movements) for row in record.rows("chapters", MOST_CHAPTERS)]
    sound = len(record.faults) == before and chapters and all(chapters)
    told = ClassContent(
        slug=slug,
        title=record.text("title", 80),
        summary=record.text("summary", 200),
        description=record.text("description", 1000),
        kind=record.one_of("kind", KINDS),
        level=record.whole("level", 1, 3),
        benefits=record.words("benefits", BENEFITS),
        dancer=record.one_of("dancer", tuple(PALETTES)),
        only_five=record.text("only_five", 300, default=""),
        poster=record.text("poster", 60, default=""),
        chapters=tuple(c for c in chapters if c),
    )
    record.done()
    _check(told, record)
    return _timed(told) if sound else None


def _chapter(row: Record, movements: Mapping[str, MovementContent]) -> ChapterContent | None:
    slug = row.text("movement", 60)
    repetitions = row.whole("repetitions", 1, MOST_REPETITIONS)
    sides = row.whole("sides", 1, 2, default=1)
    row.done()
    if slug and slug not in movements:
        row.fault("movement", f"is {shown(slug)}, and there is no such movement")
    movement = movements.get(slug)
    if movement is None:
        return None
    if movement.two_sided != (sides == 2):
        row.fault(
            "sides",
            f"must be {2 if movement.two_sided else 1} for {slug}: both sides alike, or no sides at all",
        )
    return ChapterContent(movement, repetitions, sides)


def _check(told: ClassContent, record: Record) -> None:
    danced = {chapter.movement.slug for chapter in told.chapters}
    if not told.benefits:
        record.fault("benefits", "needs at least one, the main one first")
    elif danced and not any(told.benefits[0] in c.movement.benefits for c in told.chapters):
        record.fault("benefits", f"begins with {told.benefits[0]!r}, which no chapter's movement gives")
    if told.poster and told.poster not in danced:
        record.fault("poster", f"is {shown(told.poster)}, which is danced in no chapter")


def _timed(told: ClassContent) -> ClassContent:
    """The class with the seconds the drawn film will have."""
    plan = schedule(told.script)
    pairs = zip(told.chapters, plan.chapters, strict=True)
    chapters = tuple(replace(c, start_s=span.start_s, end_s=span.end_s) for c, span in pairs)
    return replace(told, chapters=chapters, duration_s=plan.duration_s)
