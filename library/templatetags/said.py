"""Sentences of the planner and the importers, in the language of the page: {{ place.why|told }}."""

from django import template

from library.actions import told as of_tables

register = template.Library()


@register.filter
def told(sentences):
    """Of a list, each."""
    if isinstance(sentences, list | tuple):
        return [of_tables.told(each) for each in sentences]
    return of_tables.told(str(sentences or ""))
