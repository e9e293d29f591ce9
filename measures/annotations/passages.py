"""The annotations of what a page shows: a letter, a plan, or passages of any letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kejiting.text.markup import Layer
from kejiting.text.spans import Span
from measures.annotations.annotation import NO_ANNOTATIONS, Annotation, Annotations
from measures.annotations.ledgers import figure_annotations, promise_annotations, reference_annotations
from measures.models import Commitment, Figure, Plan
from proposals.models import Passage, ReplyLetter


def annotate_letter(letter: ReplyLetter, passages: Sequence[Passage]) -> Annotations:
    """By the letter's text, of which these are all the passages."""
    starts = {passage.pk: passage.start for passage in passages}
    inside = [*figure_annotations(starts.keys()), *promise_annotations(starts.keys())]
    placed = [_shifted(annotation, starts[passage]) for passage, annotation in inside]
    return Annotations([*placed, *(annotation for *_, annotation in reference_annotations("letter", [letter.pk]))])


def annotate_plan(plan: Plan) -> Annotations:
    return Annotations(annotation for *_, annotation in reference_annotations("plan", [plan.pk]))


def annotate_passages(
    passages: Iterable[int],
    *,
    links: bool = True,
    promises: bool = True,
    but: str = "",
    marked: Mapping[int, Layer] | None = None,
) -> AnnotatedPieces:
    """By the text of each passage; `links`: with topics and documents, without those that lead to the address `but`.

    `marked` is what is marked of each: no topic or document there, as those words lead to their place.
    """
    pks = set(passages)
    found = defaultdict[int, list[Annotation]](list)
    for passage, annotation in (*figure_annotations(pks), *(promise_annotations(pks) if promises else ())):
        found[passage].append(annotation)
    if links:
        for passage, annotation in _within_pieces(reference_annotations("passage", pks), but):
            if not marked or not any(annotation.span.overlaps(tag.span) for tag in marked[passage]):
                found[passage].append(annotation)
    return _annotated(pks, found)


def annotate_figures(rows: Iterable[Figure | Commitment]) -> AnnotatedPieces:
    """By the text of each row's passage, what is known of the figures there: rows of several lists in one go."""
    return annotate_passages((one.passage_id for one in rows if one.passage_id), links=False, promises=False)


def annotate_items(items: Iterable[int], *, but: str) -> AnnotatedPieces:
    """By the text of each item of a plan, without what leads to the address `but`."""
    pks = set(items)
    found = defaultdict[int, list[Annotation]](list)
    for item, annotation in _within_pieces(reference_annotations("item", pks), but):
        found[item].append(annotation)
    return _annotated(pks, found)


AnnotatedPieces = dict[int, Annotations]


def _within_pieces(references: Iterable[tuple[int, int, Annotation]], but: str) -> Iterator[tuple[int, Annotation]]:
    for piece, start, annotation in references:
        if annotation.address != but and annotation.span.end > start:
            yield piece, _shifted(annotation, -start)


def _annotated(pieces: Iterable[int], found: Mapping[int, list[Annotation]]) -> AnnotatedPieces:
    return {piece: Annotations(found[piece]) if piece in found else NO_ANNOTATIONS for piece in pieces}


def _shifted(annotation: Annotation, by: int) -> Annotation:
    """A title may begin before its passage."""
    span = annotation.span
    return replace(annotation, span=Span(max(0, span.start + by), span.end + by))
