"""The seed letters, read whole: what is expected of each stands in tests/golden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from proposals.parsing import letter_shape, looks_like_letter, parse_letter

ROOT = Path(__file__).parents[2]
LETTERS = sorted((ROOT / "fixtures/letters").glob("*.txt"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem[:3])
def test_a_letter_reads_as_its_golden_file_says(path: Path, update_golden: bool) -> None:
    golden = ROOT / f"tests/golden/{path.stem[:3]}.json"
    letter = parse_letter(clean(read_file(path.name, path.read_bytes()).text))
    if update_golden:
        golden.write_text(json.dumps(letter_shape(letter), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert letter_shape(letter) == json.loads(golden.read_text(encoding="utf-8"))
    assert looks_like_letter(letter)
