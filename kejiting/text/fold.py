"""Fold away what does not count when texts are matched: all that the reading view makes alike, and still more.

The end of a table's cell becomes a mark, so that no term stands over two cells.

`吉科发成［２０２５］８４号` and `吉科发成〔2025〕84 号` both become `吉科发成(2025)84号`. Only for matching: what is
stored and shown stays as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from kejiting.text.reading_view import DOTS, in_context, plain_form
from kejiting.text.rows import CELL_END
from kejiting.text.simplified import to_simplified

# 《》 and <> stay: they are marks of titles and of order, not forms of one bracket.
_SAME = {
    **dict.fromkeys("〔【[〖〘〚⦅❲⟮❨", "("),
    **dict.fromkeys("〕】]〗〙〛⦆❳⟯❩", ")"),
    **dict.fromkeys("“”„‟「」『』〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("–—―─~～", "-"),  # 2016—2020, 2016～2020
    **dict.fromkeys(DOTS, DOTS[0]),
    **dict.fromkeys("○◯", "〇"),
}
# Two ways to write one word; in names of people they differ
_VARIANTS = {"著": "着", "邨": "村"}
# Control, format (zero width, soft hyphen), surrogate, and the three kinds of separators.
_DROPPED = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def fold(text: str) -> str:
    return in_context(text.translate(TABLE))


class FoldTable(dict[int, str]):
    """What each character folds to, found out when it is first met; `simplified` gives a Chinese character's form."""

    def __init__(self, simplified: Callable[[str], str]) -> None:
        super().__init__()
        self._simplified = simplified

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._folded(chr(code))
        return folded

    def _folded(self, character: str) -> str:
        """Fold until nothing changes any more, so that folding a folded text changes nothing."""
        folded = self._folded_once(character)
        while (again := "".join(map(self._folded_once, folded))) != folded:
            folded = again
        return folded

    def _folded_once(self, character: str) -> str:
        return "".join(self._simplified(char) for read in plain_form(character) for char in _plain(read))


def _word_form(character: str) -> str:
    simplified = to_simplified(character)
    return _VARIANTS.get(simplified, simplified)


TABLE = FoldTable(_word_form)


def _plain(character: str) -> str:
    """One form of brackets, marks and widths, small letters, no white space."""
    if character == CELL_END:  # 128 and 3560 of two cells are not 1283560
        return "|"
    if unicodedata.category(character) in _DROPPED:
        return ""
    return "".join(_narrow(_SAME.get(character, character)).lower().split())


def _narrow(character: str) -> str:
    """Fold the width, but never make digits of what is none: ①28个 must not become 128个, nor 10² 102."""
    plain = unicodedata.normalize("NFKC", character)
    if any(char.isdecimal() for char in plain) and not character.isdecimal():
        return character
    return plain
