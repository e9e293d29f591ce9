"""Whatever stands in a text, reading it gives a letter, in time that grows with its length only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.clean import clean, strip_whitespace
from proposals.parsing import parse_letter

HEAD = "王洪福委员：\n您提出的《关于甲的建议》收悉，现答复如下：\n"
# Words and marks that the rules wait for: a rule that tries every pair of them takes hours for these texts.
PIECES = (
    "，", "。", "：", "、", "“", "《关于", "（", "〔2025〕", "第1、", "号", "关于", "建议", "提案", "的建议", "您提出的建议", "下一步，",
    "一是", "一、", "（一）", "1.", "委员", "王委员、", "王洪福、李锐代表", "省政协", "一届一次", "局", "2025年", "索引号：", "索 引 号 1 ",
    "发布日期 | ", "电话：", "联系人：王", "1380000", "0431-", "—", "　", "\t", "a b ", "中 国 ", "感谢您", "如下：", "我局将继续", "的相关",
)  # fmt: skip
MIXED = st.lists(st.one_of(st.sampled_from((*PIECES, "\n", HEAD)), st.text(max_size=4)), max_size=60).map("".join)


@pytest.mark.parametrize("head", ["", HEAD], ids=["bare", "letter"])
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_run_of_one_piece_is_read(head: str, piece: str) -> None:
    text = head + piece * (30_000 // len(piece))
    cleaned = clean(text)
    assert strip_whitespace(cleaned) == strip_whitespace(text)
    assert parse_letter(cleaned).text == cleaned


@settings(max_examples=150, derandomize=True, deadline=None)
@given(MIXED)
def test_any_text_is_cleaned_once_and_read(text: str) -> None:
    cleaned = clean(text)
    letter = parse_letter(cleaned)
    passages = [one for each in letter.recommendations for one in each.passages]
    assert strip_whitespace(cleaned) == strip_whitespace(text)
    assert clean(cleaned) == cleaned
    assert all(one.span.of(cleaned).strip() for one in passages)
