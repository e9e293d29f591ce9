"""A plan that is written otherwise and means the same is read the same, with its spans moved along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.plain import read_plain
from kejiting.text.spans import Span
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from tests.disturbed.disturbances import DISTURBANCES, Disturbance
from tests.disturbed.test_disturbed_letters import plain

PROJECT = Path(__file__).parents[2]
# The seed, the case of mixed marks, and of those of any place a few whose layouts have little in common
PLANS = [
    *sorted((PROJECT / "fixtures/plans").glob("*.txt")),
    *sorted((PROJECT / "tests/cases/plans").glob("*.txt")),
    *(path for number in ("01", "02", "03", "07", "16", "17", "19", "23") for path in (PROJECT / "tests/extraction/plans").glob(f"{number}_*.txt")),
]  # fmt: skip


def meant(plan: ParsedPlan) -> dict[str, Any]:
    def words(span: Span) -> str | None:
        return plain(span.of(plan.text))

    return {
        "title": plain(plan.title),
        "issuer": plain(plan.issuer),
        "issued_on": plan.issued_on,
        "doc_number": plain(plan.doc_number),
        "period": plain(plan.period),
        "cites": [plain(number) for number in plan.cites],
        "items": [
            (item.level, item.path, item.number, plain(item.title), words(item.span), item.parent) for item in plan.items
        ],
        "targets": [
            (target.item, words(target.span), plain(target.indicator), target.comparator, target.low, target.high,
             target.unit, target.due)
            for target in plan.targets
        ],
        "problems": [problem.field for problem in plan.problems],
    }  # fmt: skip


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: read_plain(path.read_bytes()) for path in PLANS}


@pytest.mark.parametrize("disturb", DISTURBANCES.values(), ids=DISTURBANCES)
def test_the_same_is_read(texts: dict[str, str], disturb: Disturbance) -> None:
    wrong = {}
    for name, text in texts.items():
        expected = meant(parse_plan(clean(text)))
        disturbed = clean(disturb(text))
        assert strip_whitespace(disturbed) == strip_whitespace(disturb(text)), name
        got = meant(parse_plan(disturbed))
        wrong |= {(name, key): (expected[key], got[key]) for key in expected if expected[key] != got[key]}

    assert not wrong


def test_the_plans_are_there(texts: dict[str, str]) -> None:
    assert len(texts) == 10
