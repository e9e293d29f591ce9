"""Annotations of a text by span, and the text drawn with them: none of its characters is ever changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString

from kejiting.search import Snippet
from kejiting.text.markup import Layer, Tag, apart, cut, markup, within
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
        by_span: dict[Span, list[Annotation]] = defaultdict(list)
        self.promised: dict[str, str] = {}
        promised: dict[Span, str] = {}
        for one in sorted(annotations, key=lambda one: one.rank):
            if one.kind == AnnotationKind.PROMISE:
                self.promised.setdefault(one.label, one.address)
                promised.setdefault(one.span, f'<span class="note-promise" title="{escape(one.label)}">')
            else:
                by_span[one.span].append(one)
        self._links = [Tag(span, _opening(by_span[span]), "</a>") for span in apart(by_span)]
        self._promises = [Tag(span, promised[span], "</span>") for span in apart(promised)]
        self._warned = [(span, labels) for span in sorted(by_span) if (labels := _warnings(by_span[span]))]

    def html(self, words: str, start: int = 0, href: str = "") -> SafeString:
        """The words that begin at `start` of the text; what is no link of its own leads to `href`, if there is one."""
        whole = Span(0, len(words))
        return SafeString(markup(words, whole, *self._layers(whole.shifted(start), whole, href)))

    def excerpt(self, excerpt: Snippet, start: int = 0, href: str = "") -> SafeString:
        """The same of an excerpt of such words, with what is marked there."""
        stretch = Span(0, len(excerpt.text)).shifted(start)
        return SafeString(excerpt.html(*self._layers(stretch, excerpt.window, href)))

    def warning(self, words: str, start: int = 0) -> str:
        """其中9942万元请核口径，有更新的数据：…: what to know before the words are copied; empty if there is nothing."""
        if not self._warned:
            return ""
        warned: dict[str, dict[str, None]] = {}
        for span, labels in self._warned[bisect_left(self._warned, start, key=lambda row: row[0].start) :]:
            if span.start >= start + len(words):
                break
            figure = "".join(words[span.start - start : span.end - start].split())
            warned.setdefault(figure, {}).update(labels)
        said = "；".join(f"{figure}{'，'.join(labels)}" for figure, labels in warned.items())
        return said and f"其中{said}"

    def _layers(self, stretch: Span, shown: Span, href: str) -> tuple[Layer, Layer]:
        """Of a stretch of the text, of which only a part is shown; the spans are counted from where it begins."""
        links = cut(self._links, stretch)
        return (list(_filled(within(links, shown), shown, href)) if href else links, cut(self._promises, stretch))


def _warnings(annotations: Iterable[Annotation]) -> dict[str, None]:
    return {one.label: None for one in annotations if one.kind in _WARNINGS}


def _opening(annotations: Sequence[Annotation]) -> str:
    first, label = annotations[0], "；".join(dict.fromkeys(one.label for one in annotations))
    return f'<a class="note note-{first.kind}" href="{escape(first.address)}" title="{escape(label)}">'


def _filled(links: Layer, shown: Span, href: str) -> Iterator[Tag]:
    """With what stands between the links as links, of which the keyboard stops at the first."""
    at, more = shown.start, ""
    for link in (*links, Tag(Span(shown.end, shown.end), "", "")):
        if at < link.span.start:
            yield Tag(Span(at, link.span.start), f'<a href="{escape(href)}"{more}>', "</a>")
            more = ' tabindex="-1"'
        if link.opening:
            yield link
        at = link.span.end


NO_ANNOTATIONS = Annotations(())
