"""Words that a person names as a promise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from kejiting.text.spans import Span
from measures.extraction.commitments import places_again, places_of, read_named
from tests.extraction.commitments.test_commitments import TEXTS, WRITTEN

TEXT = "目前，进展顺利。一是下一步，省教育厅将会同省财政厅，年底前新 建\n２０个实验室；其他。"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("年底前新建20个实验室", 1),
        ("年底前 新建２０个实验室；", 1),
        ("，年底前新建２０个", 1),
        ("省", 2),
        ("0个实验室", 0),
        ("没有这些", 0),
        ("。", 0),
        ("", 0),
    ],
)
def test_words_are_found_whatever_their_widths_and_spaces(words: str, count: int) -> None:
    assert len(places_of(TEXT, words)) == count


def test_the_rules_read_the_rest() -> None:
    (place,) = places_of(TEXT, "一是下一步，省教育厅将会同省财政厅，年底前新建20个实验室；")
    read = read_named(TEXT, place, WRITTEN)

    assert read is not None
    assert read.span.of(TEXT) == "省教育厅将会同省财政厅，年底前新 建\n２０个实验室"
    assert read.actor is not None
    assert read.actor.of(TEXT) == "省教育厅"
    assert [partner.of(TEXT) for partner in read.partners] == ["省财政厅"]
    assert read.due is not None
    assert read.due.day == date(2025, 12, 31)
    assert read.checkable == "number_or_date"


def test_what_the_rules_find_nothing_in_is_vague_and_its_own_deed() -> None:
    (place,) = places_of(TEXT, "进展顺利")
    read = read_named(TEXT, place)

    assert read is not None
    assert (read.checkable, read.signs, read.due, read.actor) == ("vague", (), None, None)
    assert read.what == read.span == place


def test_stops_alone_are_nothing() -> None:
    assert read_named("好。！", Span(1, 3)) is None


@given(TEXTS)
def test_whatever_is_named_is_read_where_it_stands(text: str) -> None:
    half = Span(len(text) // 2, len(text))
    read = read_named(text, half)

    assert read is None or half.start <= read.span.start <= read.what.start < read.what.end == read.span.end <= half.end


@pytest.mark.parametrize(
    "text",
    [
        "1.2026年选派38名干部到企业服务。",
        "下一步，一是加快建设省实验室。",
        "今后、我厅将加快建设省实验室。",
        "一是下一步，加快建设省实验室；",
    ],
)
def test_what_was_read_is_found_and_read_so_again(text: str) -> None:
    read = read_named(text, Span(0, len(text)), WRITTEN)
    assert read is not None
    (place,) = places_again(text, read.span.of(text))
    again = read_named(text, place, WRITTEN)

    assert again is not None
    assert again.span == read.span
