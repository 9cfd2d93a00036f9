"""Names of movements as readers and voices ought to say them: `{% load names %}`."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from library.content.french import parts_of, said

register = template.Library()


@register.filter
def in_french(name):
    """The name with its French words marked as French."""
    parts = (
        format_html('<span lang="fr">{}</span>', text) if french else conditional_escape(text)
        for text, french in parts_of(str(name))
    )
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.filter
def french_said(name):
    """What a French voice says of the name."""
    return said(str(name))
