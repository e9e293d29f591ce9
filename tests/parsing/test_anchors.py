"""Spans after a person has edited the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.spans import Span
from proposals.parsing.anchors import reanchor

OLD = "一、标题\n1.推动甲工作。成效明显。\n2.推动乙工作。\n感谢您。"


def anchored(new: str, words: str) -> str | None:
    start = OLD.index(words)
    [found] = reanchor(OLD, new, [Span(start, start + len(words))])
    return None if found is None else found.of(new)


@pytest.mark.parametrize(
    ("new", "words", "expected"),
    [
        pytest.param(OLD, "2.推动乙工作。", "2.推动乙工作。", id="nothing changed"),
        pytest.param("新的一行\n" + OLD, "2.推动乙工作。", "2.推动乙工作。", id="moved by words before it"),
        pytest.param(OLD.replace("甲工作", "甲类工作"), "1.推动甲工作。成效明显。", "1.推动甲类工作。成效明显。", id="edited inside"),
        pytest.param(OLD.replace("1.推动", "1.大力推动"), "1.推动甲工作。成效明显。", "1.大力推动甲工作。成效明显。", id="near its start"),
        pytest.param(OLD.replace("成效明显。", "成效显著！"), "1.推动甲工作。成效明显。", "1.推动甲工作。成效显著！", id="its end typed over"),
        pytest.param(OLD.replace("2.推动乙工作。\n", ""), "2.推动乙工作。", None, id="deleted"),
        pytest.param(OLD.replace("2.推动乙工作。", "另起炉灶，从头再来"), "2.推动乙工作。", None, id="replaced"),
        pytest.param(
            "2.推动乙工作。\n一、标题\n1.推动甲工作。成效明显。\n感谢您。", "2.推动乙工作。", "2.推动乙工作。", id="cut and pasted elsewhere"
        ),
        pytest.param("", "一、标题", None, id="all deleted"),
    ],
)  # fmt: skip
def test_a_span_follows_its_words(new: str, words: str, expected: str | None) -> None:
    assert anchored(new, words) == expected


@given(st.text(alphabet="甲乙。\n", max_size=40), st.text(alphabet="甲乙丙。\n", max_size=40), st.data())
def test_every_place_lies_in_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
    spans = [Span(min(pair), max(pair)) for pair in ends]
    found = reanchor(old, new, spans)
    assert len(found) == len(spans)
    for span in found:
        assert span is None or (span.end <= len(new) and span.of(new) == span.of(new).strip() != "")


@given(st.text(alphabet="甲乙丙丁。，\n", min_size=1, max_size=60), st.data())
def test_an_unchanged_text_keeps_its_spans(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip()
    [found] = reanchor(text, text, [Span(start, end)])
    assert (found.of(text) if found else "") == words
