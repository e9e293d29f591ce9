"""What a person entered, laid over what was read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.spans import Problem, Span
from proposals.entry.header_form import HeaderForm, header_initial
from proposals.parsing import LocatedText, ParsedLetter, parse_letter
from proposals.records.corrections import HEADER_FIELDS, correct, locate
from tests.entry.desk_tools import seed

PARSED = ParsedLetter(
    text="对第157号提案的答复\n王洪福委员：",
    title=LocatedText("对第157号提案的答复", Span(0, 11)),
    agency="省科技厅",
    problems=(Problem("doc_number", "原文未写发文字号"), Problem("written_on", "原文未写成文日期")),
)


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_untouched_is_unchanged(number: str) -> None:
    """A preview that is sent back as it was shown changes nothing of what was read."""
    parsed = parse_letter(clean(seed(number).decode()))
    shown = {name: "" if value is None else str(value) for name, value in header_initial(parsed).items()}
    form = HeaderForm(shown)

    assert form.is_valid(), form.errors
    assert correct(parsed, {name: form.cleaned_data[name] for name in HEADER_FIELDS}) == (parsed, frozenset())


@pytest.mark.parametrize(
    ("entered", "changed"),
    [
        ({"agency": "省科技厅"}, set()),
        ({"agency": None}, {"agency"}),
        ({"written_on": date(2025, 6, 18)}, {"written_on"}),
        ({"title": None}, {"title"}),
        ({"title": "对第157号提案的答复"}, set()),
        ({"title": "另一个标题"}, {"title"}),
        ({"delegates": ("王洪福",)}, {"delegates"}),
    ],
)
def test_names_what_changed(entered: dict[str, object], changed: set[str]) -> None:
    corrected, names = correct(PARSED, entered)

    assert names == changed
    assert all(getattr(corrected, name) == entered[name] for name in changed if name != "title")


def test_a_filled_gap_is_no_problem() -> None:
    corrected, _ = correct(PARSED, {"written_on": date(2025, 6, 18)})

    assert [problem.field for problem in corrected.problems] == ["doc_number"]


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("关于科技\n创新的建议", "科技创新", "科技\n创新"),
        ("第１５７号", "第157号", "第１５７号"),
        ("关于科技的建议", "经济", None),
        ("", "经济", None),
    ],
)
def test_locate(text: str, words: str, stands: str | None) -> None:
    found = locate(text, words)

    assert found.value == words
    assert (found.span.of(text) if found.span else None) == stands


@given(st.text(), st.text(min_size=1))
def test_located_words_stand_in_the_text(text: str, words: str) -> None:
    span = locate(text, words).span

    assert span is None or 0 <= span.start < span.end <= len(text)
