"""The options of a facet, written here: eighty of them in a template cost more than the rest of the page."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from accounts.templatetags.fusion import benefit_mark

register = template.Library()
TICK = '<label class="facet__choice"><input type="checkbox" name="{}" value="{}"'


@register.simple_tag
def facet_options(options) -> str:
    """Ticks with their counts. What finds nothing cannot be ticked; a count not known yet comes later."""
    written = [_option(option) for option in options]
    return mark_safe(f'<div class="facet__choices">{"".join(written)}</div>')  # noqa: S308 - escaped in its parts


def _option(option: dict) -> str:
    name, count = option["name"], option["count"]
    before, after = _words(name, option["value"], str(option["label"]), get_language())
    state = " checked" if option.get("chosen") else " disabled" if count == 0 else ""
    if count is None:
        return f'{before}{state}{after}<span class="facet__count" id="count-{name}"></span></label>'
    return f'{before}{state}{after}<span class="facet__count">{count}</span></label>'


@lru_cache(maxsize=2048)
def _words(name: str, value: str, label: str, language: str) -> tuple[str, str]:
    """What stands before and after the state of the tick: the same on every page of a language."""
    said = benefit_mark(value, small=True) if name == "benefit" else format_html("<span>{}</span>", label)
    return format_html(TICK, name, value), f">{said}"
