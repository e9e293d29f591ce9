"""The seed plan, read whole, against what a careful reader takes from it."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from measures.extraction.shape import plan_shape

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, Any] = json.loads((ROOT / "tests/golden/004.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan() -> ParsedPlan:
    return parse_plan(clean((ROOT / "fixtures/plans/004_cfe322f93ce14a7f.txt").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def shape(plan: ParsedPlan) -> dict[str, Any]:
    return plan_shape(plan)


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("field", ["title", "issuer", "issued_on", "doc_number", "period", "cites", "sections"])
def test_what_the_golden_file_says_word_for_word(shape: dict[str, Any], field: str) -> None:
    assert shape[field] == GOLDEN[field]


def test_the_principles_are_counted(shape: dict[str, Any]) -> None:
    assert len(shape["principles"]) == GOLDEN["principles"]
    assert all(principle.startswith("---坚持以") for principle in shape["principles"])


def test_the_measures_are_numbered_through(shape: dict[str, Any]) -> None:
    assert [measure["number"] for measure in shape["measures"]] == list(range(1, 21))


@pytest.mark.parametrize("want", GOLDEN["measures"], ids=lambda want: f"{want['section']}{want['number']}")
def test_a_measure_begins_and_ends_as_printed(shape: dict[str, Any], want: dict[str, Any]) -> None:
    measure = shape["measures"][want["number"] - 1]
    assert measure["section"] == want["section"]
    assert plain(measure["text"]).startswith(plain(want["begins"]))
    assert plain(measure["text"]).endswith(plain(want["ends"]))


def test_targets_come_as_in_the_plan_and_no_others(shape: dict[str, Any]) -> None:
    assert len(shape["targets"]) == len(GOLDEN["targets"]) == 38


@pytest.mark.parametrize("place", range(len(GOLDEN["targets"])), ids=lambda place: GOLDEN["targets"][place]["text"])
def test_a_target(shape: dict[str, Any], place: int) -> None:
    want, target = GOLDEN["targets"][place], shape["targets"][place]
    assert {key: target[key] for key in ("section", "comparator", "low", "high", "unit", "due")} == {
        key: want[key] for key in ("section", "comparator", "low", "high", "unit", "due")
    }
    assert plain(want["indicator_has"]) in plain(target["indicator"])


def test_nothing_of_the_text_is_lost(plan: ParsedPlan) -> None:
    outside = list(plan.text)
    for item in plan.items:
        outside[item.span.start : item.span.end] = " " * (item.span.end - item.span.start)
    assert "".join(outside).strip() == ""


def test_the_seed_leaves_no_gap(plan: ParsedPlan) -> None:
    assert plan.problems == ()
