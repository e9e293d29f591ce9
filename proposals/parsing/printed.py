"""Give a letter that was read in the view of its text the places and the words of the text itself.

What identifies a session, a document's issuer or a day is that of the view.
"""

from __future__ import annotations

from dataclasses import replace

from kejiting.text.reading_view import ReadingView
from proposals.parsing.parsed import (
    DocNumber,
    LocatedText,
    ParsedLetter,
    ParsedPassage,
    ParsedRecommendation,
)


def as_printed(letter: ParsedLetter, view: ReadingView) -> ParsedLetter:
    """Return the letter with spans of the source and values as they are printed there."""
    return replace(
        letter,
        text=view.source,
        title=_words(letter.title, view),
        proposal_title=_words(letter.proposal_title, view),
        index_number=_printed(letter.index_number, view),
        category=_printed(letter.category, view),
        agency=_printed(letter.agency, view),
        addressee=_printed(letter.addressee, view),
        doc_number=_doc_number(letter.doc_number, view),
        number=_printed(letter.number, view),
        delegates=tuple(map(view.printed, letter.delegates)),
        recommendations=tuple(_recommendation(ask, view) for ask in letter.recommendations),
        letter_passages=_passages(letter.letter_passages, view),
    )


def _words(words: LocatedText | None, view: ReadingView) -> LocatedText | None:
    return LocatedText(view.as_printed(words.span), view.in_source(words.span)) if words and words.span else words


def _doc_number(number: DocNumber | None, view: ReadingView) -> DocNumber | None:
    if number is None:
        return None
    return replace(number, printed=view.printed(number.printed))


def _printed(words: str | None, view: ReadingView) -> str | None:
    return None if words is None else view.printed(words)


def _recommendation(ask: ParsedRecommendation, view: ReadingView) -> ParsedRecommendation:
    return replace(
        ask,
        title=_printed(ask.title, view),
        heading=view.in_source(ask.heading) if ask.heading else None,
        passages=_passages(ask.passages, view),
    )


def _passages(passages: tuple[ParsedPassage, ...], view: ReadingView) -> tuple[ParsedPassage, ...]:
    return tuple(replace(passage, span=view.in_source(passage.span)) for passage in passages)
