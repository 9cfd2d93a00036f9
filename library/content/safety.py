"""What keeps a class safe for its level, computed from its chapters. The figures are defaults (grade D)."""

from collections.abc import Callable, Iterator
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

Finding = tuple[str, str]  # field, why


def unsafe(video_class: ClassContent) -> list[Finding]:
    """Each rule the class breaks: the field and the rest of a sentence."""
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


def _level(video_class: ClassContent) -> Iterator[Finding]:
    for i, chapter in enumerate(video_class.chapters):
        for movement in chapter.movements:
            if movement.level > video_class.level:
                word = "holds" if chapter.enchainement else "is"
                what = f"{word} {movement.slug} of level {movement.level}"
                yield _named(i, chapter), f"{what} in a class of level {video_class.level}"


def _dose(video_class: ClassContent) -> Iterator[Finding]:
    total, level = releves(video_class), video_class.level
    if total > MOST_RELEVES[level]:
        most = MOST_RELEVES[level]
        yield "chapters", f"hold {total} relevés (one leg counts double); level {level} has at most {most}"
    for i, chapter in enumerate(video_class.chapters):
        if level == 1 and any(turn.movement.one_leg and _counted(turn) for turn in chapter.turns):
            word = "holds" if chapter.enchainement else "is"
            yield _named(i, chapter), f"{word} a relevé on one leg, which level 1 has none of"


def _opening(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.leg_load < 1:
        return
    moving = takewhile(lambda chapter: all(m.moving for m in chapter.movements), video_class.chapters)
    moved_s = sum(chapter.danced_s for chapter in moving)
    if moved_s < MOVING_S:
        yield (
            "chapters",
            f"open with {moved_s:.0f} s of moving; with load 1 or more they open with {MOVING_S} s",
        )


def _warm_up_and_close(video_class: ClassContent) -> Iterator[Finding]:
    first, last = video_class.chapters[0], video_class.chapters[-1]
    if any(m.leg_load > 1 or m.counts_as == "releve" for m in first.movements):
        yield "chapters[0]", "is no warm-up: a class begins with leg load 0 or 1, and without a rise"
    if not closes(last):
        at = f"chapters[{len(video_class.chapters) - 1}]"
        yield at, "is no close: a class ends with a movement of leg load 0"


def closes(chapter: ChapterContent) -> bool:
    """Whether a class may end with it."""
    return not chapter.enchainement and chapter.movement.leg_load == 0


def _order(video_class: ClassContent) -> Iterator[Finding]:
    plies = rises = 0
    danced_s = 0.0
    for i, turn in ((i, turn) for i, c in enumerate(video_class.chapters) for turn in c.turns):
        counts_as = turn.movement.counts_as
        if counts_as == "releve" and not rises and plies < PLIES_FIRST:
            yield f"chapters[{i}]", f"is the first relevé after {plies} pliés; {PLIES_FIRST} come before it"
        if counts_as == "jump":
            yield from _before_a_jump(i, danced_s, plies, rises)
        plies += turn.times if counts_as == "plie" else 0
        rises += turn.times if counts_as == "releve" else 0
        danced_s += turn.seconds


def _before_a_jump(i: int, danced_s: float, plies: int, rises: int) -> Iterator[Finding]:
    if danced_s < BEFORE_JUMPS_S or plies < PLIES_BEFORE_JUMPS or rises < RELEVES_BEFORE_JUMPS:
        so_far = f"{danced_s:.0f} s, {plies} pliés and {rises} relevés"
        first = f"{BEFORE_JUMPS_S} s, {PLIES_BEFORE_JUMPS} pliés and {RELEVES_BEFORE_JUMPS} relevés"
        yield f"chapters[{i}]", f"jumps after {so_far}; before a jump come {first}"


def _landing(video_class: ClassContent) -> Iterator[Finding]:
    for i, chapter in enumerate(video_class.chapters):
        if not lands_softly(chapter.dance.movement):
            yield _named(i, chapter), "ends a jump without a held plié: knees stay bent for a count"


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
        yield (
            "chapters",
            f"last {video_class.duration_s:.0f} s; a primer has at most {PRIMER_MINUTES} minutes",
        )
    if video_class.leg_load > PRIMER_LOAD:
        yield "chapters", f"reach leg load {video_class.leg_load}; a primer has at most {PRIMER_LOAD}"
    if video_class.longest_hold_s >= PRIMER_HOLD_S:
        hold = video_class.longest_hold_s
        yield "chapters", f"hold one muscle still for {hold} s; a primer stays under {PRIMER_HOLD_S} s"


def _cooldown(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.kind == "cooldown" and video_class.leg_load > PRIMER_LOAD:
        yield "chapters", f"reach leg load {video_class.leg_load}; a cooldown has at most {PRIMER_LOAD}"


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
