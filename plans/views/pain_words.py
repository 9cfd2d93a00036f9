"""What is said of a place that hurts: what it holds back, and when to ask a professional."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily
from django.utils.translation import pgettext_lazy

from balletfusion.days import date_format
from library.models import BodySite
from plans.actions.pain_gates import gate_on, holds_until

SEVERAL = (BodySite.HIP, BodySite.SHOULDERS)  # “are”
# Each site as it stands within a sentence, alone and as yours: other languages have genders, and capitals
# of their own.
SPOTS = {
    BodySite.FOOT: pgettext_lazy("body", "foot"),
    BodySite.ANKLE: pgettext_lazy("body", "ankle"),
    BodySite.ACHILLES: pgettext_lazy("body", "Achilles"),
    BodySite.CALF: pgettext_lazy("body", "calf"),
    BodySite.SHIN: pgettext_lazy("body", "shin"),
    BodySite.KNEE: pgettext_lazy("body", "knee"),
    BodySite.QUADS: pgettext_lazy("body", "front of the thigh"),
    BodySite.HAMSTRING: pgettext_lazy("body", "hamstring"),
    BodySite.HIP_FLEXOR: pgettext_lazy("body", "hip flexor"),
    BodySite.GROIN: pgettext_lazy("body", "groin"),
    BodySite.HIP: pgettext_lazy("body", "hip and glutes"),
    BodySite.BACK: pgettext_lazy("body", "back"),
    BodySite.SHOULDERS: pgettext_lazy("body", "shoulders and neck"),
}
YOURS = {
    BodySite.FOOT: lazily("your foot"),
    BodySite.ANKLE: lazily("your ankle"),
    BodySite.ACHILLES: lazily("your Achilles"),
    BodySite.CALF: lazily("your calf"),
    BodySite.SHIN: lazily("your shin"),
    BodySite.KNEE: lazily("your knee"),
    BodySite.QUADS: lazily("the front of your thigh"),
    BodySite.HAMSTRING: lazily("your hamstring"),
    BodySite.HIP_FLEXOR: lazily("your hip flexor"),
    BodySite.GROIN: lazily("your groin"),
    BodySite.HIP: lazily("your hip and glutes"),
    BodySite.BACK: lazily("your back"),
    BodySite.SHOULDERS: lazily("your shoulders and neck"),
}
BADGES = {  # the words, the badge and its shape: nothing depends on colour alone
    "go": (lazily("Green"), "done", "success"),
    "sore": (lazily("Sore for a day"), "info", "clock"),
    "amber": (lazily("Amber"), "careful", "careful"),
    "red": (lazily("Red"), "error", "error"),
}
ON_BONE = lazily(
    "Pain on one spot of bone, at night, or growing as you go: stop running and jumping, and do not "
    "hop to test it."
)
WATCH = {
    BodySite.FOOT: ON_BONE,
    BodySite.SHIN: ON_BONE,
    BodySite.HIP: lazily("If the hip hurts when you stand on it, go today."),
    BodySite.GROIN: lazily("If the groin hurts when you stand on that leg, go today."),
    BodySite.HIP_FLEXOR: lazily("If the hip or groin hurts when you stand on that leg, go today."),
    BodySite.CALF: lazily("A hot, swollen calf, or a pop in it, needs emergency help now."),
    BodySite.ACHILLES: lazily("A pop in the calf, or a hot, swollen one, needs emergency help now."),
    BodySite.BACK: lazily("Numbness between the legs needs emergency help now."),
}


def spot(site: str) -> str:
    """The name of the site as it stands within a sentence."""
    return str(SPOTS[BodySite(site)])


def spots(sites) -> str:
    """“calf, shin and back”."""
    return _listed([spot(site) for site in sites])


def yours(*sites: str) -> str:
    """“your calf”, “your calf and your shin”."""
    return _listed([str(YOURS[BodySite(site)]) for site in sites])


def _listed(names: list[str]) -> str:
    return _(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def how_is(site: str) -> str:
    """“How is your calf?”"""
    several = site in SEVERAL
    return (_("How are %(yours)s?") if several else _("How is %(yours)s?")) % {"yours": yours(site)}


def holds_back(report, today) -> str:
    """What the plan leaves out for it on this day, in plain words."""
    said = {"yours": yours(report.site)}
    gate = gate_on(report, today)
    if gate == "red":
        return _("No jumps, and nothing that loads %(yours)s at all.") % said
    if gate == "amber":
        return _("No jumps, and nothing that loads %(yours)s hard.") % said
    if gate == "sore":
        until = {**said, "day": date_format(holds_until(report), "l")}
        return _("Up to and with %(day)s nothing that loads %(yours)s hard.") % until
    return _("Nothing is held back for it.")


def see_professional(site: str) -> list[str]:
    """Calm, and no diagnosis: whom to ask and when, and what of this place should not wait."""
    first = _(
        "Please let a doctor or physio look at %(yours)s this week. Until you tell us it is better, your "
        "plan leaves it alone."
    ) % {"yours": yours(site)}
    return [first, str(WATCH[site])] if site in WATCH else [first]
