"""{{ notes|html_of:passage }}: a stretch of a text with its annotations; {{ notes|warning_of:passage }}: before it is copied."""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from measures.annotations.annotation import Annotations

register = template.Library()


class Stretch(Protocol):
    """Words of a text: a passage, a sentence, a piece of a line."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...


@register.filter
def html_of(notes: Annotations, stretch: Stretch) -> SafeString:
    return notes.html(stretch.text, stretch.start)


@register.filter
def warning_of(notes: Annotations, stretch: Stretch) -> str:
    return notes.warning(stretch.text, stretch.start)
