"""What an answer promises, over all of its passages: among its next steps, in lists that a lead opens, and for sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kejiting.text.fold import fold
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.commitments.commitment import ParsedCommitment
from measures.extraction.commitments.leads import is_bare, is_lead, lead_of_promises
from measures.extraction.commitments.promising import begin_of_sure, goes_on, is_deed, promises_nothing
from measures.extraction.commitments.read_piece import read_piece
from measures.extraction.commitments.splitting import PromisePart, opening_mark, pieces_of
from proposals.parsing.parsed import ParsedPassage
from proposals.parsing.stops import sentence_spans

_LONGEST_LEAD = 200
# ——提升, ●提升
_BULLET = lazy_re("(?:—{1,2}|-{1,2}|[●○■□◆◇▲△★☆•▪*·])")


@dataclass(frozen=True, slots=True)
class AnswerCommitment:
    """`passage`: which of the passages that were given; `commitment` counts characters of that passage's text.

    `lead`: the words that open the list in which it stands, in characters of the letter's text; they may stand in a
    passage before. None outside of a list, and for 下一步， alone.
    """

    passage: int
    commitment: ParsedCommitment
    lead: Span | None


class _ItemMark(NamedTuple):
    kind: int
    number: int


# Kinds beside those of `splitting`
_BULLETED, _BARE = -1, -2
_UNNUMBERED = 0


@dataclass(frozen=True, slots=True)
class _OpenList:
    """`mark`: that of the item that came last."""

    lead: Span
    mark: _ItemMark

    def takes(self, mark: _ItemMark) -> bool:
        follows = self.mark.number if mark.number == _UNNUMBERED else self.mark.number + 1
        return (mark.kind, mark.number) == (self.mark.kind, follows)


def _item_mark(words: str) -> _ItemMark | None:
    """1. and 一是, ——, or nothing before what is to be done; None before other words."""
    if mark := opening_mark(words):
        return _ItemMark(mark.family, mark.number)
    if _BULLET.match(words):
        return _ItemMark(_BULLETED, _UNNUMBERED)
    return _ItemMark(_BARE, _UNNUMBERED) if is_deed(words) else None


def read_answer(
    text: str, passages: Sequence[ParsedPassage], written_on: date | None = None, agency: str | None = None
) -> tuple[AnswerCommitment, ...]:
    """Return what the passages of one answer promise, in order; `text` is the letter's.

    Among next steps every item and sentence promises that is no lead, question or report. Elsewhere only what says for
    sure that somebody will do something, and the items of a list whose lead says so: what else may be promised is left
    to people (`read_sentences`).
    `written_on` and `agency` as for `find_commitments`.
    """
    return tuple(_Reader(text, written_on, agency).commitments(passages))


def find_commitments(
    text: str, written_on: date | None = None, agency: str | None = None
) -> tuple[ParsedCommitment, ...]:
    """Return the commitments of a passage of next steps in order.

    一是…二是…, 一方面…另一方面…, ①② and sentences beside each other are several. `text` stands as in the letter: line
    breaks and spaces inside are of no account. `written_on`, the letter's date, is what 年底前 and 三年内 are reckoned
    from; `agency` is the office that writes, never an actor.
    """
    passage = ParsedPassage("next_steps", Span(0, len(text)))
    return tuple(one.commitment for one in read_answer(text, [passage], written_on, agency))


class _Reader:
    def __init__(self, text: str, written_on: date | None, agency: str | None) -> None:
        self._text = text
        self._written_on = written_on
        self._agency = fold(agency) if agency else None
        self._open: _OpenList | None = None
        self._goes_on = False

    def commitments(self, passages: Sequence[ParsedPassage]) -> Iterator[AnswerCommitment]:
        before: ParsedPassage | None = None
        for number, passage in enumerate(passages):
            folded = fold_with_offsets(passage.span.of(self._text))
            listed = self._lead_of_list(folded.text, passage, before)
            for part, lead in self._parts(folded, passage, listed):
                commitment = read_piece(folded, part, self._written_on, self._agency)
                yield AnswerCommitment(number, commitment, lead)
            before = passage

    def _lead_of_list(self, words: str, passage: ParsedPassage, before: ParsedPassage | None) -> Span | None:
        """Return the lead of the list of which the passage is an item; None where it is none."""
        mark = _item_mark(words)
        if mark is None:
            self._open = None
        elif self._open and self._open.takes(mark):
            self._open = replace(self._open, mark=mark)
        else:
            lead = self._lead_before(passage, before) if mark.number in (1, _UNNUMBERED) else None
            self._open = _OpenList(lead, mark) if lead else None
        return self._open.lead if self._open else None

    def _lead_before(self, passage: ParsedPassage, before: ParsedPassage | None) -> Span | None:
        """Return the words right before a list's first item that open it: of the passage before, or a heading's."""
        start = passage.span.start
        end = len(self._text[:start].rstrip())
        begin = self._text.rfind("\n", 0, end) + 1
        if before and begin < before.span.end:
            begin = before.span.start
        begin = max(begin, end - _LONGEST_LEAD)
        folded = fold_with_offsets(self._text[begin:end])
        last = next(reversed(list(sentence_spans(folded.text, Span(0, len(folded.text))))), None)
        if last is None or not is_lead(last.of(folded.text)):
            return None
        mark = opening_mark(last.of(folded.text))
        own = Span(last.start + (mark.end if mark else 0), last.end)
        lead = lead_of_promises(folded.text, own) or (own if passage.part == "next_steps" else None)
        return folded.original(lead).shifted(begin) if lead and not is_bare(lead.of(folded.text)) else None

    def _parts(
        self, folded: Folded, passage: ParsedPassage, listed: Span | None
    ) -> Iterator[tuple[PromisePart, Span | None]]:
        text = folded.text
        parts = pieces_of(text)
        for part in parts:
            leads = [lead for lead in part.leads if self._opens_promises(text, lead, passage)]
            outer = listed if part.is_item or part == parts[0] else None
            if passage.part == "next_steps" or leads or outer:
                whole = text[part.span.start : part.stop]
                if not promises_nothing(whole):
                    self._goes_on = True
                    yield self._own_words(text, part, whole), outer or self._lead(folded, passage, leads)
            else:
                yield from ((one, None) for one in self._sure(text, part))

    def _opens_promises(self, text: str, lead: Span, passage: ParsedPassage) -> bool:
        return passage.part == "next_steps" or lead_of_promises(text, lead) is not None

    def _lead(self, folded: Folded, passage: ParsedPassage, leads: Sequence[Span]) -> Span | None:
        """The outermost that says more than 下一步, without what it says of before; in the letter."""
        worded = next((lead for lead in leads if not is_bare(lead.of(folded.text))), None)
        if worded is None or not worded.of(folded.text).strip():
            return None
        return folded.original(lead_of_promises(folded.text, worded) or worded).shifted(passage.span.start)

    def _sure(self, text: str, part: PromisePart) -> Iterator[PromisePart]:
        for sentence in sentence_spans(text, Span(part.span.start, part.stop)):
            words = sentence.of(text)
            begin = begin_of_sure(words, self._agency)
            if begin is None and self._goes_on and goes_on(words):
                begin = 0
            self._goes_on = begin == 0
            if begin is not None:
                end = min(sentence.start + len(words.rstrip("。！？；;!?,、: ")), part.span.end)
                yield PromisePart(Span(sentence.start + begin, end), part.leads if not begin else ())

    def _own_words(self, text: str, part: PromisePart, whole: str) -> PromisePart:
        """Without a bullet; of a sentence only what promises: 暂无法实施,|我们会协调."""
        bullet = _BULLET.match(text, part.span.start, part.span.end)
        skipped = len(bullet[0]) if bullet else 0 if part.is_item else begin_of_sure(whole, self._agency) or 0
        start = part.span.start + skipped
        return replace(part, span=Span(start, part.span.end)) if start < part.span.end else part
