"""Cited documents with how often and by whom they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from kejiting.text.fold import fold
from measures.citations.links import document_address
from measures.models import Citation
from proposals.citation import cite
from proposals.models import ReplyLetter


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """How many published letters and how many plans cite a document, and in how many places.

    `title` and `number` are as printed; `newest` cites the letter that came last.
    """

    key: str
    title: str | None
    number: str | None
    letters: int
    plans: int
    times: int
    newest: str | None

    @property
    def name(self) -> str:
        return f"《{self.title}》" if self.title else self.number or ""

    @property
    def address(self) -> str:
        return document_address(self.key)


def shown_citations(letters: QuerySet[ReplyLetter], as_of: date | None = None) -> QuerySet[Citation]:
    """Those in the letters and in plans."""
    by_then = {"written_on__lte": as_of} if as_of else {}
    plans = Q(plan__isnull=False) & (Q(plan__issued_on__lte=as_of) if as_of else Q())
    return Citation.objects.filter(Q(letter__in=letters.order_by().filter(**by_then).values("pk")) | plans).order_by()


def cited_documents(asked: str = "", as_of: date | None = None) -> QuerySet[Citation, Any]:
    """A group a document, those that most letters cite first."""
    return (
        of_documents(shown_citations(ReplyLetter.objects.published(), as_of), asked)
        .values("document")
        .annotate(
            letters=Count("letter", distinct=True),
            plans=Count("plan", distinct=True),
            times=Count("pk"),
            newest=Max("letter"),
        )
        .order_by("-letters", "-times", "document")
    )


def of_documents(citations: QuerySet[Citation], asked: str) -> QuerySet[Citation]:
    """Those of documents whose titles or numbers hold all the words; the proposals that letters answer are none."""
    for word in filter(None, map(fold, asked.split())):
        citations = citations.filter(document__in=Citation.objects.filter(folded__contains=word).values("document"))
    return citations.filter(is_proposal=False)


def document_rows(groups: Iterable[Mapping[str, Any]]) -> list[DocumentRow]:
    """Two queries, for some groups of `cited_documents`."""
    held = list(groups)
    named = names_of([group["document"] for group in held])
    letters = ReplyLetter.objects.only("title", "doc_number", "written_on").in_bulk(
        {group["newest"] for group in held if group["newest"]}
    )
    return [
        DocumentRow(
            group["document"],
            *named.get(group["document"], (None, None)),
            letters=group["letters"],
            plans=group["plans"],
            times=group["times"],
            newest=cite(letters[group["newest"]]) if group["newest"] in letters else None,
        )
        for group in held
    ]


def names_of(documents: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Title and number of each, as printed; of several wordings of one key the last in order."""
    named = Citation.objects.filter(document__in=documents).order_by().values("document")
    return {
        group["document"]: (group["printed_title"], group["printed_number"])
        for group in named.annotate(printed_title=Max("title"), printed_number=Max("number"))
    }
