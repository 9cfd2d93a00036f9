"""Signs that not every language writes alike, for templates: {{ title }}{% colon %}{{ name }}."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def colon() -> str:
    """With its spaces; French keeps one before it, at which no line breaks."""
    return "\N{NO-BREAK SPACE}: " if get_language() == "fr" else ": "
