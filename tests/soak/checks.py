"""What holds for every file whatever is in it."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.files import read_file
from kejiting.text.mask import mask
from kejiting.text.reading_view import as_seen
from kejiting.text.spans import Span
from kejiting.text.unreadable import UnreadableFile
from proposals.parsing import LocatedText, ParsedLetter, letter_shape, parse_letter
from tests.soak.cases import Case

Kind = TypeVar("Kind")


class BrokenRule(Exception):
    """A rule did not hold; the words name it."""


def check(case: Case) -> bool:
    """Read a file the whole way: True if it was read, False if it was refused. Raises BrokenRule."""
    try:
        text = read_file(case.name, case.data).text
    except UnreadableFile as refusal:
        _hold("a refusal is a sentence", str(refusal).endswith("。"))
        return False
    canonical = clean(text)
    _hold("cleaning moves nothing but white space", strip_whitespace(canonical) == strip_whitespace(text))
    _hold("cleaning twice is cleaning once", clean(canonical) == canonical)
    letter = parse_letter(canonical)
    _hold("parsing leaves the text alone", letter.text == canonical)
    _check_spans(letter)
    _check_words(letter)
    _check_what_the_base_asks(letter)
    json.dumps(letter_shape(letter), ensure_ascii=False).encode()
    return True


def _check_spans(letter: ParsedLetter) -> None:
    _hold("spans lie in the text", all(span.end <= len(letter.text) for span in _of_kind(letter, Span)))
    _hold("masked spans ascend", all(one.end <= other.start for one, other in pairwise(letter.masked)))
    _hold("masking keeps the length", len(mask(letter.text, list(letter.masked))) == len(letter.text))


def _check_words(letter: ParsedLetter) -> None:
    for words in _of_kind(letter, LocatedText):
        _hold(
            "words stand where they say",
            words.span is None or as_seen(words.span.of(letter.text)) == words.value,
        )
    for ask in letter.recommendations:
        heading = as_seen(ask.heading.of(letter.text)) if ask.heading else None
        _hold("an ask's title stands in its heading", heading is None or strip_whitespace(ask.title or "") in heading)


def _check_what_the_base_asks(letter: ParsedLetter) -> None:
    passages = [*letter.letter_passages, *(passage for ask in letter.recommendations for passage in ask.passages)]
    _hold("passages hold words", all(passage.span.of(letter.text).strip() for passage in passages))
    places = Counter((passage.part, passage.span) for passage in passages)
    places += Counter(("recommendation", ask.heading) for ask in letter.recommendations if ask.heading)
    _hold("no passage stands twice", all(count == 1 for count in places.values()))
    fields = (getattr(letter, field.name) for field in dataclasses.fields(letter) if field.name != "text")
    _hold("a field is absent, never empty", all(value != "" for value in fields))


def _of_kind(value: object, kind: type[Kind]) -> Iterator[Kind]:
    """Everything of a kind that a value is made of."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _of_kind(one, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _of_kind(getattr(value, field.name), kind)


def _hold(rule: str, holds: bool) -> None:
    if not holds:
        raise BrokenRule(rule)
