"""What is said over a film and when: a teacher's arc in each chapter, and no sentence twice within it.

The name and what it is; the movement's own cues, each ahead of its count; then what it is for, the faults to
look out for, an easier and a harder way, with images and breath in between; half way and the last one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from library.film.phrases import (
    ANYWHERE,
    DANCE_ON,
    FEW_MORE,
    HALF_WAY,
    LAST,
    LYING,
    OTHER_SIDE,
    STANDING,
)
from library.film.schedule import FPS, Part, Schedule, beat_s
from library.film.script import Dance

LEAD = 1.4  # counts by which a cue comes before the moment it speaks of …
LEAD_DANCE = 2.4  # … and a row of steps before the first of them
LATE = 0.6  # counts after that moment, from which on a cue waits for the next repetition
QUIET_S = 8.0  # a line between the cues leaves so long a quiet after the words before it …
AHEAD_S = 5.0  # … and this long from its own beginning to the next ones, or until it is read
SPILL_S = 1.5  # a name with its sentence may stand into the dance for so long
LETTERS_A_SECOND = 16.0  # an easy reading speed
LINGER_S = 5.0  # a caption leaves the screen after this long, or when it has been read
ONCE_KNOWN = ("Again:", "Once more:")  # a row of steps in short, the second and the third time
ON_THE_OTHER_SIDE = ("This side:", "This side again:")
MANY, FEW = 6, 12  # repetitions from which on half way is told, and the last three


@dataclass(frozen=True)
class Caption:
    start_s: float
    end_s: float
    text: str


@dataclass
class Teacher:
    """What one class has heard. Lines for everybody come once a class, a movement's own in turn."""

    everywhere: list[str] = field(default_factory=lambda: list(ANYWHERE))
    standing: list[str] = field(default_factory=lambda: list(STANDING))
    lying: list[str] = field(default_factory=lambda: list(LYING))
    sides: list[str] = field(default_factory=lambda: list(OTHER_SIDE))
    own: dict[str, list[str]] = field(default_factory=dict)
    turn: int = 0

    def line(self, part: Part, said: set[str]) -> str:
        """The next thing to say of what is danced here; if nothing is left, how much is done."""
        self.turn += 1
        found = self._own(part.clip.dance, said) if self.turn % 2 else ""
        found = found or self._for_everybody(part, said) or self._own(part.clip.dance, said)
        return found or _counted(part, said)

    def _own(self, dance: Dance, said: set[str]) -> str:
        lines = self.own.setdefault(dance.slug, _own_lines(dance))
        for line in lines:
            if not any(line in heard for heard in said):
                lines.remove(line)
                lines.append(line)  # it may come again in another chapter
                return line
        return ""

    def _for_everybody(self, part: Part, said: set[str]) -> str:
        place = self.standing if part.clip.dance.posture == "standing" else self.lying
        banks = [place, self.everywhere] if self.turn % 4 < 2 else [self.everywhere, place]
        if part.clip.mirrored and not said & set(OTHER_SIDE):
            banks.insert(0, self.sides)
        bank = next((bank for bank in banks if bank), None)
        return bank.pop(0) if bank else ""


def _own_lines(dance: Dance) -> list[str]:
    """What it is comes first, where the card was too short to say it."""
    return [*DANCE_ON] if dance.comes else [line for line in (dance.plain, *dance.reminders) if line]


def _counted(part: Part, said: set[str]) -> str:
    done = f"{part.rep - 1} done, {part.of - part.rep + 1} to go."
    return "" if done in said else done


def captions(schedule: Schedule) -> list[Caption]:
    """Every sentence of the film in order, none over another, each long enough to be read."""
    teacher, spoken = Teacher(), list[Caption]()
    for _, parts in groupby(schedule.parts, key=lambda part: part.chapter):
        said: set[str] = set()
        for run in _runs(parts):
            rows = _readable(_cued(run, said), run[-1].end / FPS)
            spoken += _readable([*rows, *_between(run, rows, teacher, said)], run[-1].end / FPS)
    return spoken


