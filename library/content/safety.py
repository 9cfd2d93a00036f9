"""What keeps a class safe for its level, computed from its chapters. The figures are defaults (grade D)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from library.content.video_class import ChapterContent, ClassContent, Turn
from library.figure import Movement

MOST_RELEVES = {1: 40, 2: 60, 3: 90}  # one leg counts double
MOVING_S = 120  # a class of load ≥ 1 opens with two minutes of moving
PLIES_FIRST = 8
BEFORE_JUMPS_S, PLIES_BEFORE_JUMPS, RELEVES_BEFORE_JUMPS = 300, 8, 16
LANDED_PLIE, LANDED_COUNTS = 25.0, 1.0  # knees bent so far, for so long, after the last of some jumps
PRIMER_MINUTES, PRIMER_LOAD, PRIMER_HOLD_S = 10, 1, 60
GENTLE_MINUTES = 15

# The rest of a sentence that begins with the field: what whoever writes a content file reads.
WHY = {
    "level": "is {movement} of level {level} in a class of level {of}",
    "level_within": "holds {movement} of level {level} in a class of level {of}",
    "releves": "hold {n} relevés (one leg counts double); level {level} has at most {most}",
    "one_leg": "is a relevé on one leg, which level 1 has none of",
    "one_leg_within": "holds a relevé on one leg, which level 1 has none of",
    "opening": "open with {s} s of moving; with load 1 or more they open with {least} s",
    "no_warm_up": "is no warm-up: a class begins with leg load 0 or 1, and without a rise",
    "no_close": "is no close: a class ends with a movement of leg load 0",
    "releve_early": "is the first relevé after {plies} pliés; {least} come before it",
    "jump_early": "jumps after {s} s, {plies} pliés and {rises} relevés; before a jump come {least_s} s, "
    "{least_plies} pliés and {least_rises} relevés",
    "landing": "ends a jump without a held plié: knees stay bent for a count",
    "primer_long": "last {s} s; a primer has at most {most} minutes",
    "primer_load": "reach leg load {load}; a primer has at most {most}",
    "primer_hold": "hold one muscle still for {s} s; a primer stays under {most} s",
    "cooldown_load": "reach leg load {load}; a cooldown has at most {most}",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken: where (`chapters` or one of them), its code, and what its sentence names."""

    field: str
    code: str
    params: Mapping[str, object]

    @property
    def why(self) -> str:
        """The English default."""
        return WHY[self.code].format(**self.params)


def _found(field: str, code: str, **params: object) -> Finding:
    return Finding(field, code, params)


def unsafe(video_class: ClassContent) -> list[Finding]:
    """Each rule the class breaks."""
    return [finding for check in CHECKS for finding in check(video_class)]


def releves(video_class: ClassContent) -> int:
    """Relevés in the class, one leg counted double."""
    return sum(_counted(turn) for chapter in video_class.chapters for turn in chapter.turns)


def _counted(turn: Turn) -> int:
    if turn.movement.counts_as != "releve":
        return 0
    return turn.times * (2 if turn.movement.one_leg else 1)


def _named(i: int, chapter: ChapterContent) -> str:
    return f"chapters[{i}].{'enchainement' if chapter.enchainement else 'movement'}"


def _within(code: str, chapter: ChapterContent) -> str:
    """An enchaînement holds what another chapter is."""
    return f"{code}_within" if chapter.enchainement else code


def _level(video_class: ClassContent) -> Iterator[Finding]:
    for i, chapter in enumerate(video_class.chapters):
        for movement in chapter.movements:
            if movement.level > video_class.level:
                yield _found(
                    _named(i, chapter),
                    _within("level", chapter),
                    movement=movement.slug,
                    level=movement.level,
                    of=video_class.level,
                )


def _dose(video_class: ClassContent) -> Iterator[Finding]:
    total, level = releves(video_class), video_class.level
    if total > MOST_RELEVES[level]:
        yield _found("chapters", "releves", n=total, level=level, most=MOST_RELEVES[level])
    for i, chapter in enumerate(video_class.chapters):
        if level == 1 and any(turn.movement.one_leg and _counted(turn) for turn in chapter.turns):
            yield _found(_named(i, chapter), _within("one_leg", chapter))


