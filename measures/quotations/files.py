"""Quotations as lines of a spreadsheet: one for each passage, newest letter first, then the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from kejiting.web.downloads import Table, download
from kejiting.web.spreadsheets import Column
from measures.models import Plan, TextReference
from measures.models.querysets import PUBLIC_TEXT
from measures.quotations.quoted import Quotation, letters_with, quotations
from proposals.models import ReplyLetter

MOST_ROWS = 10_000
_AT_ONCE = 100
Row = TypeVar("Row", bound=TextReference)
Key = TypeVar("Key", bound=Hashable)


class QuotationRow(NamedTuple):
    """A quotation of a letter or a plan, and the first of the places in it, which tells its subject."""

    place: Any
    owner: ReplyLetter | Plan
    quotation: Quotation


Columns = tuple[Column[QuotationRow], ...]
COLUMNS: Columns = (
    Column("写法", 24, lambda row: "、".join(_wordings(row.quotation))),
    Column("部分", 10, lambda row: row.quotation.label),
    Column("原文", 80, lambda row: row.quotation.text),
    Column("出处", 34, lambda row: row.quotation.source),
    Column("文件", 40, lambda row: str(row.owner)),
    Column("发文字号", 24, lambda row: row.owner.doc_number),
    Column("成文日期", 12, lambda row: _day(row.owner)),
)


def download_quotations(
    request: HttpRequest,
    title: str,
    chosen: str,
    places: QuerySet[Row],
    subject: Columns,
    key: Callable[[Row], Hashable],
) -> HttpResponse:
    """What is quoted of published letters and plans, subject by subject; places of the same `key` have one subject."""
    table = Table(
        title,
        (*subject, *COLUMNS),
        url=lambda row: row.quotation.address,
        most=MOST_ROWS,
        more="以上是前 {most} 行，其余没有导出。请加上条件，分几次导出。",
    )
    return download(request, table, _rows(places, key), chosen)


def _rows(places: QuerySet[Row], key: Callable[[Row], Hashable]) -> Iterator[QuotationRow]:
    def of_owner(owner: ReplyLetter | Plan, held: Iterable[Row]) -> Iterator[QuotationRow]:
        for _, some in _by(key, held):
            yield from (QuotationRow(some[0], owner, quotation) for quotation in quotations(owner, some))

    pks = list(letters_with(places, ReplyLetter.objects.published()).values_list("pk", flat=True))
    joined = places.select_related("passage__recommendation", "item").order_by("start", "pk")
    for start in range(0, len(pks), _AT_ONCE):
        some = pks[start : start + _AT_ONCE]
        shown = ReplyLetter.objects.heads(*PUBLIC_TEXT).in_bulk(some)
        held = dict(_by(lambda row: row.letter_id, joined.filter(letter__in=some)))
        for pk in some:
            if pk in shown:
                yield from of_owner(shown[pk], held.get(pk, ()))
    plans = Plan.objects.published().filter(pk__in=places.filter(letter__isnull=True).order_by().values("plan"))
    for plan in plans.defer("as_read_text"):
        yield from of_owner(plan, joined.filter(plan=plan))


def _by(key: Callable[[Row], Key], rows: Iterable[Row]) -> Iterator[tuple[Key, list[Row]]]:
    """Those of the same key together, otherwise in their order."""
    held: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        held[key(row)].append(row)
    yield from held.items()


def _wordings(quotation: Quotation) -> dict[str, None]:
    return dict.fromkeys("".join(mark.of(quotation.text).split()) for mark in quotation.marks)


def _day(owner: ReplyLetter | Plan) -> date | None:
    return owner.written_on if isinstance(owner, ReplyLetter) else owner.issued_on
