"""Give a letter that was read in simplified characters its words back as they are printed."""

from __future__ import annotations

from dataclasses import replace

from proposals.parsing.lines import squeezed
from proposals.parsing.parsed import DocNumber, ParsedLetter, ParsedRecommendation, ParsedSession, Words


def as_printed(letter: ParsedLetter, text: str) -> ParsedLetter:
    """Return a letter read from simplified characters with its words as the text prints them; spans stay."""
    if letter.text == text:
        return letter
    return replace(
        letter,
        text=text,
        title=_words(letter.title, text),
        proposal_title=_words(letter.proposal_title, text),
        index_number=_found(letter.index_number, letter.text, text),
        category=_found(letter.category, letter.text, text),
        agency=_found(letter.agency, letter.text, text),
        doc_number=_doc_number(letter.doc_number, letter.text, text),
        session=_session(letter.session, letter.text, text),
        delegates=tuple(_found(name, letter.text, text) or name for name in letter.delegates),
        recommendations=tuple(_recommendation(one, letter.text, text) for one in letter.recommendations),
    )


def _words(words: Words | None, text: str) -> Words | None:
    return Words(squeezed(words.span.of(text)), words.span) if words and words.span else words


def _found(value: str | None, read: str, text: str) -> str | None:
    """Return the value as printed: what stands where the reader found it first."""
    place = read.find(value) if value else -1
    return value if value is None or place < 0 else text[place : place + len(value)]


def _doc_number(number: DocNumber | None, read: str, text: str) -> DocNumber | None:
    if number is None:
        return None
    printed = _found(number.printed, read, text) or number.printed
    return replace(number, printed=printed, code=printed[: len(number.code)])


def _session(session: ParsedSession | None, read: str, text: str) -> ParsedSession | None:
    return replace(session, place=_found(session.place, read, text) or session.place) if session else None


def _recommendation(one: ParsedRecommendation, read: str, text: str) -> ParsedRecommendation:
    return replace(one, title=_found(one.title, read, text))
