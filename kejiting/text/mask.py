"""Hide people's telephone numbers and contacts, length for length, so that every span stays where it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kejiting.text.spans import Span

MASK = "＊"


def mask(text: str, spans: Iterable[Span]) -> str:
    """`联系人：陆言，13800000000` with the name's and number's spans → `联系人：＊＊，＊＊＊＊＊＊＊＊＊＊＊`."""
    return _masked(text, tuple(spans))


@lru_cache(maxsize=4)  # a page asks once for each of its passages
def _masked(text: str, spans: tuple[Span, ...]) -> str:
    shown = list(text)
    for span in spans:
        shown[span.start : span.end] = ["\n" if character == "\n" else MASK for character in span.of(text)]
    return "".join(shown)
