"""One class as its file tells it, and what follows from its chapters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from library.content.enchainement import Enchainement, read_enchainement
from library.content.movement import MovementContent
from library.content.reading import SLUG, Record, shown
from library.content.vocabulary import BENEFITS, KINDS, MOODS, RESERVED
from library.figure import PALETTES
from library.film import ClassScript, Dance, ScriptChapter, schedule
from library.film.captions import Caption, captions
from library.film.script import canonical

MOST_CHAPTERS, MOST_REPETITIONS = 40, 60


class Turn(NamedTuple):
    """A movement's turn within a chapter: how often it is danced there, both sides counted, and how long."""

    movement: MovementContent
    times: int
    seconds: float


@dataclass(frozen=True)
class ChapterContent:
    """A movement within a class, or an enchaînement. Times: seconds of the film, getting ready included."""

    movement: MovementContent | None  # None: an enchaînement
    repetitions: int
    sides: int
    start_s: float = 0.0
    end_s: float = 0.0
    enchainement: Enchainement | None = None

    @property
    def movements(self) -> tuple[MovementContent, ...]:
        return self.enchainement.movements if self.enchainement else (self.movement,)

    @property
    def title(self) -> str:
        return self.enchainement.title if self.enchainement else self.movement.name

    @property
    def dance(self) -> Dance:
        return self.enchainement.dance if self.enchainement else self.movement.dance

    @property
    def danced(self) -> int:
        """Repetitions on all sides."""
        return self.repetitions * self.sides

    @property
    def danced_s(self) -> float:
        """Seconds of dancing, getting ready left out."""
        return self.dance.movement.seconds * self.danced

    @property
    def turns(self) -> Iterator[Turn]:
        """What is danced in it, in order."""
        if not self.enchainement:
            yield Turn(self.movement, self.danced, self.danced_s)
        for step in self.enchainement.steps if self.enchainement else ():
            seconds = step.counts * 60 / self.enchainement.bpm
            yield Turn(step.movement, self.danced, seconds * self.danced)

    @property
    def holds(self) -> dict[str, float]:
        """Seconds each muscle is held still, on one side; a step is held as its tempo has it."""
        found: dict[str, float] = {}
        for movement, _times, seconds in self.turns:
            own = movement.dance.movement.seconds * self.sides
            for muscle, held in movement.holds.items():
                found[muscle] = found.get(muscle, 0) + held * seconds / own
        return found


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
    mood: str = "calm"
    free: bool = False  # to play without an account
    duration_s: float = 0.0

    @property
    def movements(self) -> tuple[MovementContent, ...]:
        """All that are danced, each once, in the order in which they are met."""
        return tuple({m.slug: m for chapter in self.chapters for m in chapter.movements}.values())

    @property
    def enchainements(self) -> tuple[Enchainement, ...]:
        return tuple(chapter.enchainement for chapter in self.chapters if chapter.enchainement)

    @property
    def minutes(self) -> int:
        """Whole minutes as shown and planned, at least 1."""
        return max(1, round(self.duration_s / 60))

    @property
    def leg_load(self) -> int:
        """That of its heaviest movement, however short: a day before the long run asks for the worst of it.

        How much of it there is, is held by the doses of `safety`, not by this number.
        """
        return max(movement.leg_load for movement in self.movements)

    @property
    def sites(self) -> dict[str, int]:
        """The highest load 0–3 of each body site."""
        found: dict[str, int] = {}
        for movement in self.movements:
            for site, load in movement.sites.items():
                found[site] = max(load, found.get(site, 0))
        return {site: load for site, load in sorted(found.items()) if load}

    @property
    def longest_hold_s(self) -> int:
        """The longest any one muscle is held still, all its holds together; each side has its own."""
        held: dict[str, float] = {}
        for chapter in self.chapters:
            for muscle, seconds in chapter.holds.items():
                held[muscle] = held.get(muscle, 0) + seconds
        return round(max(held.values(), default=0))

    @property
    def kit(self) -> tuple[str, ...]:
        return tuple(sorted({thing for movement in self.movements for thing in movement.kit}))

    @property
    def quiet(self) -> bool:
        return all(movement.quiet for movement in self.movements)

    @property
    def small_space(self) -> bool:
        return all(movement.small_space for movement in self.movements)

    @property
    def against(self) -> tuple[str, ...]:
        """The limits of a careful runner this class goes against."""
        return tuple(sorted(set().union(*(movement.against for movement in self.movements))))

    @property
    def script(self) -> ClassScript:
        """What the film is made from."""
        chapters = tuple(ScriptChapter(c.dance, c.repetitions, c.sides) for c in self.chapters)
        return ClassScript(
            self.slug, self.title, self.dancer, chapters, self.summary, ready(self), self.poster, self.mood
        )

    @property
    def figure(self) -> str:
        """The movement its card dances: that of the poster, unless that is a little dance: no page."""
        star = self.script.star.slug
        return star if star in {movement.slug for movement in self.movements} else ""

    @property
    def cues(self) -> list[Caption]:
        """Every sentence of the film with its seconds."""
        return captions(schedule(self.script))

    @property
    def content_hash(self) -> str:
        """Changes when anything a runner sees of the class changes."""
        told = [getattr(self, name) for name in _TOLD]
        rows = [(_kept(c), c.repetitions, c.sides, c.start_s, c.end_s) for c in self.chapters]
        return sha256(canonical([told, rows, [(c.start_s, c.text) for c in self.cues]]).encode()).hexdigest()


