"""What a letter promises, as rows of the ledger: what the rules read of its answers, and what people named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, cast

from kejiting.text.fold import fold
from kejiting.text.spans import Span
from kejiting.web.actions import get_or_refuse
from measures.extraction.commitments import ParsedCommitment, places_again, read_answer, read_named
from measures.models import Commitment, CommitmentReview, CommitmentStep
from measures.records.ledger_rows import reconcile_rows
from proposals.models import Part, Passage, ReplyLetter
from proposals.parsing.parsed import ParsedPassage
from proposals.parsing.parsed import Part as ParsedPart

_COLUMNS = (
    "passage", "start", "end", "wording", "folded", "action", "actor", "partners", "due", "due_on", "verifiability", "cues",
    "lead", "lead_start", "lead_end",
)  # fmt: skip
# What an answer says, as against what it is headed with
ANSWER_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)


def refresh_commitments(letter: ReplyLetter) -> None:
    """A commitment that keeps its words is the same commitment, and keeps what people found of it.

    One that people named, followed up or ruled on is never lost. What people named, and what they settled that the
    rules do not read any more, is looked for by its words in the whole answer; the rules add nothing over it.
    """
    settled = _settled(letter)
    held = list(Commitment.objects.filter(letter=letter))
    read = list(_read(letter))
    by_rules = {one.folded for one in read}
    # What people settled is looked for by its words, too, where the rules of today find no promise in them.
    sought = [one for one in held if one.is_by_person or (one.pk in settled and one.folded not in by_rules)]
    named = list(_named(letter, sought))
    known = {one.folded for one in held if one.pk in settled and not one.is_by_person}
    reconcile_rows(
        Commitment,
        letter,
        [*named, *(one for one in read if one.folded in known or not any(covers(by, one) for by in named))],
        columns=_COLUMNS,
        identities=(lambda commitment: (commitment.origin, commitment.folded),),
        is_settled=lambda commitment: commitment.pk in settled,
        keep_settled=True,
    )


def row_of_reading(letter: ReplyLetter, passage: Passage, text: str, read: ParsedCommitment) -> Commitment:
    """The row, not saved, of what was read of `text`, the passage's public text."""
    return Commitment(letter=letter, passage=passage, **_values(text, read))


def covers(one: Commitment, other: Commitment) -> bool:
    """Does `one` stand in the other's way? If they share words; what was set aside, if it is the very same words."""
    if one.passage_id is None or one.passage_id != other.passage_id:
        return False
    if one.is_dismissed:
        return one.folded == other.folded
    return one.start < other.end and other.start < one.end


def _settled(letter: ReplyLetter) -> set[int]:
    """Those that people named, followed up, set aside."""
    acts = (CommitmentStep, CommitmentReview)
    return {
        pk for act in acts for pk in act.objects.filter(commitment__letter=letter).values_list("commitment", flat=True)
    }


def _named(letter: ReplyLetter, known: Iterable[Commitment]) -> Iterator[Commitment]:
    """What people named or settled, where its words stand now: in the same passage if they do, the nearest place, each its own."""
    passages = [
        (passage, letter.public_text[passage.start : passage.end])
        for passage in letter.passages.filter(part__in=ANSWER_PARTS).order_by("start", "id")
    ]
    taken: list[tuple[int, Span]] = []
    for one in known:
        free = [
            (passage, text, place)
            for passage, text in passages
            for place in places_again(text, one.folded)
            if not any(pk == passage.pk and place.overlaps(span) for pk, span in taken)
        ]
        if not free:
            continue
        passage, text, place = min(
            free, key=lambda spot: (spot[0].pk != one.passage_id, abs(spot[2].start - one.start))
        )
        read = read_named(text, place, letter.written_on, letter.agency)
        if read is not None:
            taken.append((passage.pk, read.span))
            row = row_of_reading(letter, passage, text, read)
            row.origin, row.is_dismissed = one.origin, one.is_dismissed
            yield row


def _read(letter: ReplyLetter) -> Iterator[Commitment]:
    """Answer by answer: a list may stand in several passages of one."""
    text = letter.public_text
    passages = letter.passages.filter(part__in=ANSWER_PARTS).order_by("start", "id")
    for _, group in groupby(passages, key=lambda passage: passage.recommendation_id):
        answer = list(group)
        parsed = [ParsedPassage(cast(ParsedPart, passage.part), passage.span) for passage in answer]
        for found in read_answer(text, parsed, letter.written_on, letter.agency):
            passage = answer[found.passage]
            row = row_of_reading(letter, passage, passage.span.of(text), found.commitment)
            if found.lead:
                row.lead = _words(text, found.lead)
                row.lead_start, row.lead_end = found.lead.start, found.lead.end
            yield row


def _values(text: str, read: ParsedCommitment) -> dict[str, Any]:
    return {
        "start": read.span.start,
        "end": read.span.end,
        "wording": read.span.of(text),
        "folded": fold(read.span.of(text)),
        "action": _words(text, read.what),
        "actor": _words(text, read.actor)[:200] if read.actor else None,
        "partners": "、".join(_words(text, span) for span in read.partners)[:300] or None,
        "due": _words(text, read.due.span)[:60] if read.due else None,
        "due_on": read.due.day if read.due else None,
        "verifiability": read.checkable,
        "cues": [{"words": _words(text, sign.span), "reason": sign.reason} for sign in read.signs],
    }


def _words(text: str, span: Span) -> str:
    """On one line."""
    return "".join(span.of(text).split())


def lock_letters(*keys: int) -> None:
    """Before all else, as corrections do, in the order of their keys: so that a correction and a deed do not cross."""
    list(ReplyLetter.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def lock_commitment(commitment: Commitment, gone: str) -> Commitment:
    """As it is now. Raises ActionError, `gone`, if a correction took it away."""
    return get_or_refuse(Commitment.objects.select_for_update().filter(pk=commitment.pk).order_by(), gone)
