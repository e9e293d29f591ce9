"""Plans of many places and layouts, all made up, each beside what a careful reader takes from it.

21 to 30 were written when the rules for the first twenty stood, 31 to 38 when those for thirty did, 39 to 43 when those
for thirty-eight did; each was measured once before it was looked at.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean
from measures.extraction.plan import parse_plan
from measures.extraction.shape import plan_shape
from tests.extraction.test_golden_plan import plain

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))


def canonical(text: str) -> str:
    """Rows of tables keep the tabs between their cells."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(lines) if "\t" in text else clean(text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_read(path: Path) -> None:
    shape: dict[str, Any] = plan_shape(parse_plan(canonical(path.read_text(encoding="utf-8"))))
    want: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    for field in ("title", "issuer", "issued_on", "doc_number", "cites"):
        assert shape[field] == want[field], field
    sections = [(section["number"] or "", section["title"]) for section in shape["sections"]]
    assert not [section for section in want["sections"] if (section["number"], section["title"]) not in sections]
    assert [(target["section"], target["comparator"], target["low"], target["high"], target["unit"], target["due"]) for target in shape["targets"]] == [
        (target["section"] or "", target["comparator"], target["low"], target["high"], target["unit"], target["due"]) for target in want["targets"]
    ]  # fmt: skip
    for target, wanted in zip(shape["targets"], want["targets"], strict=True):
        assert plain(wanted["indicator_has"]) in plain(target["indicator"])
    for wanted in want["measures"]:
        (text,) = (
            measure["text"]
            for measure in shape["measures"]
            if (measure["number"], measure["section"] or "") == (wanted["number"], wanted["section"])
        )
        assert plain(wanted["begins"]) in plain(text)
        assert plain(text).endswith(plain(wanted["ends"]))
