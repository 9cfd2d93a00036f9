"""Small marks the templates draw: `{% load fusion %}`."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

register = template.Library()

# The names on screen of the five benefits; their slugs are library.models.Benefit, which this app cannot see.
BENEFITS = {
    "flexibility": _("Flexibility"),
    "stabilisers": _("Stabilisers"),
    "posture": _("Posture"),
    "balance": _("Balance"),
    "injury-prevention": _("Even strength"),
}
LEG_LOADS = (_("no leg load"), _("light on the legs"), _("leg strength"), _("with impact"))


@register.simple_tag
def icon(name, label=""):
    """A drawing of img/icons.svg; silent to a reader unless it has a label."""
    return _drawing("icon", "img/icons.svg", name, str(label))


@register.simple_tag
def benefit_mark(slug, named=True, small=False):
    """The benefit's shape in its colour, with its name beside it or, unnamed, for readers only."""
    name = BENEFITS.get(slug, slug)
    shape = _drawing("mark__shape", "img/marks.svg", slug, "" if named else str(name))
    words = format_html('<span class="mark__name">{}</span>', name) if named else ""
    size = " mark--small" if small else ""
    return format_html('<span class="mark{}" data-benefit="{}">{}{}</span>', size, slug, shape, words)


@register.simple_tag
def leg_load(load):
    """Leg load 0–3 as three bars, and in words for readers."""
    load = min(3, max(0, int(load)))
    words = _("Leg load %(load)d of 3, %(words)s") % {"load": load, "words": LEG_LOADS[load]}
    bars = format_html('<use href="{}#load-{}"/>', static("img/icons.svg"), load)
    return format_html(
        '<svg class="load" viewBox="0 0 24 16" role="img" aria-label="{}">{}</svg>', words, bars
    )


@register.simple_tag
def still(movement):
    """The address of a movement's drawn still."""
    return static(f"figure/stills/{movement}.webp")


@register.simple_tag
def poster(slug, origin="drawn"):
    """The address of a class's poster: drawn, or a frame of its teacher's film; nothing where it has none."""
    if origin == "filmed":
        return f"/library/{slug}/poster.webp"
    try:
        return static(f"posters/{slug}.webp")
    except ValueError:  # not among the collected files
        return ""


@register.inclusion_tag("components/_figure.html")
def figure(movement, name="", load="lazy"):
    """A movement danced in its frame; without scripts, its still. A name given is read to readers."""
    return {"movement": movement, "name": name, "load": load}


@register.filter
def benefit_name(slug):
    return BENEFITS.get(slug, slug)


@register.filter(is_safe=True)
def sentence_case(words):
    """“Change Password” as we write it: “Change password”. For the headings and buttons of allauth."""
    first, *rest = str(words).strip().split(" ")
    return " ".join([first, *(word.lower() if word.istitle() else word for word in rest)])


@lru_cache(maxsize=1024)
def _drawing(css_class, sprite, name, label):
    """Kept, since a page draws some fifty of them and they never change while a process lives."""
    href = f"{static(sprite)}#{name}"
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}"><use href="{}"/></svg>',
            css_class,
            label,
            href,
        )
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}"/></svg>', css_class, href
    )
