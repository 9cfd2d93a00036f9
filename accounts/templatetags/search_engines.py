"""What search engines and people who share an address read of a page: `{% load search_engines %}`."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()
# None of these may stand in a script as itself: it could end it, or begin a comment.
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("_shared.html", takes_context=True)
def shared(context, title, description, image="", kind="website"):
    """Canonical address and Open Graph of a public page. `image`: its address on this site."""
    request = context["request"]
    return {
        "title": title,
        "description": description,
        "kind": kind,
        "address": request.build_absolute_uri(request.path),
        "image": request.build_absolute_uri(image) if image else "",
    }


@register.simple_tag
def structured(data):
    """Facts as JSON-LD: a block of data, which no browser runs, so the policy against scripts lets it be."""
    if not data:
        return ""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped
