"""Texts of the library in the reader's language: `{% load translated %}`."""

from django import template

from library.actions import translated as texts

register = template.Library()


@register.filter
def translated(text):
    """As it is read in the reader's language, or as it was written."""
    return texts.translated(text)
