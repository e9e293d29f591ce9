"""Our cut is jieba's, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jieba
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kejiting.text.fold import fold
from kejiting.text.words import cut
from tests.bench.corpus import documents

PROJECT = Path(__file__).parents[2]
# so many words are cut together
TOGETHER = 40


@pytest.fixture(scope="module")
def dictionary() -> list[str]:
    jieba.initialize()
    """Every fifth of its words and their beginnings."""
    return list(jieba.dt.FREQ)[::5]


def is_cut_like_jieba(text: str) -> bool:
    return cut(text) == [word for word in jieba.cut(text) if not word.isspace()]


def han(texts: Iterable[str]) -> Iterable[str]:
    """Numbers, Latin and marks are cut by a rule of our own."""
    return ("".join(one if "\u3400" <= one <= "\u9fff" else " " for one in fold(text)) for text in texts)


def test_in_the_letters_and_the_plan() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "fixtures").rglob("*.txt")]
    assert [text for text in han(texts) if not is_cut_like_jieba(text)] == []


def test_in_generated_letters() -> None:
    texts = [entry.text for letter in documents(20) for entry in letter.entries]
    assert [text for text in han(texts) if not is_cut_like_jieba(text)] == []


@pytest.mark.parametrize("apart", [" ", ""], ids=["one by one", "run together"])
def test_in_words_of_the_dictionary(dictionary: list[str], apart: str) -> None:
    texts = (apart.join(dictionary[place : place + TOGETHER]) for place in range(0, len(dictionary), TOGETHER))
    assert [text for text in han(texts) if not is_cut_like_jieba(text)] == []


@given(st.lists(st.integers(0, 90_000), max_size=8), st.integers(0, 3))
def test_in_words_put_together_at_random(dictionary: list[str], places: list[int], start: int) -> None:
    (text,) = han(["".join(dictionary[place] for place in places)[start:]])
    assert is_cut_like_jieba(text)


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=40))
@example("龥龦龧")  # in no dictionary, and in no model
@example("一一")
def test_in_characters_that_nobody_writes_side_by_side(text: str) -> None:
    assert is_cut_like_jieba(text)
