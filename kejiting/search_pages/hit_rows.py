"""The hits of a question as rows of a table, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from typing import NamedTuple

from kejiting.answers import FoundDocument, FoundPassage, Question
from kejiting.answers.similar import SimilarTo, answer_to
from kejiting.indexing.documents import properties_of
from kejiting.question_form.property_labels import LABELS, value_label
from kejiting.search import OF_DOCUMENTS, Match, Properties
from kejiting.web.downloads import Table
from kejiting.web.spreadsheets import Column
from measures.models import Plan

# plans have a document number, too
_STATED = tuple(one for one in OF_DOCUMENTS if one.name != "doc_number")
MATCH_LABELS: dict[Match, str] = {
    "literal": "原文",
    "heading": "只在建议标题",
    "letter": "分在各段",
    "synonym": "同义",
    "near": "相近",
}
MOST_ROWS = 5_000
_DOCUMENTS_AT_ONCE = 200


class HitRow(NamedTuple):
    """A passage that was found, with what its letter states."""

    found: FoundDocument
    hit: FoundPassage
    stated: Properties

    @property
    def day(self) -> date | None:
        head = self.found.document
        return head.issued_on if isinstance(head, Plan) else head.written_on


def _stated(name: str, row: HitRow) -> str:
    return "、".join(value_label(name, value) for value in row.stated.get(name, ()))


TABLE: Table[HitRow] = Table(
    "检索结果",
    (
        Column("出处", 34, lambda row: row.hit.citation),
        Column(LABELS["part"].label, 8, lambda row: row.hit.part_label),
        Column("原文", 80, lambda row: row.hit.text),
        Column("建议", 34, lambda row: row.hit.recommendation),
        Column("答复函或方案", 40, lambda row: str(row.found.document)),
        Column("发文字号", 24, lambda row: row.found.document.doc_number),
        Column("成文日期", 12, lambda row: row.day),
        *(Column(LABELS[one.name].label, 16, partial(_stated, one.name)) for one in _STATED),
        Column("相符", 10, lambda row: MATCH_LABELS[row.hit.match]),
    ),
    url=lambda row: row.hit.url,
    most=MOST_ROWS,
    more="以上是前 {most} 段，其余没有导出。请加上条件，分几次导出。",
)


class NotNowError(Exception):
    """There is no index to ask; the sentence is for people."""

    def __init__(self) -> None:
        super().__init__("检索目录正在重建，暂时不能导出。请过一会儿再试。")


def hit_rows(question: Question, like: SimilarTo | None) -> Iterator[HitRow]:
    """A row a passage in the order of the page. Raises NotNowError while there is no index to ask."""
    for page in count(1):
        found = answer_to(replace(question, page=page, size=_DOCUMENTS_AT_ONCE), like)
        if not found.from_index:
            raise NotNowError
        properties = properties_of([document.letter.pk for document in found.documents if document.letter])
        for document in found.documents:
            stated = properties.get(document.letter.pk, {}) if document.letter else {}
            for hit in document.hits:
                yield HitRow(document, hit, stated)
        if page * _DOCUMENTS_AT_ONCE >= found.count:
            return
