"""Cited documents with how often and by whom they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from kejiting.text.fold import fold
from measures.extraction.citations import number_key, title_key
from measures.models import Citation, Plan, document_address
from measures.models.querysets import TextReferenceQuerySet
from proposals.citation import cite
from proposals.models import ReplyLetter
from proposals.parsing import read_doc_number

# As the index can tell: a citation that has a title, and one that has a number
_TITLED = Q(number_key__isnull=True) | ~Q(key=F("number_key"))
_NUMBERED = Q(number_key__isnull=False)


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


def cited_documents(asked: str = "", as_of: date | None = None) -> QuerySet[Citation, Any]:
    """A group a document, those that most letters cite first."""
    return (
        of_documents(Citation.objects.published(as_of).order_by(), asked)
        .values("document")
        .annotate(
            letters=Count("letter", distinct=True),
            plans=Count("plan", distinct=True),
            times=Count("pk"),
            newest=Max("letter"),
            titled=Min("pk", filter=_TITLED),
            numbered=Min("pk", filter=_NUMBERED),
        )
        .order_by("-letters", "-times", "document")
    )


def of_documents(citations: TextReferenceQuerySet[Citation], asked: str) -> TextReferenceQuerySet[Citation]:
    """Those of documents whose titles or numbers hold all the words; the proposals that letters answer are none."""
    for word in filter(None, map(fold, asked.split())):
        held = Citation.objects.published().filter(folded__contains=word).order_by()
        citations = citations.filter(document__in=held.values("document"))
    return citations.filter(is_proposal=False)


def document_rows(groups: Iterable[Mapping[str, Any]]) -> list[DocumentRow]:
    """Two queries, for some groups of `cited_documents`."""
    held = list(groups)
    rows = Citation.objects.in_bulk(
        list(filter(None, (group[name] for group in held for name in ("titled", "numbered"))))
    )
    letters = ReplyLetter.objects.heads().in_bulk({group["newest"] for group in held if group["newest"]})
    return [
        DocumentRow(
            group["document"],
            title=rows[group["titled"]].title if group["titled"] in rows else None,
            number=rows[group["numbered"]].number if group["numbered"] in rows else None,
            letters=group["letters"],
            plans=group["plans"],
            times=group["times"],
            newest=cite(letters[group["newest"]]) if group["newest"] in letters else None,
        )
        for group in held
    ]


def name_of(citations: QuerySet[Citation]) -> tuple[str | None, str | None]:
    """Title and number as printed in some citations of one document; give those only that the reader may see."""
    ordered = citations.order_by("pk")
    titled, numbered = ordered.filter(_TITLED).first(), ordered.filter(_NUMBERED).first()
    return titled.title if titled else None, numbered.number if numbered else None


def library_matches(key: str, number: str | None) -> list[Plan | ReplyLetter]:
    """Of a key and a number as printed; two queries, of which that of plans reads only their heads."""
    keys = {key, number_key(number) if number else key}
    heads = Plan.objects.published().only("title", "doc_number")
    plans = [plan for plan in heads if keys & _keys_of(plan)]
    read = read_doc_number(number) if number else None
    if read is None:
        return list(plans)
    wanted = Q(doc_year=read.year, doc_serial=read.serial, doc_code=read.code)
    fitting = ReplyLetter.objects.filter(wanted).order_by().values("pk")
    letters = ReplyLetter.objects.published().filter(pk__in=fitting).heads()
    return [*plans, *letters.order_by("-pk")[:5]]


def _keys_of(plan: Plan) -> frozenset[str]:
    keys = (title_key(plan.title) if plan.title else None, number_key(plan.doc_number) if plan.doc_number else None)
    return frozenset(filter(None, keys))
