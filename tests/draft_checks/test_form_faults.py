"""Faults of each kind are found where they were put; in letters as they were issued nothing is called a must."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kejiting.draft_checks import DraftFinding, DraftMemory, ReplyDraft, check_draft, read_draft
from kejiting.draft_checks.checks import CHECKS
from measures.models import Plan
from proposals.models import ReplyLetter
from proposals.parsing import parse_letter
from tests.conftest import name_topics
from tests.draft_checks.form_faults import FAULTS, Faulty
from tests.draft_checks.letters import full_letters, letters

TIMES = 50 if "SOAK" in os.environ else 25
RECALL = {"F": 0.97, "X": 0.97, "C": 0.9, "E": 0.9}
EXACT = 0.98


def faulty(kind: str) -> Iterator[Faulty]:
    """Yield so many letters with one fault each, the same in each run."""
    dice = random.Random(kind)  # noqa: S311
    sources, made = letters(), 0
    for turn in range(TIMES * 20):
        fault = FAULTS[kind][turn % len(FAULTS[kind])]
        broken = fault(dice.choice(sources), dice)
        if broken:
            yield broken
            made += 1
        if made == TIMES:
            return


def found(kind: str, text: str, broken: Faulty | None = None) -> list[DraftFinding]:
    draft = ReplyDraft("稿.txt", parse_letter(text))
    return list(CHECKS[kind](draft, DraftMemory(draft, request=broken.request if broken else None)))


@pytest.fixture
def base(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    """The seeds, the plan, and the topics that a new installation knows."""
    name_topics()


@pytest.mark.parametrize("kind", FAULTS)
def test_it_works(kind: str, base: None) -> None:
    missed, inexact, total = [], [], 0
    for broken in faulty(kind):
        total += 1
        findings = found(kind, broken.text, broken)
        at = [broken.text[finding.start : finding.end] for finding in findings]
        if not any(text in broken.words for text in at):
            near = any(text and words and (words in text or text in words) for text in at for words in broken.words)
            (inexact if near else missed).append((broken.words, at))

    assert total == TIMES
    assert len(missed) <= TIMES * (1 - RECALL[kind[0]]), missed
    assert len(inexact) <= TIMES * (1 - EXACT), inexact


def test_what_was_issued_has_no_must(base: None) -> None:
    for text in letters():
        draft = ReplyDraft("稿.txt", parse_letter(text))
        checked = check_draft(draft, DraftMemory(draft))

        assert checked.problems == ()
        assert [(one.kind, one.message) for one in checked.findings if one.level == "must"] == []
        assert sum(one.level == "ask" for one in checked.findings) <= 1


def test_a_full_reply_has_nothing_to_ask(base: None) -> None:
    for text in full_letters():
        draft = ReplyDraft("稿.txt", parse_letter(text))

        assert [(one.kind, one.message) for one in check_draft(draft, DraftMemory(draft)).findings] == []


LAYOUTS = sorted((Path(__file__).parent.parent / "parsing" / "layouts").glob("*.txt"))


def test_letters_of_other_agencies_have_no_must(base: None) -> None:
    for path in LAYOUTS[::4]:
        draft = read_draft(path.name, path.read_bytes())

        assert [
            (path.name, one.kind, one.message)
            for one in check_draft(draft, DraftMemory(draft)).findings
            if one.level == "must"
        ] == []
