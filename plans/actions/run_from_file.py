"""What a file says about an activity, as a row of the log."""

import datetime
import re
import zoneinfo

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from accounts.models import User
from balletfusion.days import date_format
from library.actions.translated import ENGLISH
from plans.actions.kind import Before, guess_kind
from plans.actions.laps import laps_to_keep
from plans.actions.recorded import recorded_of
from plans.importers import ParsedRun
from plans.models import Run

LATELY = datetime.timedelta(days=30)  # for what is long
QUICK_LATELY = datetime.timedelta(days=90)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # PostgreSQL refuses NUL, nobody needs the rest

SENTENCES = {
    "not_yet": "This run says it starts on {date}, which has not come yet. The watch’s clock was wrong.",
}
_OTHER_SPORTS = {
    "walking": _("This is a walk, so it stays out of your running log."),
    "hiking": _("This is a hike, so it stays out of your running log."),
    "cycling": _("This is a ride, so it stays out of your running log."),
    "swimming": _("This is a swim, so it stays out of your running log."),
    "strength": _("This is strength training, too short to keep."),
    "yoga": _("This is yoga, too short to keep."),
}
_LOOKS_LIKE_A_WALK = _(
    "The file does not say which sport it was. It looks like a walk, so it stays out of your running log."
)
_ANOTHER_SPORT = _("This is another sport, so it stays out of your running log.")


def why_no_run(parsed: ParsedRun) -> str:
    """The sentence for an activity that does not belong in the log of runs; empty for a run."""
    if _looks_like_a_walk(parsed):
        return _LOOKS_LIKE_A_WALK
    if not parsed.is_run:
        return _OTHER_SPORTS.get(parsed.sport, _ANOTHER_SPORT)
    if not was_recorded(parsed):
        return _("Nothing was recorded in this run.")
    return ""


def training_sentence(sport: str) -> str:
    """Strength and yoga have their place beside the classes."""
    if sport == "strength":
        return _("This is strength training. It stands beside your classes, without a class.")
    return _("This is yoga. It stands beside your classes, without a class.")


def may_be_a_run(parsed: ParsedRun) -> bool:
    """Whether only the runner can tell: a slow run and a walk look alike in a file that names no sport."""
    return _looks_like_a_walk(parsed) and was_recorded(parsed)


def _looks_like_a_walk(parsed: ParsedRun) -> bool:
    return parsed.sport == "walking" and any(notice.code == "sport_guessed" for notice in parsed.warnings)


def was_recorded(parsed: ParsedRun) -> bool:
    return bool(round(parsed.moving_s) or round(parsed.elapsed_s) or parsed.distance_m)


def why_not_yet(parsed: ParsedRun, now: datetime.datetime) -> str:
    """The sentence for a run from days to come, made by a watch whose clock was wrong; empty otherwise."""
    if parsed.started_at <= now + datetime.timedelta(days=1):
        return ""
    with override(ENGLISH):
        return SENTENCES["not_yet"].format(date=date_format(parsed.started_at, "j F Y"))


def run_of(parsed: ParsedRun, runner: User) -> Run:
    """A run not yet stored; its kind is a guess."""
    date, zone = local_date_and_zone(parsed, runner)
    duration_s = round(parsed.moving_s) or round(parsed.elapsed_s) or None
    run = Run(
        runner=runner,
        date=date,
        started_at=parsed.started_at,
        time_zone=zone,
        title=_plain(parsed.title, 120),
        duration_s=duration_s,
        elapsed_s=round(parsed.elapsed_s) or None,
        distance_m=parsed.distance_m or None,
        climb_m=parsed.climb_m,
        heart_rate_mean=parsed.heart_rate_mean,
        heart_rate_max=parsed.heart_rate_max,
        effort=None if parsed.rpe is None else min(10, max(0, round(parsed.rpe))),
        note=_plain(parsed.notes, 2000),
        device=_plain(parsed.device, 80),
        kind_is_guess=True,
        laps=laps_to_keep(parsed.laps),
    )
    run.kind = guess_kind(
        title=run.title,
        duration_s=duration_s or 0,
        laps=parsed.laps,
        distance_m=run.distance_m,
        track=parsed.track,
        **runs_before(run),
    )
    run.recorded = recorded_of(run)
    return run


def _plain(text: str, length: int) -> str:
    return _CONTROL.sub("", text).strip()[:length]


def runs_before(run: Run) -> dict[str, list]:
    """What the runs of the last weeks say about what is long and what is quick for this runner."""
    before = Run.objects.of(run.runner).between(run.date - QUICK_LATELY, run.date).exclude(duration_s=None)
    rows = list(before.values_list("date", "duration_s", "distance_m"))
    return {
        "lately_s": [seconds for date, seconds, _ in rows if date >= run.date - LATELY],
        "before": [Before(metres, seconds) for _, seconds, metres in rows if metres],
    }


def local_date_and_zone(parsed: ParsedRun, runner: User) -> tuple[datetime.date, str]:
    """The date on the runner's wrist: by the file's zone, else its offset, else the runner's own zone."""
    if zone := _zone(parsed.zone):
        return parsed.started_at.astimezone(zone).date(), zone.key
    at_home = parsed.started_at.astimezone(runner.zone)
    if parsed.local_date is None or at_home.utcoffset() == datetime.timedelta(
        seconds=parsed.utc_offset_s or 0
    ):
        return at_home.date(), runner.zone.key
    return parsed.local_date, _zone_of_offset(parsed.utc_offset_s or 0)


def _zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the database, "Europe"
        return None


def _zone_of_offset(offset_s: int) -> str:
    """ "Etc/GMT-2" is two hours east of Greenwich: the sign is turned. Nothing names a part of an hour."""
    hours, rest = divmod(offset_s, 3600)
    return "" if rest or not -12 <= hours <= 14 else f"Etc/GMT{-hours:+d}" if hours else "UTC"
