"""The week's minutes by benefit, beside the shares the runner aims at."""

from collections.abc import Mapping
from dataclasses import dataclass

from library.models import Benefit
from plans.actions.tuning import shares_in_use
from plans.actions.week import WeekShown

WELL_BEHIND = 10  # hundredths of the week


@dataclass(frozen=True)
class ShareShown:
    """One benefit: minutes done and to come, their part of the week and the part aimed at, in percent.

    `done_at`, `to_come_at` and `target_at` are lengths on a bar of 100.
    """

    benefit: str
    label: str
    done: int
    to_come: int
    share: int
    target: int
    done_at: float
    to_come_at: float
    target_at: float


def shares_shown(week: WeekShown) -> list[ShareShown]:
    """The five benefits. An empty week shows what is aimed at."""
    return shares_of(week.minutes_by_benefit, minutes_to_come(week), shares_in_use(week.settings))


def shares_of(
    done: Mapping[str, int], to_come: Mapping[str, int], targets: Mapping[str, int]
) -> list[ShareShown]:
    """Minutes by benefit, and the parts aimed at in percent."""
    total = sum(done.values()) + sum(to_come.values())
    parts = {b: 100 * (done[b] + to_come[b]) / total if total else 0 for b in Benefit.values}
    longest = max([*parts.values(), *targets.values(), 1])
    return [
        ShareShown(
            benefit=benefit.value,
            label=str(benefit.label),
            done=done[benefit],
            to_come=to_come[benefit],
            share=round(parts[benefit]),
            target=targets[benefit],
            done_at=100 * (100 * done[benefit] / total if total else 0) / longest,
            to_come_at=100 * (100 * to_come[benefit] / total if total else 0) / longest,
            target_at=100 * targets[benefit] / longest,
        )
        for benefit in Benefit
    ]


def minutes_to_come(week: WeekShown) -> dict[str, int]:
    """Of the classes that wait, by main benefit."""
    minutes = dict.fromkeys(Benefit.values, 0)
    for place in week.to_come:
        for benefit in place.video_class.benefits[:1]:
            minutes[benefit] += place.video_class.minutes
    return minutes


def lacking(shares: list[ShareShown]) -> ShareShown | None:
    """The benefit that is furthest behind what is aimed at, where it is well behind."""
    behind = max(shares, key=lambda share: share.target - share.share)
    return behind if any(s.share for s in shares) and behind.target - behind.share >= WELL_BEHIND else None
