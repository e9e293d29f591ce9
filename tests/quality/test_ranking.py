"""How well search answers what clerks ask; ranking may only get better."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.search import SearchIndex
from tests.quality.judged import judged_questions, mean, ndcg, scores, seed_documents

# What was reached was 0.791; the difference leaves room for readers of letters that cut passages otherwise.
REACHED = 0.78


def test_ranking_is_no_worse_than_it_was(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    index.rebuild(seed_documents().values())
    reached = scores(index)
    worst = sorted(reached.items(), key=lambda pair: pair[1])[:8]
    assert len(judged_questions()) >= 40
    assert mean(reached) >= REACHED, worst


@pytest.mark.parametrize(
    ("shown", "expected"), [([1, 2], 1.0), ([1, 2, 9], 1.0), ([9, 8], 0.0), ([2, 1], pytest.approx(0.71, abs=0.01))]
)
def test_the_measure_itself(shown: list[int], expected: float) -> None:
    assert ndcg(shown, {1: 3, 2: 1}) == expected
