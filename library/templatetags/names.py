"""Names of movements as readers and voices ought to say them: `{% load names %}`."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from library.actions.translated import FRENCH, language
from library.content.french import parts_of, said

register = template.Library()


@register.filter
def in_french(name):
    """The name with its French words marked as French, where the page around them is not."""
    if language() == FRENCH:
        return conditional_escape(name)
    parts = (
        format_html('<span lang="fr">{}</span>', text) if french else conditional_escape(text)
        for text, french in parts_of(str(name))
    )
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.filter
def french_said(name):
    """What a French voice says of the name; nothing for readers of French, who can say it."""
    return "" if language() == FRENCH else said(str(name))


@register.filter
def spelt_out(say):
    """How a name is said, in English letters; nothing for readers of French."""
    return "" if language() == FRENCH else say
