"""What search finds in the base, against plain scanning of all its passages by a scanner of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from kejiting.answers import Question, answer
from measures.models import Plan, PlanItem
from proposals.models import Passage, ReplyLetter

pytestmark = pytest.mark.django_db

TERMS = (Path(__file__).parent / "terms.txt").read_text(encoding="utf-8").split()

BRACKETS = str.maketrans("〔〕【】[]“”「」", '()()()""""')
# the forms that the terms above need
SIMPLIFIED = str.maketrans("廳術經紀", "厅术经纪")


def folded(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text.translate(BRACKETS)).translate(BRACKETS).lower()
    return "".join(narrow.translate(SIMPLIFIED).split())


def stands_in(text: str, term: str) -> bool:
    """A term that begins or ends with a digit may not cut a number."""
    before = r"(?<!\d)(?<!\d[.,])" if term[0].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if term[-1].isdigit() else ""
    return re.search(before + re.escape(term) + after, text) is not None


def scanned(term: str) -> Iterator[tuple[str, int]]:
    for passage in Passage.objects.select_related("letter", "recommendation"):
        heading = passage.recommendation.title if passage.recommendation else None
        if stands_in(folded(passage.text), folded(term)):
            yield "literal", passage.pk
        elif stands_in(folded(heading or ""), folded(term)):
            yield "heading", passage.pk
    for item in PlanItem.objects.select_related("plan"):
        if stands_in(folded(item.text), folded(term)):
            yield "plan", item.pk


def found(term: str) -> Iterator[tuple[str, int]]:
    for document in answer(Question(q=term, size=50)).documents:
        for hit in document.hits:
            if hit.match in ("literal", "heading"):
                yield hit.match if document.letter else "plan", hit.id


@pytest.mark.usefixtures("seeds", "plan")
def test_every_place_is_found_and_nothing_else() -> None:
    differing = {}
    right = wanted = given = 0
    for term in TERMS:
        there, here = set(scanned(term)), set(found(term))
        right, wanted, given = right + len(there & here), wanted + len(there), given + len(here)
        if there != here:
            differing[term] = (sorted(there - here), sorted(here - there))

    assert len(TERMS) >= 60
    assert wanted > 800
    assert right / wanted == 1.0, differing
    assert right / given >= 0.98, differing


def test_the_scanner_itself() -> None:
    assert stands_in(folded("赋权职务科技成果 1928 个"), "1928个")
    assert not stands_in("1928个", "928个")
    assert not stands_in("150亿元", "50亿元")
    assert not stands_in("27.27%", "27%")


def test_terms_that_stand_nowhere_count_nothing(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    assert [answer(Question(q=term)).count for term in ("928个", "zzz", "不存在的词", "942万元")] == [0, 0, 0, 0]
