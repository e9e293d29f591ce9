"""Where the characters of a Word document's text stand in the bytes of its main part, and what surrounds them.

The text is known: it was read by `read_docx` and cleaned, which moves white space only. The paragraphs of the part are
looked up in it in their order, so each character that is no white space has its place; numbers of lists, which Word
makes itself, have none. Boxes hold no comments in Word: their text has no place either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kejiting.text.lazy_re import lazy_re
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.characters import PartWalk, WordCharacter, WordMark
from kejiting.text.word.package import BROKEN, WordPackage

XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARED = lazy_re(rb"<\?xml[^>]*?encoding=[\"']([A-Za-z0-9._-]+)[\"']")

# A paragraph so short is found only near where the one before it ended.
_SHORT, _NEAR, _FAR = 4, 24, 4000
_LEAST_ALIKE = 0.5


@dataclass(slots=True)
class WordPlaces:
    """`places`: for each character of the text that is no white space, by its ordinal, its number in `characters`."""

    characters: list[WordCharacter] = field(default_factory=list)
    marks: list[WordMark] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    prefix: str = "w"

    def ordinals(self) -> dict[int, int]:
        """Return the other way round: from characters of the part to those of the text."""
        return {number: ordinal for ordinal, number in self.places.items()}


def read_places(data: bytes, text: str) -> WordPlaces:
    """Return where the characters of a Word file's canonical text stand. Raises UnreadableFile."""
    package = WordPackage(data)
    return find_places(in_utf8(package.read(package.main_name())), text)


def in_utf8(part: bytes) -> bytes:
    """Return a part in UTF-8, as nearly all are; one in another encoding is written anew."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return XML_HEAD + part.decode("utf-16", "replace").partition("?>")[2].encode()
    declared = _DECLARED.match(part[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        return part
    try:
        return XML_HEAD + part.decode(declared[1].decode()).partition("?>")[2].encode()
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile(BROKEN) from error


def find_places(part: bytes, text: str) -> WordPlaces:
    """Return where the text's characters stand in the main part, which is UTF-8. Raises UnreadableFile."""
    walk = PartWalk(part)
    places = WordPlaces(walk.characters, walk.marks, prefix=walk.prefix)
    squeezed = "".join(text.split())
    cursor = 0
    for numbers in walk.paragraphs:
        words = "".join(walk.characters[number].char for number in numbers)
        for ordinal, index in _align(squeezed, words, cursor):
            places.places[ordinal] = numbers[index]
            cursor = max(cursor, ordinal + 1)
    return places


def _align(text: str, words: str, cursor: int) -> Iterator[tuple[int, int]]:
    """Yield which character of the text each of a paragraph is."""
    if not words:
        return
    reach = cursor + (_NEAR if len(words) < _SHORT else _FAR) + len(words)
    at = text.find(words, cursor, reach)
    if at >= 0:
        yield from ((at + index, index) for index in range(len(words)))
        return
    around = text[cursor : cursor + len(words) * 2 + _NEAR]
    matcher = SequenceMatcher(None, around, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) >= _LEAST_ALIKE * len(words):
        for block in blocks:
            yield from ((cursor + block.a + step, block.b + step) for step in range(block.size))
