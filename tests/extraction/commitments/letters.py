"""Letters labelled by hand: what they promise, and how much of it the rules find, for sure or as an offer to people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kejiting.text.spans import Span
from measures.extraction.commitments import read_answer, read_sentences
from proposals.parsing import parse_letter
from proposals.parsing.parsed import ParsedLetter, ParsedPassage

# ⟦…⟧, ⟦>…⟧, ⟪…⟫, ⟨…⟩, @{…}
_MARKUP = re.compile(r"⟦>?|⟧|[⟪⟫⟨⟩]|@\{|\}")
_HEAD = (
    "关于市政协十四届三次会议第157号提案的答复\n张明远委员：\n您提出的《关于推动高质量发展的提案》收悉，现答复如下：\n"
)


@dataclass(frozen=True)
class Label:
    """`lead`: the words that open the list in which the promise stands."""

    span: Span
    actor: str | None = None
    lead: Span | None = None


@dataclass
class LabelledLetter:
    text: str
    labels: list[Label] = field(default_factory=list)
    either: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Finding:
    """What becomes a commitment (`is_sure`) or is offered to people, by its span in the letter."""

    span: Span
    is_sure: bool
    actor: str | None = None
    lead: Span | None = None


@dataclass
class Tally:
    """`wrong` and `missed`: the words themselves, for a person to read."""

    promises: int = 0
    sure: int = 0
    right: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    actors: list[tuple[str | None, str | None]] = field(default_factory=list)
    leads: list[tuple[str | None, str | None]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what becomes a commitment."""
        return self.right / self.sure

    @property
    def recall(self) -> float:
        """Of what becomes a commitment or is offered."""
        return self.found / self.promises


def read_letters(name: str) -> list[LabelledLetter]:
    blocks = re.split(r"^== ", (Path(__file__).parent / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_read(*block.split("\n", 1)) for block in blocks[1:]]


def _read(head: str, body: str) -> LabelledLetter:
    day, agency = head.split()
    letter = LabelledLetter(_HEAD)
    opened: dict[str, int] = {}
    actor: str | None = None
    lead: Span | None = None
    at = 0
    for mark in _MARKUP.finditer(body):
        letter.text += body[at : mark.start()]
        at, here = mark.end(), len(letter.text)
        match mark[0]:
            case "⟧":
                of_list = "⟦>" in opened
                span = Span(opened.pop("⟦>", None) or opened.pop("⟦", 0), here)
                letter.labels.append(Label(span, actor, lead if of_list else None))
                actor = None
            case "⟫":
                lead = Span(opened.pop("⟪"), here)
            case "⟩":
                letter.either.append(Span(opened.pop("⟨"), here))
            case "}":
                actor = letter.text[opened.pop("@{") :]
            case opening:
                opened[opening] = here
    written = date.fromisoformat(day)
    letter.text += (
        f"{body[at:]}感谢您对我们工作的关心和支持！\n{agency}\n{written.year}年{written.month}月{written.day}日"
    )
    return letter


def findings(text: str) -> list[Finding]:
    letter = parse_letter(text)
    answers = [*(ask.passages for ask in letter.recommendations), letter.letter_passages]
    return [found for passages in answers for found in _findings(letter, passages)]


def _findings(letter: ParsedLetter, passages: Sequence[ParsedPassage]) -> Iterator[Finding]:
    sure = [
        Finding(
            one.commitment.span.shifted(passages[one.passage].span.start),
            is_sure=True,
            actor=one.commitment.actor and one.commitment.actor.of(passages[one.passage].span.of(letter.text)),
            lead=one.lead,
        )
        for one in read_answer(letter.text, passages, letter.written_on, letter.agency)
    ]
    yield from sure
    for passage in passages:
        for sentence in read_sentences(passage.span.of(letter.text), letter.written_on):
            span = sentence.span.shifted(passage.span.start)
            if sentence.may_promise and not any(_common(span, one.span) for one in sure):
                yield Finding(span, is_sure=False)


def count(letters: list[LabelledLetter]) -> Tally:
    """A commitment is right if it and a promise have half of the longer in common; a promise is offered if half of it is."""
    tally = Tally()
    for letter in letters:
        _count(letter, findings(letter.text), tally)
    return tally


def _count(letter: LabelledLetter, found: list[Finding], tally: Tally) -> None:
    left = list(letter.labels)
    for one in (one for one in found if one.is_sure):
        beside = sum(_common(span, one.span) for span in letter.either)
        label = next((label for label in left if _same(label.span, one.span, beside)), None)
        if label is not None:
            left.remove(label)
            tally.right += 1
            tally.actors.append((label.actor, one.actor))
            tally.leads.append((label.lead and label.lead.of(letter.text), one.lead and one.lead.of(letter.text)))
        elif 2 * beside >= _length(one.span):
            continue
        else:
            tally.wrong.append(one.span.of(letter.text))
        tally.sure += 1
    offered = [one.span for one in found if not one.is_sure]
    missed = [
        label for label in left if not any(2 * _common(label.span, span) >= _length(label.span) for span in offered)
    ]
    tally.missed += [label.span.of(letter.text) for label in missed]
    tally.promises += len(letter.labels)
    tally.found += len(letter.labels) - len(missed)


def _same(label: Span, found: Span, beside: int) -> bool:
    return 2 * _common(label, found) >= max(_length(label), _length(found) - beside)


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(span: Span) -> int:
    return span.end - span.start
