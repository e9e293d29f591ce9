"""Fold away what does not count when texts are matched: widths, white space, bracket forms, case, 繁/简.

The end of a table's cell becomes a mark, so that no term stands over two cells.

`吉科发成［２０２５］８４号` and `吉科发成〔2025〕84 号` both become `吉科发成(2025)84号`. Only for matching: what is
stored and shown stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import opencc

from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span

# 《》 and <> stay: they are marks of titles and of order, not forms of one bracket.
_SAME = {
    **dict.fromkeys("〔【[〖〘〚⦅❲⟮❨", "("),
    **dict.fromkeys("〕】]〗〙〛⦆❳⟯❩", ")"),
    **dict.fromkeys("“”„‟「」『』〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
}
# Control, format (zero width, soft hyphen), surrogate, and the three kinds of separators.
_DROPPED = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
# They choose between forms of the character before them.
_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character i of it comes from the character `offsets[i]` of the original."""

    text: str
    offsets: Sequence[int]

    def original(self, span: Span) -> Span:
        """The shortest stretch of the original that folds to what stands in `span`; an empty span stays empty."""
        if span.start == span.end:
            at = self.offsets[span.start] if span.start < len(self.offsets) else 0
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def fold(text: str) -> str:
    return text.translate(_TABLE)


def to_simplified(char: str) -> str:
    """Return the simplified form of a Chinese character, 關 → 关, where it has just one; other characters as they are."""
    if not "\u4e00" <= char <= "\u9fff":
        return char
    form = fold(char)
    return form if len(form) == 1 else char


def fold_with_offsets(text: str) -> Folded:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _SHORT.take(codes, mode="clip")
    if folded.all():  # as in nearly every text
        kept = (folded != _NOTHING).nonzero()[0]
        return Folded(folded[kept].tobytes().decode("utf-32-le"), kept.tolist())
    pieces = list(map(_TABLE.__getitem__, map(ord, text)))
    return Folded("".join(pieces), tuple(place for place, piece in enumerate(pieces) for _ in piece))


# What characters fold to that have been met and fold to one or to none; 0 for the others. All beyond stand in the last
# place, which stays 0.
_SHORT = np.zeros(1 << 16, np.uint32)
_NOTHING = (1 << 32) - 1


class _Table(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        if len(folded) <= 1 and code < len(_SHORT) - 1:
            _SHORT[code] = ord(folded) if folded else _NOTHING
        return folded


_TABLE = _Table()


def _fold_character(character: str) -> str:
    """Fold until nothing changes any more, so that folding a folded text changes nothing."""
    folded = "".join(map(_fold_once, character))
    while (again := "".join(map(_fold_once, folded))) != folded:
        folded = again
    return folded


def _fold_once(character: str) -> str:
    if character == CELL_END:  # 128 and 3560 of two cells are not 1283560
        return "|"
    if unicodedata.category(character) in _DROPPED or _VARIATION_SELECTOR.match(character):
        return ""
    plain = _plain(_SAME.get(character, character)).lower()
    return "".join(_simplifier().convert(c) for c in plain if not c.isspace())


def _plain(character: str) -> str:
    """Fold the width, but never make digits of what is none: ①28个 must not become 128个, nor 10² 102."""
    plain = unicodedata.normalize("NFKC", character)
    if any(c.isdecimal() for c in plain) and not character.isdecimal():
        return character
    return plain


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
