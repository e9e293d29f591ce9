"""Templates stay readable: short lines, except where a sentence's pieces must stand side by side without white space."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "templates"
LONGEST = 140
# How many lines of a file are longer; a line break would show as a space between Chinese words
UNBROKEN = {
    "commitments/_promise_row.html": 1,
    "commitments/_promise_verdicts.html": 2,
    "commitments/commitment_add.html": 1,
    "commitments/commitment_detail.html": 2,
    "entry/_review_ask.html": 1,
    "entry/_twins.html": 1,
    "entry/review.html": 2,
    "indicators/_check.html": 4,
    "indicators/indicator_detail.html": 3,
    "letters/_ask.html": 1,
    "letters/_letter_text.html": 1,
    "plans/_reported.html": 1,
    "plans/measure_detail.html": 1,
    "plans/target_detail.html": 2,
    "quotations/_quotation.html": 1,
    "search_pages/_found.html": 1,
    "search_pages/_holds.html": 1,
    "search_pages/search.html": 1,
}


def test_lines_are_short() -> None:
    long = Counter(
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.*")
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > LONGEST
    )
    assert long == UNBROKEN
