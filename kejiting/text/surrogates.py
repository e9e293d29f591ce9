"""Join references to the two halves of a character beyond the first plane, as programs in Java write them."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re

_HALF = rb"&#(?:[xX]0*([0-9a-fA-F]{4})|0*([0-9]{5}));"
# &#55410;&#57193; and &#xD872;&#xDF69;; not &#65288;
_PAIR = lazy_re(_HALF + _HALF)


def join_surrogates(markup: bytes) -> bytes:
    """`&#55410;&#57193;` → `&#182889;` in markup of any encoding that holds ASCII; one half alone stays as it is."""
    return _PAIR.sub(_joined, markup) if b"&#" in markup else markup


def _joined(pair: re.Match[bytes]) -> bytes:
    high, low = (int(pair[at] or pair[at + 1], 16 if pair[at] else 10) for at in (1, 3))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return pair[0]
    return b"&#%d;" % (0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
