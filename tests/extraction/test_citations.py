"""What a text cites: titles in 《…》 and document numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from measures.extraction.citations import ParsedCitation, find_citations

FIXTURES = Path(__file__).parents[2] / "fixtures"
PIECES = st.sampled_from(
    [
        "《",
        "》",
        "〈",
        "〉",
        "（",
        "）",
        "国办发",
        "〔2016〕",
        "28号",
        "的通知",
        "办法",
        "\n",
        " ",
        "。",
        "落实",
        "[2024]",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


def cited(text: str) -> list[tuple[str | None, str | None]]:
    """Title and number of each citation, as printed."""
    found = find_citations(text)
    return [(one.title and one.title.of(text), one.number and one.number.of(text)) for one in found]


def only(text: str) -> ParsedCitation:
    (one,) = find_citations(text)
    return one


def seed(number: str) -> str:
    (path,) = FIXTURES.glob(f"*/{number}_*")
    return clean(read_file(path.name, path.read_bytes()).text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《科技进步法》精神", [("科技进步法", None)]),
        ("《关于印发〈实施方案〉的通知》", [("关于印发〈实施方案〉的通知", None)]),
        ("《关于印发《实施方案》的通知》", [("关于印发《实施方案》的通知", None)]),
        ("出台《甲办法》《乙办法》", [("甲办法", None), ("乙办法", None)]),
        ("《甲办法\n（试行）》的通知", [("甲办法\n（试行）", None)]),
        ("《行动方案的通知》（国办发〔2016〕28号）和", [("行动方案的通知", "国办发〔2016〕28号")]),
        ("《行动方案》的通知(国办发 [2016] 28 号)", [("行动方案", "国办发 [2016] 28 号")]),
        ("《若干意见》吉发【2016】26号", [("若干意见", "吉发【2016】26号")]),
        ("落实国办发﹝2016﹞28号和吉发（2016）26号", [(None, "国办发﹝2016﹞28号"), (None, "吉发（2016）26号")]),
        ("《甲》和吉发〔2016〕26号", [("甲", None), (None, "吉发〔2016〕26号")]),
        ("《甲办法，没有关上。见《乙办法》", [("乙办法", None)]),
        ("《》、多出一个》、第157号、〔2025〕84号、《" + "长" * 200 + "》", []),
    ],
)
def test_titles_and_numbers_as_printed(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《甲办法（试行）》", "《 甲办\n法(试 行)》"),
        ("《关于印发〈方案〉的通知》", "《关于印发《方案》的通知》"),
        ("国办发〔2016〕28号", "按照国办发 [2016] 第 28 号"),
        ("《甲》（吉发〔2016〕26号）", "《甲》"),
    ],
)
def test_the_same_document_has_one_key(one: str, other: str) -> None:
    assert only(one).key == only(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [("《甲办法（试行）》", "《甲办法》"), ("国办发〔2016〕28号", "国办发〔2017〕28号"), ("《甲》", "《乙》")],
)
def test_different_documents_have_different_keys(one: str, other: str) -> None:
    assert only(one).key != only(other).key


def test_a_number_alone_meets_the_title_that_has_it() -> None:
    assert only("《甲》（吉发〔2016〕26号）").number_key == only("吉发[2016]26号").key


def test_the_whole_citation_stands_in_its_span() -> None:
    text = "按照《甲》（吉发〔2016〕26号）要求"
    assert only(text).span.of(text) == "《甲》（吉发〔2016〕26号）"


@pytest.mark.parametrize(("number", "titles"), [("000", 7), ("001", 2), ("002", 10), ("003", 6), ("004", 4)])
def test_how_many_titles_the_seeds_cite(number: str, titles: int) -> None:
    assert sum(one.title is not None for one in find_citations(seed(number))) == titles


def test_what_two_letters_cite_is_one_document() -> None:
    keys = [{one.key for one in find_citations(seed(number)) if one.title} for number in ("000", "002")]
    assert keys[0] & keys[1] == {
        "吉林省全面深化职务科技成果改革实施方案",
        "吉林省教育科技人才产业一体化发展三年行动方案",
    }


def test_the_numbers_in_the_plan_belong_to_their_titles() -> None:
    numbered = [(one.number_key, one.key[-4:]) for one in find_citations(seed("004")) if one.number]
    assert numbered == [("国办发(2016)28号", "案的通知"), ("吉发(2016)26号", "若干意见")]


@given(TEXTS)
def test_citations_stand_in_order_and_apart(text: str) -> None:
    found = find_citations(text)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(one.key and one.span.end <= len(text) for one in found)
