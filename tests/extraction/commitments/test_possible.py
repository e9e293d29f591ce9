"""Sentences that may be promises where nothing is taken for one by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.fold import fold
from measures.extraction.commitments import read_sentences
from measures.extraction.commitments.expressions import Expression
from measures.extraction.commitments.future_cues import BY_THEN, CAME_ABOUT, ONCE, OUTLOOK, RULED
from proposals.parsing import parse_letter
from tests.extraction.commitments.test_commitments import LETTERS, TEXTS, WRITTEN


def labelled(name: str) -> list[tuple[bool, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [(line[0] == "+", line[2:]) for line in lines if not line.startswith("#")]


def may_promise(text: str) -> bool:
    return any(sentence.may_promise for sentence in read_sentences(text, WRITTEN))


@pytest.mark.parametrize(
    ("name", "at_least"), [("prose.txt", 0.95), ("prose_aside.txt", 0.9), ("prose_later.txt", 0.85)]
)
def test_promises_are_told_from_reports_as_people_would(name: str, at_least: float) -> None:
    told = [(promises, may_promise(text)) for promises, text in labelled(name)]
    right = told.count((True, True))

    assert right / sum(found for _, found in told) >= at_least
    assert right / sum(promises for promises, _ in told) >= at_least


def seed_prose(number: str) -> list[str]:
    """The sentences of a seed's answers, but for its next steps, that may be promises."""
    (path,) = LETTERS.glob(f"{number}_*")
    letter = parse_letter(clean(read_file(path.name, path.read_bytes()).text))
    passages = [one for ask in letter.recommendations for one in ask.passages if one.part != "next_steps"]
    texts = [one.span.of(letter.text) for one in passages]
    return [one.span.of(text) for text in texts for one in read_sentences(text, letter.written_on) if one.may_promise]


@pytest.mark.parametrize(
    ("number", "promised"),
    [
        ("000", []),
        ("001", []),
        ("002", []),
        ("003", ["继续谋划7个新的重大科技专项", "推进《吉林省科学技术进步条例》修订工作", "谋划筹建长白山实验室"]),
    ],
)
def test_what_the_seeds_promise_outside_their_next_steps(number: str, promised: list[str]) -> None:
    found = seed_prose(number)

    assert len(found) == len(promised)
    assert all(words in sentence for words, sentence in zip(promised, found, strict=True))


@pytest.mark.parametrize("expression", [*OUTLOOK, *ONCE, CAME_ABOUT, RULED, BY_THEN], ids=lambda one: one.example)
def test_an_expression_is_found_in_its_example_and_not_in_the_other(expression: Expression) -> None:
    assert expression.pattern.search(fold(expression.example))
    assert not expression.pattern.search(fold(expression.other))


@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_signs_stand_in_their_sentences_in_order(text: str, written_on: date | None) -> None:
    end = 0
    for sentence in read_sentences(text, written_on):
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        end = sentence.span.start
        for sign in sentence.signs:
            assert end <= sign.span.start < sign.span.end <= sentence.span.end
            end = sign.span.end
        end = sentence.span.end


def test_line_breaks_and_spaces_inside_a_sentence_are_of_no_account() -> None:
    (sentence,) = read_sentences("我厅将会\n同省财政厅加大支 持。")

    assert sentence.may_promise
