"""Give a letter that was read in the view of its text the places and the words of the text itself."""

from __future__ import annotations

from dataclasses import replace

from kejiting.text.reading_view import ReadingView
from proposals.parsing.parsed import (
    DocNumber,
    LocatedText,
    ParsedLetter,
    ParsedPassage,
    ParsedRecommendation,
    ParsedSession,
)


def as_printed(letter: ParsedLetter, view: ReadingView) -> ParsedLetter:
    """Return the letter with spans of the source and values as they are printed there."""
    if view.is_source:
        return letter
    return replace(
        letter,
        text=view.source,
        title=_words(letter.title, view),
        proposal_title=_words(letter.proposal_title, view),
        index_number=view.printed_value(letter.index_number),
        category=view.printed_value(letter.category),
        agency=view.printed_value(letter.agency),
        doc_number=_doc_number(letter.doc_number, view),
        session=_session(letter.session, view),
        number=view.printed_value(letter.number),
        delegates=tuple(view.printed_value(name) or name for name in letter.delegates),
        recommendations=tuple(_recommendation(ask, view) for ask in letter.recommendations),
        letter_passages=_passages(letter.letter_passages, view),
    )


def _words(words: LocatedText | None, view: ReadingView) -> LocatedText | None:
    return LocatedText(view.as_printed(words.span), view.in_source(words.span)) if words and words.span else words


def _doc_number(number: DocNumber | None, view: ReadingView) -> DocNumber | None:
    if number is None:
        return None
    printed = view.printed_value(number.printed) or number.printed
    code = view.printed_value(number.code) or number.code
    return replace(number, printed=printed, code=code)


def _session(session: ParsedSession | None, view: ReadingView) -> ParsedSession | None:
    return replace(session, region=view.printed_value(session.region) or session.region) if session else None


def _recommendation(ask: ParsedRecommendation, view: ReadingView) -> ParsedRecommendation:
    return replace(
        ask,
        title=view.printed_value(ask.title),
        heading=view.in_source(ask.heading) if ask.heading else None,
        passages=_passages(ask.passages, view),
    )


def _passages(passages: tuple[ParsedPassage, ...], view: ReadingView) -> tuple[ParsedPassage, ...]:
    return tuple(replace(passage, span=view.in_source(passage.span)) for passage in passages)