def _runs(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """The parts of a chapter from one card to the next: a movement on one side."""
    run: list[Part] = []
    for part in parts:
        if run and not part.rep and run[-1].rep:
            yield run
            run = []
        run.append(part)
    yield run


# ---- names and cues -------------------------------------------------------------------------------------


def _cued(run: list[Part], said: set[str]) -> list[Caption]:
    """What must be said: the names, and each cue once, where it can be read ahead of its count."""
    rows = list(_announced(run))
    said |= {row.text for row in rows}
    free_s = rows[-1].start_s + _reading_s(rows[-1].text) if rows else 0.0
    for part in (part for part in run if part.rep):
        for due_s, latest_s, text in _cues_of(part, said):
            start_s = max(due_s, free_s)
            if start_s > latest_s or text in said:
                continue
            said.add(text)
            free_s = start_s + _reading_s(text)
            rows.append(Caption(start_s, run[-1].end / FPS, text))
    return rows


def _announced(run: list[Part]) -> Iterator[Caption]:
    """What a card says, spoken: a card is read by nobody who looks at the floor."""
    for part in run:
        if part.kind == "opening":
            yield _at(part, _that_fits(part, part.words[0] + ".", part.words[1]))
        if part.kind in ("card", "turn"):
            yield _at(part, _named(part))


def _named(card: Part) -> str:
    dance = card.clip.dance
    if card.kind == "card":
        return _that_fits(card, f"{dance.name}.", dance.plain, SPILL_S)
    if dance.comes:
        return "Now all of it to the other side."
    return f"Now the {dance.side(mirrored=True)} leg." if dance.works == "leg" else "Now the other side."


def _that_fits(part: Part, first: str, more: str, spill_s: float = 0.0) -> str:
    """Both sentences where the card stands long enough for them, else the first."""
    both = f"{first} {more}".strip()
    return both if _reading_s(both) <= part.frames / FPS + spill_s else first


def _at(part: Part, text: str) -> Caption:
    return Caption(part.start / FPS, part.end / FPS, text.strip())


def _cues_of(part: Part, said: set[str]) -> Iterator[tuple[float, float, str]]:
    """When a cue of this repetition is due, from when on it would come too late, and its words."""
    dance, start_s = part.clip.dance, part.start / FPS
    for at, text in sentences(dance.movement.cues):
        yield start_s + (at - LEAD) * beat_s(dance), start_s + (at + LATE) * beat_s(dance), text
    for at, full, short in dance.comes:
        calls = [f"{word} {short}" for word in (ON_THE_OTHER_SIDE if part.clip.mirrored else ONCE_KNOWN)]
        words = calls if part.clip.mirrored else [full, *calls]
        text = next((call for call in words if call not in said), full)
        yield start_s + (at - LEAD_DANCE) * beat_s(dance), start_s + (at + LATE) * beat_s(dance), text


def sentences(cues: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Cues that only together make a sentence, as one, at the count of the first."""
    out: list[tuple[float, str]] = []
    for at, text in cues:
        if out and out[-1][1][-1:] not in ".?:;…":
            out[-1] = (out[-1][0], f"{out[-1][1]} {text}")
        else:
            out.append((at, text))
    return out


# ---- between the cues -----------------------------------------------------------------------------------


def _between(run: list[Part], rows: list[Caption], teacher: Teacher, said: set[str]) -> Iterator[Caption]:
    """Milestones first, for they have their moment; then a line wherever it has been quiet long enough."""
    taken = list(rows)
    for part in run:
        text = _milestone(part, said)
        if text and _has_room(part, taken, quiet_s=0.0):
            said.add(text)
            taken.append(_at(part, text))
            yield taken[-1]
    for part in run:
        if part.rep > 1 and _has_room(part, taken, QUIET_S):
            text = teacher.line(part, said)
            if text:
                said.add(text)
                taken.append(_at(part, text))
                yield taken[-1]


def _has_room(part: Part, taken: Iterable[Caption], quiet_s: float) -> bool:
    """Whether nobody speaks at the beginning of this part, nor shortly before and after."""
    at = part.start / FPS
    return all(
        row.start_s >= at + AHEAD_S or row.start_s + _reading_s(row.text) + quiet_s <= at for row in taken
    )


def _milestone(part: Part, said: set[str]) -> str:
    """Half way, the last three, the last one; on the other side in other words."""
    bank: tuple[str, ...] = ()
    if part.rep == part.of and part.of > 1:
        bank = LAST
    elif part.of >= FEW and part.rep == part.of - 2:
        bank = FEW_MORE
    elif part.of >= MANY and part.rep == part.of // 2 + 1:
        bank = HALF_WAY
    first = part.chapter % len(bank) if bank else 0
    return next((text for text in [*bank[first:], *bank[:first]] if text not in said), "")


def _readable(rows: list[Caption], end_s: float) -> list[Caption]:
    """Leaves out what could not be read, or would push another sentence off the screen unread."""
    out: list[Caption] = []
    for row in sorted(rows, key=lambda row: row.start_s):
        free = not out or row.start_s - out[-1].start_s >= _reading_s(out[-1].text) - 1e-9
        if free and end_s - row.start_s >= _reading_s(row.text) - 1e-9:
            out.append(row)
    ends = [row.start_s for row in out[1:]] + [end_s]
    return [
        replace(row, end_s=min(end, row.start_s + max(LINGER_S, _reading_s(row.text))))
        for row, end in zip(out, ends, strict=True)
    ]


def _reading_s(text: str) -> float:
    return max(1.2, len(text) / LETTERS_A_SECOND)
