"""The hits of a question as rows of a table, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice

from kejiting.answers import FoundDocument, FoundPassage, Question
from kejiting.answers.similar import SimilarTo, answer_to
from kejiting.indexing.documents import properties_of
from kejiting.search import OF_DOCUMENTS, Match, Properties
from kejiting.search_pages.property_labels import LABELS, value_label
from kejiting.web.spreadsheets import Cell, Column
from measures.models import Plan
from proposals.citation import cite
from proposals.models import Passage, Recommendation

COLUMNS = (
    Column("出处", 34),
    Column(LABELS["part"].label, 8),
    Column("原文", 80),
    Column("建议", 34),
    Column("答复函或方案", 40),
    Column("发文字号", 24),
    Column("成文日期", 12),
    *(Column(LABELS[one.name].label, 16) for one in OF_DOCUMENTS),
    Column("相符", 10),
    Column("链接", 44),
)
MATCH_LABELS: dict[Match, str] = {"literal": "原文", "letter": "分在各段", "synonym": "同义", "near": "相近"}
_DOCUMENTS_AT_ONCE = 200


class NotNowError(Exception):
    """There is no index to ask; the sentence is for people."""

    def __init__(self) -> None:
        super().__init__("检索目录正在重建，暂时不能导出。请过一会儿再试。")


def hit_rows(
    question: Question, like: SimilarTo | None, absolute: Callable[[str], str], most: int
) -> Iterator[tuple[Cell, ...]]:
    """A row a passage in the order of the page; behind `most` of them one that says that there are more.

    Raises NotNowError while there is no index to ask.
    """
    rows = _all_rows(question, like, absolute)
    yield from islice(rows, most)
    if next(rows, None) is not None:
        yield (f"以上是前 {most} 段，其余没有导出。请加上条件，分几次导出。", *[None] * (len(COLUMNS) - 1))


def _all_rows(question: Question, like: SimilarTo | None, absolute: Callable[[str], str]) -> Iterator[tuple[Cell, ...]]:
    for page in count(1):
        found = answer_to(replace(question, page=page, size=_DOCUMENTS_AT_ONCE), like)
        if not found.from_index:
            raise NotNowError
        asks = _asks([hit.id for document in found.documents if document.letter for hit in document.hits])
        properties = properties_of([document.letter.pk for document in found.documents if document.letter])
        for document in found.documents:
            stated = properties.get(document.letter.pk, {}) if document.letter else {}
            for hit in document.hits:
                yield _row(document, hit, asks.get(hit.id) if document.letter else None, stated, absolute)
        if page * _DOCUMENTS_AT_ONCE >= found.count:
            return


def _asks(passages: list[int]) -> dict[int, Recommendation | None]:
    """The ask that each passage of a letter answers."""
    rows = Passage.objects.filter(pk__in=passages).select_related("recommendation")
    shown = rows.only("recommendation__position", "recommendation__title")
    return {passage.pk: passage.recommendation for passage in shown}


def _row(
    document: FoundDocument,
    hit: FoundPassage,
    ask: Recommendation | None,
    stated: Properties,
    absolute: Callable[[str], str],
) -> tuple[Cell, ...]:
    head = document.document
    return (
        _cite_plan(head) if isinstance(head, Plan) else cite(head, ask),
        hit.part_label,
        hit.text,
        hit.recommendation,
        str(head),
        head.doc_number,
        head.issued_on if isinstance(head, Plan) else head.written_on,
        *("、".join(value_label(one.name, value) for value in stated.get(one.name, ())) for one in OF_DOCUMENTS),
        MATCH_LABELS[hit.match],
        absolute(hit.url),
    )


def _cite_plan(plan: Plan) -> str:
    issued = plan.issued_on
    return f"《{plan}》" + (f"，{issued.year}年{issued.month}月{issued.day}日" if issued else "")
