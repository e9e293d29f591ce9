from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.search import mark, mark_words, marked_html, snippet_html
from kejiting.text.spans import Span

MARKED = [
    ("共认定1 928个", ["1928个"], ["1 928个"]),
    ("共认定１９２８个", ["1928个"], ["１９２８个"]),
    ("共认定11928个", ["1928个"], []),
    ("科技体制改革", ["体制改革", "科技体制"], ["科技体制改革"]),
    ("技術經紀人（經理人）", ["技术经纪人(经理人)"], ["技術經紀人（經理人）"]),
    ("成果\n\n转化,成果", ["成果", "转化"], ["成果\n\n", "转化", "成果"]),
    ("成果", [""], []),
]


@pytest.mark.parametrize(("text", "terms", "found"), MARKED)
def test_marks(text: str, terms: list[str], found: list[str]) -> None:
    assert "".join(span.of(text) for span in mark(text, terms)) == "".join(found).replace("\n", "")


def test_single_characters_of_a_question_are_not_marked() -> None:
    assert mark_words("省的成果", ["省", "成果"]) == (Span(2, 4),)


def test_html_is_safe() -> None:
    text = "<b>成果&转化</b>"
    assert marked_html(text, mark(text, ["果&转"])) == "&lt;b&gt;成<mark>果&amp;转</mark>化&lt;/b&gt;"


def test_a_snippet_shows_where_most_is_marked() -> None:
    text = "成果" + "一" * 300 + "成果转化与技术转移" + "二" * 300
    snippet = snippet_html(text, mark(text, ["成果", "转化", "技术"]), width=40)
    assert "<mark>成果转化</mark>与<mark>技术</mark>" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")


def test_a_short_text_is_shown_whole() -> None:
    assert snippet_html("成果转化", (), width=10) == "成果转化"


@given(st.text(alphabet="成果转化<>&一二三", max_size=200), st.lists(st.sampled_from(["成果", "转化", "一", "二三"])))
def test_a_snippet_is_a_piece_of_the_text(text: str, terms: list[str]) -> None:
    spans = mark(text, terms)
    snippet = snippet_html(text, spans, width=30)
    shown = unescape(re.sub(r"</?mark>", "", snippet)).strip("…")
    assert shown in text
    assert len(shown) == min(len(text), 30)
    assert ("<mark>" in snippet) == bool(spans)
    assert unescape(re.sub(r"</?mark>", "", marked_html(text, spans))) == text
