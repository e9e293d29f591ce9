"""What checks find of faults put into letters, where they find them, and what they say of letters as they are."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from random import Random

import pytest

from kejiting.draft_checks import DraftFinding, DraftMemory, check_draft, read_draft
from kejiting.draft_checks.checks import CHECKS
from measures.models import Commitment, Plan
from proposals.models import ReplyLetter
from tests.conftest import settle_figures
from tests.draft_checks import faults
from tests.draft_checks.faults import Fault

pytestmark = pytest.mark.django_db
MEMORY = ("N1", "N2", "N3", "N4", "N5", "P1", "P2", "P3", "R1", "R2")
# `make soak` puts in as many of each as when the rules were made
NUMBER = 50 if "SOAK" in os.environ else 12


@pytest.fixture
def letters(seeds: dict[str, ReplyLetter], plan: Plan) -> list[ReplyLetter]:
    settle_figures(seeds)
    return list(seeds.values())


def found(kind: str, text: str) -> list[DraftFinding]:
    draft = read_draft("稿.txt", text.encode())
    return list(CHECKS[kind](draft, DraftMemory(draft)))


@pytest.mark.parametrize(
    ("kind", "put", "least"),
    [
        ("N1", faults.other_values, 0.9),
        ("N2", faults.sums, 0.97),
        ("N3", faults.slips_of_scale, 0.97),
        ("N4", faults.number_wordings, 0.97),
        ("N5", faults.named_otherwise, 0.9),
        ("P3", faults.vague, 0.9),
        ("R2", faults.left_over, 0.9),
    ],
)
def test_faults_are_found_where_they_are(
    letters: list[ReplyLetter],
    kind: str,
    put: Callable[[Sequence[ReplyLetter], Random, int], Iterator[Fault]],
    least: float,
) -> None:
    missed, off = [], []
    number = 0
    for fault in put(letters, Random(157), NUMBER):  # noqa: S311
        number += 1
        findings = found(kind, fault.text)
        end = fault.place + len(fault.words)
        if not any(one.start < end and fault.place < one.end for one in findings):
            missed.append(fault.text[max(0, fault.place - 30) : end + 10])
        elif not any((one.start, one.end) == (fault.place, end) for one in findings):
            off.append(fault.words)

    assert number >= 0.8 * NUMBER
    assert len(missed) <= (1 - least) * number, missed
    assert len(off) <= 0.02 * number, off


def test_sentences_of_earlier_letters_are_found_with_their_times(letters: list[ReplyLetter]) -> None:
    """R1 and P2: sentences of former letters stand in later ones; each is found as a whole."""
    chance = Random(12)  # noqa: S311
    pairs = [(one, other) for one in letters for other in letters if one.written_on < other.written_on]
    timed = [(one, other) for one, other in pairs if any(_timed(one))]
    early = {one for one, _ in pairs}
    count = Counter[str]()
    for _ in range(NUMBER):
        source, target = chance.choice(timed)
        sentence = chance.choice(list(_timed(source)))
        fault = faults.with_sentence(target, sentence, sentence, chance)
        findings = found("R1", fault.text)
        count["R1"] += any((one.start, one.end) == (fault.place, fault.place + len(sentence)) for one in findings)
    promises = Commitment.objects.filter(letter__in=early, passage__part="next_steps").order_by("pk")
    for _ in range(NUMBER):
        promise = chance.choice(promises)
        target = chance.choice([other for one, other in pairs if one == promise.letter])
        words = promise.wording.rstrip("。；")
        at = chance.choice([one for one in target.passages.all() if one.part == "next_steps"]).end
        text = f"{target.text[:at]}{'' if target.text[:at].endswith('。') else '。'}{words}。{target.text[at:]}"
        count["P2"] += any(words[:10] in text[one.start : one.end] for one in found("P2", text))

    assert count["R1"] >= 0.9 * NUMBER
    assert count["P2"] >= 0.9 * NUMBER, count


def _timed(letter: ReplyLetter) -> Iterator[str]:
    for passage in letter.passages.all():
        if passage.part in ("measures", "outcomes", "next_steps"):
            for sentence in re.findall(r"[^。；\n]{20,90}。", passage.text):
                if re.search(r"20\d\d年|今年|目前|近年", sentence):
                    yield sentence


def test_open_promises_to_the_same_delegate_are_missed(letters: list[ReplyLetter]) -> None:
    """P1: a later letter to the same person says nothing of what was promised."""
    for letter in letters:
        name = letter.answers.all()[0].proposal.delegates.all()[0].name
        text = (
            f"关于省政协十三届四次会议第9号委员提案的答复\n{name}委员：\n您提出的《关于加强科普工作的提案》收悉，现答复如下：\n"
            "一、关于“办好科普场馆”的建议\n（一）已开展的工作\n1.免费开放科普场馆，接待群众。\n感谢您对科技工作的支持。\n"
            "吉林省科学技术厅\n2026年6月18日\n"
        )
        waiting = Commitment.objects.filter(letter=letter, is_dismissed=False).exclude(verifiability="vague")
        findings = found("P1", text)
        assert bool(findings) == waiting.exists()
        for finding in findings:
            assert finding.start == finding.end
            assert finding.against
            assert waiting.filter(wording__startswith=finding.against.text[:6]).exists()


def test_letters_as_they_are_are_left_alone(letters: list[ReplyLetter]) -> None:
    """The seeds' known discrepancy is found, 22 days apart, and nothing else of the kinds that remember."""
    told = {}
    for letter in letters:
        draft = read_draft("稿.txt", letter.text.encode())
        checked = check_draft(draft, DraftMemory(draft))
        assert not checked.problems
        assert not checked.must
        told[letter.written_on] = {
            (one.kind, draft.text[one.start : one.end]) for one in checked.findings if one.kind in MEMORY
        }
    assert told.pop(date(2025, 6, 18)) == {("N1", "1239个"), ("N1", "3.2亿元"), ("N1", "2.3亿元")}
    assert told.pop(date(2025, 5, 27)) == {("N1", "633个"), ("N1", "1.6亿元"), ("N1", "9942万元")}
    assert not any(told.values())
