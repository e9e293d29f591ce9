"""Give a letter the shape that the command line and the API promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from kejiting.text.spans import Problem
from proposals.parsing.parsed import ParsedLetter, ParsedPassage, ParsedSession, Part
from proposals.parsing.sentences import sentences_of


def letter_shape(letter: ParsedLetter) -> dict[str, object]:
    """Return the letter's fields as plain JSON values; `figures` is empty, for others to fill in."""
    return {
        "letter_title": letter.title.value if letter.title else None,
        "index_number": letter.index_number,
        "category": letter.category,
        "agency": letter.agency,
        "doc_number": letter.doc_number.printed if letter.doc_number else None,
        "written_on": _iso(letter.written_on),
        "published_on": _iso(letter.published_on),
        "kind": letter.kind,
        "session": session_shape(letter.session),
        "number": letter.number,
        "delegates": list(letter.delegates),
        "proposal_title": letter.proposal_title.value if letter.proposal_title else None,
        "document_type": letter.document_type,
        "addressee": letter.addressee,
        "recommendations": [
            {"title": one.title, "sections": _sections(letter, one.passages)} for one in letter.recommendations
        ],
        "letter_sections": _sections(letter, letter.letter_passages),
        "figures": [],
        "problems": [problem_shape(problem) for problem in letter.problems],
    }


def problem_shape(problem: Problem) -> dict[str, object]:
    """With its place, where it is one in the text."""
    place = {"start": problem.span.start, "end": problem.span.end} if problem.span else {}
    return {"field": problem.field, "message": problem.message, **place}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def session_shape(session: ParsedSession | None) -> dict[str, object] | None:
    if session is None:
        return None
    return {"body": session.body, "place": session.region, "term": session.term, "meeting": session.meeting}


def _sections(letter: ParsedLetter, passages: Sequence[ParsedPassage]) -> list[dict[str, object]]:
    """Group passages of one part that follow each other; an item of several paragraphs becomes one string."""
    return [_section(letter, part, list(group)) for part, group in groupby(passages, key=lambda passage: passage.part)]


def _section(letter: ParsedLetter, part: Part, passages: Sequence[ParsedPassage]) -> dict[str, object]:
    section: dict[str, object] = {
        "kind": part,
        "items": [_one_line(passage.span.of(letter.text)) for passage in passages],
    }
    if part == "prose":
        section["sentences"] = [
            {"kind": sentence.kind, "text": _one_line(sentence.span.of(letter.text))}
            for passage in passages
            for sentence in sentences_of(letter.text, passage.span, letter.sentence_kinds)
        ]
    return section


def _one_line(text: str) -> str:
    return "".join(text.split("\n"))
