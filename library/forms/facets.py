"""The facets of the catalogue as a person meets them: names in the address, headings, options in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from library.actions.translated import translated
from library.actions.words import folded
from library.models import Benefit, BodySite, ClassKind, Kit, Level

Words = str | Promise
SHORTENED = 8  # a longer list of options leaves out those that would find nothing


@dataclass(frozen=True)
class Facet:
    """One way to narrow the catalogue. `said`: how a chosen option is named by itself."""

    name: str
    heading: Words
    options: Mapping[str, Words]
    said: Words = "%s"
    group: str = ""  # facets of one group stand under one heading
    own: bool = False  # only a runner has it

    def label(self, option: str) -> str:
        return str(self.said) % self.options[option]


LENGTHS = {
    "10": _("10 minutes or less"),
    "20": _("11–20 minutes"),
    "30": _("21–30 minutes"),
    "more": _("Over 30 minutes"),
}
LOADS = {
    "0": pgettext_lazy("leg load", "None"),
    "1": pgettext_lazy("leg load", "Light"),
    "2": _("Strength"),
    "3": _("Impact"),
}
ROOM, YOURS = _("Where you are"), _("Yours")
MAIN = ("benefit", "length")  # always in sight; the rest waits behind “More choices” on a phone

BEFORE = (
    Facet("benefit", _("What for"), dict(Benefit.choices)),
    Facet("length", _("How long"), LENGTHS),
    Facet("fits", YOURS, {"today": _("Fits today")}, group="yours", own=True),
    Facet("done", YOURS, {"no": _("Not yet tried"), "yes": _("Done before")}, group="yours", own=True),
    Facet("saved", YOURS, {"yes": _("Saved")}, group="yours", own=True),
    Facet("hidden", YOURS, {"yes": _("Not for me")}, group="yours", own=True),
    Facet("level", _("Level"), {str(value): label for value, label in Level.choices}),
    Facet("legs", _("Leg load"), LOADS, said=_("Leg load: %s")),
    Facet("kind", _("Kind"), dict(ClassKind.choices)),
    Facet("kit", _("What you need"), {"none": _("Nothing"), **dict(Kit.choices)}, said=_("Needs: %s")),
    Facet("quiet", ROOM, {"yes": _("Quiet")}, group="room"),
    Facet("small", ROOM, {"yes": _("In a small space")}, group="room"),
    Facet("site", _("What it works"), dict(BodySite.choices)),
)


def facets_for(
    movements: Mapping[str, str], teachers: Mapping[str, str], *, runner: bool
) -> tuple[Facet, ...]:
    """The facets in the order of the page: movements by slug, teachers by key, each with its name."""
    named = {slug: translated(name) for slug, name in movements.items()}
    by_name = dict(sorted(named.items(), key=lambda row: folded(row[1])))
    people = Facet("teacher", _("Teacher"), teachers)
    facets = (*BEFORE, Facet("movement", _("Movement"), by_name), people)
    return tuple(facet for facet in facets if facet.options and (runner or not facet.own))


OWN = frozenset(facet.name for facet in BEFORE if facet.own)
