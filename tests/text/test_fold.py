from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.fold import fold
from kejiting.text.fold_places import fold_with_offsets
from kejiting.text.reading_view import DOTS, reading_view
from kejiting.text.spans import Span

SAME = [
    ("吉科发成［２０２５］８４号", "吉科发成〔2025〕84 号"),
    ("吉科发成【2025】84号", "吉科发成(2025)84号"),
    ("技术经纪人（经理人）", "技术经纪人(经理人)"),
    ("“互联网＋”", '"互联网+"'),
    ("「互聯網＋」", "『互联网+』"),
    ("科技‘小巨人’", "科技'小巨人'"),
    ("主 要　措\u00a0施\n", "主要措施"),
    ("成果\u200b转\ufeff化\u00ad", "成果转化"),
    ("ＲＤ投入", "rd投入"),
    ("２７．２７％", "27.27%"),
    ("關於推動科技創新", "关于推动科技创新"),
    ("⽇⽂", "日文"),
    ("葛\U000e0100", "葛"),
    ("成\u034f果\u3164", "成果"),
    ("⻔\uf98e", "门年"),
    ("买买提•吐尔逊、买买提‧吐尔逊、买买提･吐尔逊", "买买提·吐尔逊、买买提・吐尔逊、买买提⋅吐尔逊"),
    ("联系人∶﹕", "联系人：:"),
    ("0431‑8897", "0431-8897"),
    ("2016—2020年", "2016-2020年"),
    ("2016～2020年", "2016–2020年"),
    ("2016−2020年、1〜3月", "2016-2020年、1-3月"),
    ("㈠⑴⒈", "(一)(1)1、"),
    ("二○二五年", "二〇二五年"),
    ("二零二五年、二OО五年、二0二五年", "二〇二五年、二〇〇五年、二〇二五年"),
    ("二○二五、二零二五", "二〇二五、二〇二五"),
    ("二零二零", "二〇二〇"),
    ("2O25年", "2025年"),
    ("1·5亿元", "1.5亿元"),
    ("著力推动、顯著", "着力推动、显着"),
    ("前郭邨", "前郭村"),
]
DIFFERENT = [
    ("《办法》", "(办法)"),
    ("①28个", "128个"),
    ("10²", "102"),
    ("提升", "提高"),
    ("1.5", "15"),
    ("一零", "一"),
    ("一百零五", "一百〇五"),
    ("OA系统", "0A系统"),
]
# What is read so or so by what stands around it
IN_CONTEXT = set("零0OoОоΟο") | set(DOTS)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_the_same_words_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_all_bracket_forms_are_round_in_the_end() -> None:
    assert fold("〔【〖[［（﹝〕】〗]］）﹞") == "(((((((" + ")))))))"


@given(st.text() | st.text(alphabet=st.sampled_from("二〇○零0Oo五年·•1.5·亿 \n\u200b买提著２①⑴—-")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_goes_character_by_character(head: str, tail: str) -> None:
    if not IN_CONTEXT.intersection(fold(head + tail)):
        assert fold(head + tail) == fold(head) + fold(tail)


@given(st.text(alphabet=st.sampled_from("二〇○零0O五年·•1.5·亿 \n\u200b买提著２①⑴—-")))
def test_what_the_view_makes_alike_folds_alike(text: str) -> None:
    assert fold(reading_view(text).text) == fold(text)


@given(st.text())
def test_nothing_folded_holds_white_space(text: str) -> None:
    assert not any(character.isspace() or character == "\0" for character in fold(text))


@given(st.text(alphabet=st.sampled_from("主 要㈱…％ß\u200b\n〔Ａ關1\ud800\uffff𠮷\0")), st.data())
def test_offsets_lead_back_to_what_was_folded(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    place = folded.original(Span(start, end))
    assert folded.text[start:end] in fold(place.of(text))


def test_offsets_are_the_same_when_all_characters_have_been_met_before() -> None:
    text = "提 高\u3000（㈱）\n關"
    first, again = fold_with_offsets(text), fold_with_offsets(text)
    assert first.text == again.text == fold(text)
    assert list(first.offsets) == list(again.offsets) == [0, 2, 4, 5, 5, 5, 6, 8]
    assert list(fold_with_offsets("提 高\n關").offsets) == [0, 2, 4]


def test_the_place_is_the_shortest_that_folds_so() -> None:
    text = "提高 2 518 人 的"
    folded = fold_with_offsets(text)
    at = folded.text.index("2518人")
    assert folded.original(Span(at, at + 5)).of(text) == "2 518 人"


def test_an_empty_span_stays_empty() -> None:
    assert fold_with_offsets("").original(Span(0, 0)) == Span(0, 0)
    assert fold_with_offsets(" 成果").original(Span(1, 1)) == Span(2, 2)
