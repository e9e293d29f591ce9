"""Quotations as lines of a spreadsheet: one for each passage, newest letter first, then the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db.models import QuerySet

from kejiting.web.spreadsheets import Cell, Column
from measures.models import Plan, TextReference
from measures.quotations.quoted import Quotation, letters_with, quotations
from proposals.models import ReplyLetter

MOST_ROWS = 10_000
_AT_ONCE = 100
COLUMNS = (
    Column("写法", 24),
    Column("部分", 10),
    Column("原文", 80),
    Column("出处", 34),
    Column("文件", 40),
    Column("发文字号", 24),
    Column("成文日期", 12),
    Column("链接", 44),
)

Row = TypeVar("Row", bound=TextReference)
Key = TypeVar("Key", bound=Hashable)


def quotation_rows(
    rows: QuerySet[Row],
    letters: QuerySet[ReplyLetter],
    subject: Callable[[Row], tuple[Cell, ...]],
    absolute: Callable[[str], str],
) -> Iterator[tuple[Cell, ...]]:
    """What is quoted, subject by subject within its letter; at most `MOST_ROWS`, behind which it is said that there are more."""
    lines = _lines(rows, letters, subject, absolute)
    width = len(COLUMNS)
    for line in islice(lines, MOST_ROWS):
        width = len(line)
        yield line
    if next(lines, None):
        yield (f"以上是前 {MOST_ROWS} 行，其余没有导出。请加上条件，分几次导出。", *[None] * (width - 1))


def _lines(
    rows: QuerySet[Row],
    letters: QuerySet[ReplyLetter],
    subject: Callable[[Row], tuple[Cell, ...]],
    absolute: Callable[[str], str],
) -> Iterator[tuple[Cell, ...]]:
    def subjects(owner: ReplyLetter | Plan, held: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
        for cells, some in _by(subject, held):
            for quotation in quotations(owner, some):
                yield (*cells, *_cells(owner, quotation, absolute))

    pks = list(letters_with(rows, letters).values_list("pk", flat=True))
    joined = rows.select_related("passage__recommendation", "item").order_by("start", "pk")
    for start in range(0, len(pks), _AT_ONCE):
        some = pks[start : start + _AT_ONCE]
        shown = ReplyLetter.objects.only("title", "doc_number", "written_on", "text", "masked").in_bulk(some)
        held = dict(_by(lambda row: row.letter_id, joined.filter(letter__in=some)))
        for pk in some:
            if pk in shown:
                yield from subjects(shown[pk], held.get(pk, ()))
    plans = Plan.objects.published().filter(pk__in=rows.filter(letter__isnull=True).order_by().values("plan"))
    for plan in plans.defer("as_read_text"):
        yield from subjects(plan, joined.filter(plan=plan))


def _by(key: Callable[[Row], Key], rows: Iterable[Row]) -> Iterator[tuple[Key, list[Row]]]:
    """Those of the same key together, otherwise in their order."""
    held: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        held[key(row)].append(row)
    yield from held.items()


def _cells(owner: ReplyLetter | Plan, quotation: Quotation, absolute: Callable[[str], str]) -> tuple[Cell, ...]:
    words = dict.fromkeys("".join(mark.of(quotation.text).split()) for mark in quotation.marks)
    return (
        "、".join(words),
        quotation.label,
        quotation.text,
        quotation.source,
        str(owner),
        owner.doc_number,
        owner.written_on if isinstance(owner, ReplyLetter) else owner.issued_on,
        absolute(quotation.address),
    )
