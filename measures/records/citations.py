"""What letters and plans cite. A number that stands alone is of the document whose title stands with it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from kejiting.text.fold import fold
from kejiting.text.spans import Span
from measures.extraction.citations import ParsedCitation, cited_in, short_key
from measures.models import Citation, Plan, PlanItem
from measures.records.ledger_texts import LedgerText
from proposals.models import Part, Passage, ReplyLetter

# What folding leaves out makes the printed title the longer one
_LONGEST_PRINTED = 150


def refresh_citations(text: LedgerText) -> None:
    numbers = _take_off(**text.owner)
    proposals = {fold(piece.span.of(text.text)) for piece in text.pieces if _is_proposal(piece)}
    fresh = [_row(text, read, proposals) for read in cited_in(text.text, [piece.span for piece in text.pieces])]
    Citation.objects.bulk_create(fresh)
    _settle_numbers(numbers.union(row.number_key for row in fresh if row.number_key))


def forget_citations(owner: ReplyLetter | Plan) -> None:
    """To be called before a letter or a plan is deleted: its titles no longer stand for numbers cited elsewhere."""
    column = "letter" if isinstance(owner, ReplyLetter) else "plan"
    _settle_numbers(_take_off(**{column: owner}))


def settle_citations(owner: ReplyLetter | Plan) -> None:
    """To be called when a letter or a plan went into the wastebasket or came out: its titles stand for numbers no more, or again."""
    column = "letter" if isinstance(owner, ReplyLetter) else "plan"
    _settle_numbers(_numbers(Citation.objects.filter(**{column: owner})))


def _take_off(**owner: ReplyLetter | Plan) -> set[str]:
    """Delete the citations of a letter or a plan; the numbers that stood in them."""
    held = Citation.objects.filter(**owner)
    numbers = _numbers(held)
    held.delete()
    return numbers


def _numbers(citations: QuerySet[Citation]) -> set[str]:
    return set(filter(None, citations.order_by().values_list("number_key", flat=True)))


def _settle_numbers(numbers: Iterable[str]) -> None:
    """A number alone is of the title that stands with it most often; where none does, of itself."""
    for number in sorted(numbers):
        named = Citation.objects.in_use().filter(number_key=number)
        titles = named.filter(title__isnull=False).order_by().values("key").annotate(times=Count("pk"))
        title = titles.order_by("-times", "key").first()
        named.filter(title__isnull=True).update(document=title["key"] if title else number)


def _row(text: LedgerText, read: ParsedCitation, proposals: set[str]) -> Citation:
    title, number = (_words(text.text, span) for span in (read.title, read.number))
    key = short_key(read.key)
    return Citation(
        start=read.span.start,
        end=read.span.end,
        title=title[:_LONGEST_PRINTED] if title else None,
        number=number[:60] if number else None,
        folded=fold(" ".join(filter(None, (title, number))))[:220],
        key=key,
        number_key=short_key(read.number_key) if read.number_key else None,
        document=key,
        is_proposal=bool(title) and fold(title or "") in proposals,
        **text.columns(_piece_of(text, read)),
    )


def _piece_of(text: LedgerText, read: ParsedCitation) -> Passage | PlanItem | None:
    """What the citation stands in; a proposal's title stands inside the marks."""
    begin = read.title.start if read.title else read.span.start
    return next((piece for piece in text.pieces if piece.start <= begin < piece.end), None)


def _is_proposal(piece: object) -> bool:
    return isinstance(piece, Passage) and piece.part == Part.PROPOSAL


def _words(text: str, span: Span | None) -> str | None:
    """On one line."""
    return "".join(span.of(text).split()) if span else None
