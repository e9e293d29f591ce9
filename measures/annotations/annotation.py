"""Annotations of a text by span, and the text drawn with them: none of its characters is ever changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString

from kejiting.search import Snippet
from kejiting.text.markup import Layer, Tag, apart, cut, markup
from kejiting.text.spans import Span


class AnnotationKind(StrEnum):
    """The weightiest first."""

    CHECK = "check"
    NEWER = "newer"
    TARGET = "target"
    DOCUMENT = "document"
    TOPIC = "topic"
    PROMISE = "promise"


_WEIGHT = {kind: place for place, kind in enumerate(AnnotationKind)}
_WARNINGS = (AnnotationKind.CHECK, AnnotationKind.NEWER)


@dataclass(frozen=True, slots=True)
class Annotation:
    """`label`, in Chinese, is what a ledger knows of the span, `address` where it says more."""

    span: Span
    kind: AnnotationKind
    label: str
    address: str

    @property
    def rank(self) -> tuple[int, int, int]:
        return (_WEIGHT[self.kind], self.span.start - self.span.end, self.span.start)


class Annotations:
    """Those of a text; promises are marked, all else is a link.

    Of links that overlap the weightiest has the place, of one kind the longest; those of one span are one link, which
    says all and leads where the weightiest does. `promised` has what is known of promises, with the first of each.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._by_span: dict[Span, list[Annotation]] = defaultdict(list)
        self.promised: dict[str, str] = {}
        promised: dict[Span, str] = {}
        for one in sorted(annotations, key=lambda one: one.rank):
            if one.kind == AnnotationKind.PROMISE:
                self.promised.setdefault(one.label, one.address)
                promised.setdefault(one.span, f'<span class="note-promise" title="{escape(one.label)}">')
            else:
                self._by_span[one.span].append(one)
        self._links = [Tag(span, _opening(self._by_span[span]), "</a>") for span in apart(self._by_span)]
        self._promises = [Tag(span, promised[span], "</span>") for span in apart(promised)]

    def html(self, words: str, start: int = 0, href: str = "") -> SafeString:
        """The words that begin at `start` of the text; what is no link of its own leads to `href`, if there is one."""
        window = Span(start, start + len(words))
        return SafeString(markup(words, Span(0, len(words)), *self._layers(window, href)))

    def excerpt(self, excerpt: Snippet, href: str = "") -> SafeString:
        """The same of a piece of the text that begins where it does, with what is marked there."""
        return SafeString(excerpt.html(*self._layers(Span(0, len(excerpt.text)), href)))

    def warning(self, words: str, start: int = 0) -> str:
        """其中9942万元请核口径，有更新的数据：…: what to know before the words are copied; empty if there is nothing."""
        window = Span(start, start + len(words))
        warned: dict[str, dict[str, None]] = {}
        for span in sorted(self._by_span):
            labels = [one.label for one in self._by_span[span] if one.kind in _WARNINGS]
            if labels and window.start <= span.start and span.end <= window.end:
                figure = "".join(words[span.start - start : span.end - start].split())
                warned.setdefault(figure, {}).update(dict.fromkeys(labels))
        said = "；".join(f"{figure}{'，'.join(labels)}" for figure, labels in warned.items())
        return said and f"其中{said}"

    def _layers(self, window: Span, href: str) -> tuple[Layer, Layer]:
        links = cut(self._links, window)
        return (list(_filled(links, window.end - window.start, href)) if href else links, cut(self._promises, window))


def _opening(annotations: Sequence[Annotation]) -> str:
    first, label = annotations[0], "；".join(dict.fromkeys(one.label for one in annotations))
    return f'<a class="note note-{first.kind}" href="{escape(first.address)}" title="{escape(label)}">'


def _filled(links: Layer, length: int, href: str) -> Iterator[Tag]:
    """With what stands between the links as links, of which the keyboard stops at the first."""
    at, more = 0, ""
    for link in (*links, Tag(Span(length, length), "", "")):
        if at < link.span.start:
            yield Tag(Span(at, link.span.start), f'<a href="{escape(href)}"{more}>', "</a>")
            more = ' tabindex="-1"'
        yield link
        at = link.span.end


NO_ANNOTATIONS = Annotations(())
