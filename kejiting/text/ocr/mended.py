"""Mend what OCR is known to take for something else, where the kind of writing leaves one reading; never a value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.ocr.runs import RecognisedChar

# Each replaces one character by another, in the group called `wrong`.
_MENDS: tuple[tuple[re.Pattern[str], str], ...] = (
    # [2025〕84号: the year of a document number stands in 〔〕
    (lazy_re(r"(?P<wrong>[\[［【(（])\d{4}〕\d{1,5}号"), "〔"),
    (lazy_re(r"(?P<wrong>[\[［【])\d{4}[\]］】]\d{1,5}号"), "〔"),
    (lazy_re(r"〔\d{4}(?P<wrong>[\]］】)）])\d{1,5}号"), "〕"),
    # 2016一2020: a numeral has no digits on both sides
    (lazy_re(r"(?<=\d)(?P<wrong>一)(?=\d)"), "—"),
    # 一4一 alone on its line: the number of a page
    (lazy_re(r"^(?P<wrong>一)(?=\d{1,3}[一—－-]$)"), "—"),
    (lazy_re(r"^[—－-]\d{1,3}(?P<wrong>一)$"), "—"),
)


def mended(chars: Sequence[RecognisedChar]) -> tuple[RecognisedChar, ...]:
    """Return the characters of a run with confusions of marks mended, one for one; what was read stays as sure."""
    text = "".join(char.text for char in chars)
    for pattern, right in _MENDS:
        for match in list(pattern.finditer(text)):
            at = match.start("wrong")
            text = text[:at] + right + text[at + 1 :]
    return tuple(char._replace(text=now) for char, now in zip(chars, text, strict=True))
