"""The checks of made-up sentences: what must be said, and what must not."""

from __future__ import annotations

import pytest

from measures.extraction.checks import check_sentences
from tests.extraction.checks.cases import PAIRS, SENTENCES, Case, read_cases
from tests.extraction.checks.whole_lines import find_checks


@pytest.mark.parametrize("case", read_cases(PAIRS), ids=str)
def test_statements_of_one_indicator(case: Case) -> None:
    assert sorted(case.found(find_checks(case.statements))) == sorted(case.expected)


@pytest.mark.parametrize("case", read_cases(SENTENCES), ids=str)
def test_the_arithmetic_of_a_sentence(case: Case) -> None:
    assert sorted(case.found(check_sentences(case.statements))) == sorted(case.expected)
