"""Jinja2, Django's second engine of templates, for the pieces of HTML that a page has dozens of: `*.jinja`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import querystring
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

register = template.Library()


def environment(**options: Any) -> Environment:
    """Make the environment of the settings: tags leave no lines, and `querystring` is Django's tag of that name."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django sets autoescape in options
    made.globals["querystring"] = _querystring
    return made


@register.simple_tag(takes_context=True)
def jinja(context: template.Context, name: str) -> SafeString:
    """{% jinja "search_pages/_results.jinja" %}: fill in a piece with all that its page knows, escaped by Jinja2."""
    known: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    return SafeString(render_to_string(name, known, using="jinja2"))


@pass_context
def _querystring(context: Context, **changes: object) -> str:
    return querystring(template.Context(), context["request"].GET, **changes)