def _kept(chapter: ChapterContent) -> object:
    return [chapter.title, chapter.enchainement.rows] if chapter.enchainement else chapter.movement.slug


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
    "mood",
    "free",
    "figure",
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
    balances = any(m.one_leg or m.family == "balances" for m in video_class.movements)
    if balances and not {"chair", "wall"} & set(video_class.kit):
        named = ["something solid to hold", *named]
    floor = _floor(video_class.movements)
    return f"{floor}. At hand: {' and '.join(named)}." if named else f"{floor}. Nothing else."


def _floor(movements: Sequence[MovementContent]) -> str:
    if any(movement.counts_as == "jump" for movement in movements):
        return "Shoes, or a mat over a wooden floor"
    standing = any(movement.posture == "standing" for movement in movements)
    return "Bare feet on wood or a mat" if standing else "Comfortable clothes"


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
        mood=record.one_of("mood", MOODS, default="calm"),
        free=record.flag("free", default=False),
    )
    record.done()
    _check(told, record)
    return _timed(told) if sound else None


def _chapter(row: Record, movements: Mapping[str, MovementContent]) -> ChapterContent | None:
    repetitions = row.whole("repetitions", 1, MOST_REPETITIONS)
    sides = row.whole("sides", 1, 2, default=1)
    if "enchainement" in row.row:
        dance = read_enchainement(row, sides, movements)
        row.done()
        return ChapterContent(None, repetitions, sides, enchainement=dance) if dance else None
    slug = row.text("movement", 60)
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
    if not told.benefits:
        record.fault("benefits", "needs at least one, the main one first")
    elif told.chapters and not any(told.benefits[0] in m.benefits for m in told.movements):
        record.fault("benefits", f"begins with {told.benefits[0]!r}, which no chapter's movement gives")
    if told.poster and told.poster not in {c.movement.slug for c in told.chapters if c.movement}:
        record.fault("poster", f"is {shown(told.poster)}, which is danced in no chapter")


def _timed(told: ClassContent) -> ClassContent:
    """The class with the seconds the drawn film will have."""
    plan = schedule(told.script)
    pairs = zip(told.chapters, plan.chapters, strict=True)
    chapters = tuple(replace(c, start_s=span.start_s, end_s=span.end_s) for c, span in pairs)
    return replace(told, chapters=chapters, duration_s=plan.duration_s)
