"""How the checks of a draft do on a department: what they find of errors put in, and what they say of letters as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kejiting.draft_checks import DraftFinding, DraftMemory, ReplyDraft, check_draft, read_draft
from kejiting.draft_checks.checks import CHECKS
from kejiting.origins import origins_of
from kejiting.text.spans import Span
from tests.department.drafts import composed
from tests.department.faults import Error, put, traps
from tests.department.truth import Department, LetterTruth
from tests.soak.chance import Chance

MEMORY = ("N1", "N5", "P1", "P2", "R1", "R2", "E1", "E2")
_LATER = 3


@dataclass
class Recall:
    """Of `put` errors of a kind `found` were found, `exact` of them with just their words."""

    kind: str
    put: int = 0
    found: int = 0
    exact: int = 0
    missed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.kind}: {self.found}/{self.put} found, {self.exact} exact"


def recall(made: Department, kind: str, number: int, seed: int = 5) -> Recall:
    """Put errors into letters of later years, which have something to be held against, and into drafts."""
    measured = Recall(kind)
    later = [letter for letter in made.letters if letter.year >= made.years[0] + _LATER]
    for error in put(made, kind, number, Chance(seed), later):
        findings = found(kind, error.text)
        measured.put += 1
        near = [one for one in findings if _meets(one, error)]
        measured.found += bool(near)
        measured.exact += any((one.start, one.end) == (error.start, error.end) or not error.words for one in near)
        if not near:
            measured.missed.append(f"{error.letter.name}: {error.text[max(0, error.start - 30) : error.end + 10]}")
    return measured


def disturbed(made: Department, letters: Iterable[LetterTruth], seed: int = 9) -> tuple[int, list[str]]:
    """Put in what looks like an error and is none; return how often, and what was found of it."""
    chance, tried, wrong = Chance(seed), 0, []
    for letter in letters:
        for trap in traps(letter, chance):
            tried += 1
            near = [one for one in found(trap.kind, trap.text) if _meets(one, trap)]
            wrong += [f"{letter.name} {trap.kind} {trap.words}: {one.message}" for one in near]
    return tried, wrong


def found(kind: str, text: str) -> list[DraftFinding]:
    draft = read_draft("稿.txt", text.encode())
    return list(CHECKS[kind](draft, DraftMemory(draft)))


def _meets(finding: DraftFinding, error: Error) -> bool:
    """What was left out is missed wherever the finding says so."""
    return not error.words or (finding.start < error.end and error.start < finding.end)


@dataclass
class Untouched:
    """What is said of letters with nothing wrong: findings of kinds that remember, those that are `must`, all by kind.

    `true`: promises that a letter passes over, and sentences that it carries over with their year, as the truth has it.
    """

    letters: int = 0
    milliseconds: list[int] = field(default_factory=list)
    by_kind: Counter[str] = field(default_factory=Counter)
    must: list[str] = field(default_factory=list)
    memory: list[str] = field(default_factory=list)
    true: int = 0

    @property
    def memory_a_letter(self) -> float:
        return len(self.memory) / max(1, self.letters)


def untouched(made: Department, letters: Iterable[LetterTruth]) -> Untouched:
    measured = Untouched()
    for letter in letters:
        draft = read_draft("稿.txt", letter.text.encode())
        checked = check_draft(draft, DraftMemory(draft))
        measured.letters += 1
        measured.milliseconds.append(checked.milliseconds)
        measured.by_kind.update(one.kind for one in checked.findings)
        for one in checked.findings:
            said = f"{letter.name} {one.kind} {one.span.of(draft.text)} | {one.message}"
            if one.level == "must":
                measured.must.append(said)
            elif one.kind in MEMORY and _is_true(made, letter, draft, one):
                measured.true += 1
            elif one.kind in MEMORY:
                measured.memory.append(said)
    return measured


def _is_true(made: Department, letter: LetterTruth, draft: ReplyDraft, finding: DraftFinding) -> bool:
    passed_over = (made.promises[number - 1].wording for number in letter.passed_over)
    if finding.kind == "P1":
        return any(wording[:12] in finding.message for wording in passed_over)
    carried = (mark for mark in letter.marks if mark.kind == "carried")
    return finding.kind == "R1" and any(mark.start < finding.end and finding.start < mark.end for mark in carried)


def sample(made: Department, number: int, seed: int = 3) -> Sequence[LetterTruth]:
    """All drafts and so many issued letters."""
    return [*made.drafts, *Chance(seed).sample(made.issued, min(number, len(made.issued)))]


def origins(made: Department, number: int) -> tuple[float, list[str]]:
    """Return F1 of the sentences of composed drafts that are taken over or changed, each found to be so; and the others."""
    right = said = true = 0
    wrong: list[str] = []
    for draft in composed(made, number):
        text = draft.text
        kinds: dict[str, str] = {one.span.of(text): one.kind for one in origins_of(text, [Span(0, len(text))])}
        for kind, words in draft.sentences:
            found_kind = kinds.get(words, "new")
            true += kind != "new"
            said += found_kind != "new"
            right += kind == found_kind != "new"
            if kind != found_kind:
                wrong.append(f"{kind}, found {found_kind}: {words}")
    return 2 * right / max(1, said + true), wrong
