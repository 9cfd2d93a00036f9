"""What keeps a class safe for its level, computed from its chapters. The figures are defaults (grade D)."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from library.content.video_class import ChapterContent, ClassContent

MOST_RELEVES = {1: 40, 2: 60, 3: 90}  # one leg counts double
MOVING_S = 120  # a class of load ≥ 1 opens with two minutes of moving
PLIES_FIRST = 8
BEFORE_JUMPS_S, PLIES_BEFORE_JUMPS, RELEVES_BEFORE_JUMPS = 300, 8, 16
MOST_NEW_WORDS = 6
PRIMER_MINUTES, PRIMER_LOAD, PRIMER_HOLD_S = 10, 1, 60
GENTLE_MINUTES = 15

Finding = tuple[str, str]  # field, why


def unsafe(video_class: ClassContent) -> list[Finding]:
    """Each rule the class breaks: the field and the rest of a sentence."""
    return [finding for check in CHECKS for finding in check(video_class)]


def releves(video_class: ClassContent) -> int:
    """Relevés in the class, one leg counted double."""
    return sum(_counted(chapter) for chapter in video_class.chapters)


def _counted(chapter: ChapterContent) -> int:
    if chapter.movement.counts_as != "releve":
        return 0
    return chapter.danced * (2 if chapter.movement.one_leg else 1)


def _level(video_class: ClassContent) -> Iterator[Finding]:
    for i, chapter in enumerate(video_class.chapters):
        name, level = chapter.movement.slug, chapter.movement.level
        if level > video_class.level:
            why = f"is {name} of level {level} in a class of level {video_class.level}"
            yield f"chapters[{i}].movement", why


def _dose(video_class: ClassContent) -> Iterator[Finding]:
    total, level = releves(video_class), video_class.level
    if total > MOST_RELEVES[level]:
        most = MOST_RELEVES[level]
        yield "chapters", f"hold {total} relevés (one leg counts double); level {level} has at most {most}"
    for i, chapter in enumerate(video_class.chapters):
        if level == 1 and chapter.movement.one_leg and _counted(chapter):
            yield f"chapters[{i}].movement", "is a relevé on one leg, which level 1 has none of"


def _opening(video_class: ClassContent) -> Iterator[Finding]:
    if video_class.leg_load < 1:
        return
    moving = takewhile(lambda chapter: chapter.movement.moving, video_class.chapters)
    moved_s = sum(chapter.danced_s for chapter in moving)
    if moved_s < MOVING_S:
        yield (
            "chapters",
            f"open with {moved_s:.0f} s of moving; with load 1 or more they open with {MOVING_S} s",
        )


def _order(video_class: ClassContent) -> Iterator[Finding]:
    plies = rises = 0
    danced_s = 0.0
    for i, chapter in enumerate(video_class.chapters):
        counts_as = chapter.movement.counts_as
        if counts_as == "releve" and not rises and plies < PLIES_FIRST:
            yield f"chapters[{i}]", f"is the first relevé after {plies} pliés; {PLIES_FIRST} come before it"
        if counts_as == "jump":
            yield from _before_a_jump(i, danced_s, plies, rises)
        plies += chapter.danced if counts_as == "plie" else 0
        rises += chapter.danced if counts_as == "releve" else 0
        danced_s += chapter.danced_s


def _before_a_jump(i: int, danced_s: float, plies: int, rises: int) -> Iterator[Finding]:
    if danced_s < BEFORE_JUMPS_S or plies < PLIES_BEFORE_JUMPS or rises < RELEVES_BEFORE_JUMPS:
        so_far = f"{danced_s:.0f} s, {plies} pliés and {rises} relevés"
        first = f"{BEFORE_JUMPS_S} s, {PLIES_BEFORE_JUMPS} pliés and {RELEVES_BEFORE_JUMPS} relevés"
        yield f"chapters[{i}]", f"jumps after {so_far}; before a jump come {first}"


def _words(video_class: ClassContent) -> Iterator[Finding]:
    new = {chapter.movement.say for chapter in video_class.chapters if chapter.movement.say}
    if video_class.level == 1 and len(new) > MOST_NEW_WORDS:
        yield "chapters", f"use {len(new)} French words; level 1 has at most {MOST_NEW_WORDS}"


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
    _order,
    _words,
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
