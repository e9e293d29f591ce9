"""{{ links|html_of:passage }}: a stretch of a text with its citations as links."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from measures.citations.links import CitationLinks, Excerpt

register = template.Library()


@register.filter
def html_of(links: CitationLinks, stretch: Excerpt) -> SafeString:
    return links.html(stretch)
