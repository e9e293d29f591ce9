"""The origin strip: each sentence as taken over, changed or new, with its source; of a draft, or of a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from kejiting.draft_checks import time_words
from kejiting.origins import NoIndexToAsk, origin_rows, origins_of
from kejiting.text.markup import Layer, Tag, apart, markup
from kejiting.text.spans import Span
from proposals.entry.permission import editors_only
from proposals.models import ReplyLetter
from proposals.parsing import ANSWER_PARTS

LABELS = {"taken": "沿用", "changed": "改动", "new": "新写"}


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """`here` has what was changed and words of time marked; `there` is the sentence of the source, if it differs."""

    number: int
    kind: str
    here: SafeString
    there: SafeString | None = None
    citation: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        return LABELS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class StripPart:
    """A piece of the bar: a sentence, as wide as it is long."""

    kind: str
    start: int
    width: int


def origin_context(text: str, rows: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    """What the page shows of the rows of `origin_rows`; None if the index could not be asked."""
    if rows is None:
        return {"sentences": None}
    strip: list[StripPart] = []
    at = 0
    for row in rows:
        width = row["end"] - row["start"]
        strip.append(StripPart(row["kind"], at, width))
        at += width
    lengths = {kind: sum(part.width for part in strip if part.kind == kind) for kind in LABELS}
    told = sum(lengths.values())
    return {
        "sentences": [_traced(text, number, row) for number, row in enumerate(rows, start=1)],
        "strip": strip,
        "strip_length": at,
        "counts": [
            {
                "kind": kind,
                "label": label,
                "count": sum(row["kind"] == kind for row in rows),
                "percent": round(100 * lengths[kind] / told) if told else 0,
            }
            for kind, label in LABELS.items()
        ],
    }


@editors_only
@require_safe
def letter_origins(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /letters/1/origins/: what a letter took over from letters of earlier days."""
    letter = get_object_or_404(ReplyLetter, pk=pk)
    text = letter.public_text
    answers = letter.passages.filter(part__in=ANSWER_PARTS)
    spans = sorted({passage.span for passage in answers})
    try:
        rows = origin_rows(text, spans, origins_of(text, spans, but=[letter.pk], before=letter.written_on))
    except NoIndexToAsk:
        rows = None
    return render(request, "draft_pages/letter_origins.html", {"letter": letter, **origin_context(text, rows)})


def _traced(text: str, number: int, row: Mapping[str, Any]) -> TracedSentence:
    here = Span(row["start"], row["end"])
    if row["kind"] not in {"taken", "changed"}:
        return TracedSentence(number, row["kind"], _marked(text, here))
    changed = [Span(*change[:2]) for change in row["changes"]]
    words = time_words(text, here)
    times = [word for word in apart(words) if not any(word.overlaps(change) for change in changed)]
    former = [Span(*change[2:]) for change in row["changes"]]
    return TracedSentence(
        number,
        row["kind"],
        _marked(text, here, _layer(changed, "ins"), _layer(times, "mark")),
        _marked(row["words"], Span(0, len(row["words"])), _layer(former, "del")) if former else None,
        row["citation"],
        row["url"],
    )


def _layer(spans: Sequence[Span], tag: str) -> Layer:
    return [Tag(span, f"<{tag}>", f"</{tag}>") for span in spans if span.start < span.end]


def _marked(text: str, window: Span, *layers: Layer) -> SafeString:
    return mark_safe(markup(text, window, *layers))  # noqa: S308 - escaped there
