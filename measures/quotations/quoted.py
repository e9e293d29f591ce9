"""Passages of letters and items of plans as pages quote them: with the places that are marked, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import F, QuerySet
from django.utils.safestring import SafeString

from kejiting.search import cut_snippet
from kejiting.text.spans import Span
from measures.annotations.annotation import NO_ANNOTATIONS, Annotations
from measures.annotations.passages import AnnotatedPieces, annotate_items, annotate_passages
from measures.models import Plan, PlanItem, TextReference
from measures.models.querysets import PUBLIC_TEXT
from proposals.citation import cite
from proposals.models import Passage, ReplyLetter

_WIDTH = 240

Row = TypeVar("Row", bound=TextReference)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage or an item whole, or the line around a place that stands in none; `marks` are places within it.

    `part` is that of the passage, empty for others; `label` its name, or the number of a plan's item. `piece` is the id
    of a passage or an item that is quoted whole, `notes` what the ledgers know of it.
    """

    text: str
    marks: tuple[Span, ...]
    part: str
    label: str
    source: str
    address: str
    piece: int | None = None
    notes: Annotations = NO_ANNOTATIONS

    @property
    def marked(self) -> SafeString:
        return self.notes.excerpt(cut_snippet(self.text, self.marks, _WIDTH))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A letter or a plan with what is quoted of it, in the order of its text."""

    owner: ReplyLetter | Plan
    quotations: tuple[Quotation, ...]


def letters_with(rows: QuerySet[Row], letters: QuerySet[ReplyLetter]) -> QuerySet[ReplyLetter]:
    """Those of the letters in which some of the rows stand, the newest first.

    By a reckoned key: by the key itself SQLite would look up each letter, whose status stands behind its long text,
    and not the index that holds all that is asked.
    """
    held = rows.filter(letter__isnull=False).order_by().values("letter")
    wanted = letters.annotate(reckoned=F("pk") + 0).filter(reckoned__in=held)
    return wanted.order_by(F("written_on").desc(nulls_last=True), "-pk")


def quoted_letters(rows: QuerySet[Row], pks: Sequence[int], *, but: str) -> list[Quoted]:
    """In the order of the keys, with annotations but those that lead to the address `but`, the page's own."""
    letters = ReplyLetter.objects.heads("status", *PUBLIC_TEXT).in_bulk(pks)
    held: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows.filter(letter__in=pks).select_related("passage__recommendation").order_by("start", "pk"):
        held[row.letter_id].append(row)
    quoted = {pk: list(quotations(letters[pk], held[pk])) for pk in pks if pk in letters}
    notes = annotate_passages(_pieces(quoted), but=but)
    return [Quoted(letters[pk], _annotated(some, notes)) for pk, some in quoted.items()]


def quoted_plans(rows: QuerySet[Row], most: int, *, but: str) -> list[Quoted]:
    """The first `most` places in published plans, annotated as those of letters; a number of queries that does not grow."""
    held: dict[int | None, list[Row]] = defaultdict(list)
    published = Plan.objects.published().order_by().values("pk")
    for row in rows.filter(plan__in=published).select_related("item").order_by("plan_id", "start", "pk")[:most]:
        held[row.plan_id].append(row)
    plans = Plan.objects.defer("as_read_text").in_bulk([pk for pk in held if pk])
    quoted = {pk: list(quotations(plans[pk], held[pk])) for pk in plans}
    notes = annotate_items(_pieces(quoted), but=but)
    return [Quoted(plans[pk], _annotated(some, notes)) for pk, some in quoted.items()]


def _pieces(quoted: Mapping[int, Sequence[Quotation]]) -> set[int]:
    return {one.piece for some in quoted.values() for one in some if one.piece}


def _annotated(some: Sequence[Quotation], notes: AnnotatedPieces) -> tuple[Quotation, ...]:
    return tuple(replace(one, notes=notes.get(one.piece or 0, NO_ANNOTATIONS)) for one in some)


def quotations(owner: ReplyLetter | Plan, rows: Iterable[Row]) -> Iterable[Quotation]:
    """One for each passage, item or line; rows come in the order of the text, with passages and items joined."""
    text = owner.public_text
    marks: dict[Span, list[Span]] = defaultdict(list)
    firsts: dict[Span, Row] = {}
    for row in rows:
        around = _around(text, row)
        firsts.setdefault(around, row)
        marks[around].append(Span(max(row.start, around.start), min(row.end, around.end)).shifted(-around.start))
    for around, row in firsts.items():
        yield _quotation(owner, row, around.of(text), tuple(marks[around]))


def _quotation(owner: ReplyLetter | Plan, row: TextReference, text: str, marks: tuple[Span, ...]) -> Quotation:
    if isinstance(owner, ReplyLetter):
        passage = row.passage
        return Quotation(
            text,
            marks,
            part=passage.part if passage else "",
            label=passage.get_part_display() if passage else "正文",
            source=cite(owner, passage.recommendation if passage else None),
            address=passage.get_absolute_url() if passage else f"{owner.get_absolute_url()}#text",
            piece=_whole(passage, text),
        )
    item = row.item
    return Quotation(
        text,
        marks,
        part="plan",
        label=item.path if item and item.path else "正文",
        source=" ".join(filter(None, (f"《{owner}》", item.path if item else ""))),
        address=item.get_absolute_url() if item else owner.get_absolute_url(),
        piece=_whole(item, text),
    )


def _whole(piece: Passage | PlanItem | None, text: str) -> int | None:
    return piece.pk if piece and piece.end - piece.start == len(text) else None


def _around(text: str, row: TextReference) -> Span:
    """The passage or the item; without one the line. A title that begins before its passage still stands in it."""
    piece = row.passage or row.item
    if piece and row.start < piece.end and piece.start < row.end and not _is_inside_title(piece.span, row):
        return piece.span
    begin = text.rfind("\n", 0, row.start) + 1
    end = text.find("\n", row.end)
    return Span(begin, end if end >= 0 else len(text))


def _is_inside_title(piece: Span, row: TextReference) -> bool:
    return row.start < piece.start and piece.end < row.end
