"""Twenty drafts composed by hand of sentences taken over, changed and new, each with its origin (`by_hand/origins.txt`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kejiting.ingest.reading import read_letter
from kejiting.origins import origins_of
from kejiting.text.spans import Span
from proposals.models import ReplyLetter, Status
from proposals.records import save_letter
from tests.draft_checks.by_hand_table import drafts

_FILE = Path(__file__).parent / "by_hand" / "origins.txt"
OTHERS = ("海洋牧场", "长治创新", "黑土地", "冰雪装备")


@pytest.mark.django_db
def test_sentences_are_known_as_taken_over_changed_or_new(seeds: dict[str, ReplyLetter]) -> None:
    for name in OTHERS:
        reading = read_letter(f"{name}.txt", drafts()[name].encode())
        save_letter(reading.parsed, source=reading.source, by=None, status=Status.PUBLISHED)

    said = true = right = 0
    wrong = []
    composed = _FILE.read_text(encoding="utf-8").partition("\n")[2].split("---\n")
    for draft in composed:
        rows = [row.split("|", 1) for row in draft.strip().split("\n")]
        text = "\n".join(words for _, words in rows)
        whole = [Span(0, len(text))]
        found = {one.span.of(text): one.kind for one in origins_of(text, whole, written_on=date(2026, 11, 1))}
        for origin, words in rows:
            known = found.get(words, "new")
            true += origin != "new"
            said += known != "new"
            right += origin == known != "new"
            if origin != known:
                wrong.append((origin, known, words))

    assert true > 60
    assert 2 * right / (said + true) >= 0.97, wrong
    assert not [words for origin, _, words in wrong if origin == "new"]
