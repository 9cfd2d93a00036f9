"""What an export would bring, in words for the page that asks before it goes in."""

import datetime
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

COMES = {
    "runs": ngettext_lazy("%(n)d run", "%(n)d runs", "n"),
    "originals": ngettext_lazy("%(n)d activity file", "%(n)d activity files", "n"),
    "sessions": ngettext_lazy("%(n)d class danced", "%(n)d classes danced", "n"),
    "weeks": ngettext_lazy("%(n)d planned week", "%(n)d planned weeks", "n"),
    "planned_runs": ngettext_lazy("%(n)d planned run", "%(n)d planned runs", "n"),
    "races": ngettext_lazy("%(n)d race", "%(n)d races", "n"),
    "shoes": ngettext_lazy("%(n)d pair of shoes", "%(n)d pairs of shoes", "n"),
    "times_laid_aside": ngettext_lazy("%(n)d time laid aside", "%(n)d times laid aside", "n"),
    "pain_reports": ngettext_lazy("%(n)d word of what hurt", "%(n)d words of what hurt", "n"),
    "self_checks": ngettext_lazy("%(n)d self-check", "%(n)d self-checks", "n"),
    "viewings": ngettext_lazy(
        "%(n)d class you watched, saved or hid", "%(n)d classes you watched, saved or hid", "n"
    ),
    "calendars_followed": ngettext_lazy("%(n)d calendar followed", "%(n)d calendars followed", "n"),
    "calendar_addresses": ngettext_lazy(
        "%(n)d calendar for your phone, under a new address",
        "%(n)d calendars for your phone, under new addresses",
        "n",
    ),
    "day_comments": ngettext_lazy("%(n)d comment on your days", "%(n)d comments on your days", "n"),
}


GOES = {
    "planned_runs": COMES["planned_runs"],
    "viewings": COMES["viewings"],
    "collections_followed": ngettext_lazy("%(n)d collection followed", "%(n)d collections followed", "n"),
    "calendar_addresses": ngettext_lazy(
        "%(n)d calendar for your phone, whose address ends",
        "%(n)d calendars for your phone, whose addresses end",
        "n",
    ),
    "check_ins": ngettext_lazy(
        "%(n)d week you asked to be lighter or fuller", "%(n)d weeks you asked to be lighter or fuller", "n"
    ),
    "weekly_mail": gettext_lazy("When the weekly mail comes"),
}


@dataclass(frozen=True)
class Shown:
    """`lines`: what comes. `left`: what cannot, and why. `goes`: what is here and gives way."""

    lines: list[str]
    goes: list[str]
    left: list[str]
    first: datetime.date | None
    last: datetime.date | None
    made_at: datetime.datetime


def shown_of(found: dict, gives_way: dict[str, int]) -> Shown:
    counts = found["counts"]
    lines = [line for line in _lines(counts, found["originals"]) if line]
    first, last = (found[name] and datetime.date.fromisoformat(found[name]) for name in ("first", "last"))
    goes = [sentence % {"n": n} for name, sentence in GOES.items() if (n := gives_way[name])]
    return Shown(lines, goes, _left(found), first, last, datetime.datetime.fromisoformat(found["made_at"]))


def _lines(counts: dict, originals: int) -> list[str]:
    numbers = {**counts, "originals": originals}
    said = [sentence % {"n": numbers[name]} for name, sentence in COMES.items() if numbers.get(name)]
    return [*said, _("Your preferences and the settings of your plan")]


def _left(found: dict) -> list[str]:
    """Where this site does not have a class, a session keeps what it was called and how long it took."""
    said = [damaged_files(found["damaged"])] if found.get("damaged") else []
    if found["unknown"]:
        names = ", ".join(one["title"] for one in found["unknown"][:10])
        said.append(
            _("This site has not got: %(names)s. What you danced of them stays, by name and minutes.")
            % {"names": names}
        )
    if places := found["left"].get("places"):
        sentence = ngettext(
            "%(n)s place in a week cannot stand without its class.",
            "%(n)s places in your weeks cannot stand without their classes.",
            places,
        )
        said.append(sentence % {"n": number_format(places, force_grouping=True)})
    others = sum(found["left"].values()) - (places or 0)
    if others:
        sentence = ngettext(
            "%(n)s thing saved of such a class or collection stays behind.",
            "%(n)s things saved of such classes or collections stay behind.",
            others,
        )
        said.append(sentence % {"n": number_format(others, force_grouping=True)})
    return said


def damaged_files(names: list[str]) -> str:
    said = ngettext(
        "%(names)s is damaged in this export, or larger than this site takes. What was read of it comes all"
        " the same, but not the file.",
        "%(names)s are damaged in this export, or larger than this site takes. What was read of them comes"
        " all the same, but not the files.",
        len(names),
    )
    return said % {"names": ", ".join(names)}
