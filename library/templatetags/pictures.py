"""Addresses of drawn pictures, or nothing where one is not drawn: a page is never without its words."""

from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


def picture(path: str) -> str:
    if not (Path(settings.ASSETS_DIR) / path).is_file():
        return ""
    try:
        return static(path)
    except ValueError:  # drawn after the static files were collected
        return ""


@register.simple_tag
def poster_url(video_class) -> str:
    """`{% poster_url video_class as poster %}`"""
    return picture(f"posters/{video_class.slug}.webp")


@register.simple_tag
def still_url(movement_slug: str) -> str:
    """`{% still_url movement.slug as still %}`"""
    return picture(f"figure/stills/{movement_slug}.webp") if movement_slug else ""


@register.simple_tag
def figure_tables_url() -> str:
    """Where <ballet-figure> finds its movements."""
    return picture("figure/movements.json")
