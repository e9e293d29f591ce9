"""Jinja2, Django's second engine of templates, for the pieces of HTML that a page has dozens of: `*.jinja`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.files.storage import Storage, storages
from django.forms import renderers
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from kejiting.web.addresses import page_address
from kejiting.web.people import person_name

register = template.Library()


def environment(**options: Any) -> Environment:
    """Make the environment of the settings: tags leave no lines; `querystring`, `static` and `url` do what Django's tags do."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django sets autoescape in options
    made.globals |= {"querystring": _querystring, "static": _static, "url": page_address}
    made.filters["person_name"] = person_name
    return made


@register.simple_tag(takes_context=True)
def jinja(context: template.Context, name: str) -> SafeString:
    """{% jinja "search_pages/_results.jinja" %}: fill in a piece with all that its page knows, escaped by Jinja2."""
    known: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    return SafeString(render_to_string(name, known, using="jinja2"))


class FormRenderer(renderers.DjangoTemplates):
    """Fields by Django's templates for Jinja2; what has none there, as the admin's own widgets, by the others."""

    _quick = renderers.Jinja2()

    def get_template(self, template_name: str) -> Any:
        try:
            return self._quick.get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)


@pass_context
def _querystring(context: Context, **changes: object) -> str:
    """As Django's tag, which copies the parameters anew for each of a page's dozen links."""
    asked = dict(context["request"].GET.lists()) | changes
    return "?" + urlencode({name: value for name, value in asked.items() if value is not None}, doseq=True)


def _static(name: str) -> str:
    return _file_address(storages["staticfiles"], name)


@lru_cache  # of a process: the storage reads but once which file has which name, too
def _file_address(files: Storage, name: str) -> str:
    return files.url(name)