def _opening(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.leg_load < 1:
        return
    moving = takewhile(lambda chapter: all(m.moving for m in chapter.movements), video_class.chapters)
    moved_s = sum(chapter.danced_s for chapter in moving)
    if moved_s < MOVING_S:
        yield _found("chapters", "opening", s=round(moved_s), least=MOVING_S)


def _warm_up_and_close(video_class: ClassContent) -> Iterator[Finding]:
    first, last = video_class.chapters[0], video_class.chapters[-1]
    if any(m.leg_load > 1 or m.counts_as == "releve" for m in first.movements):
        yield _found("chapters[0]", "no_warm_up")
    if not closes(last):
        yield _found(f"chapters[{len(video_class.chapters) - 1}]", "no_close")


def closes(chapter: ChapterContent) -> bool:
    """Whether a class may end with it."""
    return not chapter.enchainement and chapter.movement.leg_load == 0


def _order(video_class: ClassContent) -> Iterator[Finding]:
    plies = rises = 0
    danced_s = 0.0
    for i, turn in ((i, turn) for i, c in enumerate(video_class.chapters) for turn in c.turns):
        counts_as = turn.movement.counts_as
        if counts_as == "releve" and not rises and plies < PLIES_FIRST:
            yield _found(f"chapters[{i}]", "releve_early", plies=plies, least=PLIES_FIRST)
        if counts_as == "jump":
            yield from _before_a_jump(i, danced_s, plies, rises)
        plies += turn.times if counts_as == "plie" else 0
        rises += turn.times if counts_as == "releve" else 0
        danced_s += turn.seconds


def _before_a_jump(i: int, danced_s: float, plies: int, rises: int) -> Iterator[Finding]:
    if danced_s < BEFORE_JUMPS_S or plies < PLIES_BEFORE_JUMPS or rises < RELEVES_BEFORE_JUMPS:
        yield _found(
            f"chapters[{i}]",
            "jump_early",
            s=round(danced_s),
            plies=plies,
            rises=rises,
            least_s=BEFORE_JUMPS_S,
            least_plies=PLIES_BEFORE_JUMPS,
            least_rises=RELEVES_BEFORE_JUMPS,
        )


def _landing(video_class: ClassContent) -> Iterator[Finding]:
    for i, chapter in enumerate(video_class.chapters):
        if not lands_softly(chapter.dance.movement):
            yield _found(_named(i, chapter), "landing")


def lands_softly(movement: Movement) -> bool:
    """Whether each jump ends in a plié, held for a count unless it is the push for the next jump.

    A hop straight into the next needs none: from the ankles the knees hardly bend.
    """
    keys = movement.keys
    for i, key in enumerate(keys):
        if not key.jump or (i + 1 < len(keys) and keys[i + 1].jump):
            continue
        bent = list(takewhile(lambda k: k.pose.plie >= LANDED_PLIE, keys[i:]))
        bounced = any(k.jump for k in bent[1:])
        if not bent or not (bounced or bent[-1].at - key.at >= LANDED_COUNTS):
            return False
    return True


def _primer(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.kind != "primer":
        return
    if video_class.duration_s > PRIMER_MINUTES * 60:
        yield _found("chapters", "primer_long", s=round(video_class.duration_s), most=PRIMER_MINUTES)
    if video_class.leg_load > PRIMER_LOAD:
        yield _found("chapters", "primer_load", load=video_class.leg_load, most=PRIMER_LOAD)
    if video_class.longest_hold_s >= PRIMER_HOLD_S:
        yield _found("chapters", "primer_hold", s=video_class.longest_hold_s, most=PRIMER_HOLD_S)


def _cooldown(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.kind == "cooldown" and video_class.leg_load > PRIMER_LOAD:
        yield _found("chapters", "cooldown_load", load=video_class.leg_load, most=PRIMER_LOAD)


CHECKS: tuple[Callable[[ClassContent], Iterator[Finding]], ...] = (
    _level,
    _dose,
    _opening,
    _warm_up_and_close,
    _order,
    _landing,
    _primer,
    _cooldown,
)


def gentle(video_class: ClassContent) -> bool:
    """Whether anybody can begin with it: short, level 1, light, without kit, and quiet."""
    return (
        video_class.kind == "class"
        and video_class.minutes <= GENTLE_MINUTES
        and video_class.level == 1
        and video_class.leg_load <= 1
        and not video_class.kit
        and video_class.quiet
    )
