"""An edited file as pieces of its outline."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from kejiting.drafting.document import heading_of
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from proposals.models import Outline, RequestAsk
from proposals.records.edited_outlines import Piece

if TYPE_CHECKING:
    from kejiting.official_document.quotations import EditedParagraph

# What stands around the answer, by its style
_AROUND = frozenset(
    f"kejiting {style}" for style in ("title", "salutation", "number", "signature", "imprint", "page", "field")
)
_HEADING = lazy_re(r"\s*(?P<number>[一二三四五六七八九十百]{1,5})、\s*关于")
_LINE = lazy_re(r"(?P<key>.+)_l[0-9]+")


@dataclass(frozen=True, slots=True)
class EditedReply:
    """`opening` and `closing` as the file has them now; `pieces` as `take_back` wants them."""

    opening: str
    closing: str
    pieces: tuple[Piece, ...]


def pieces_of(outline: Outline, data: bytes) -> EditedReply:
    """Read a file that was made of the outline and edited since. Raises UnreadableFile."""
    # python-docx and lxml, which most processes never need
    read_paragraphs = import_module("kejiting.official_document.quotations").read_paragraphs
    asks = {fold(heading_of(ask, number)): ask for number, ask in enumerate(outline.request.asks.all(), 1)}
    in_order = list(outline.request.asks.all())
    closing = {fold(line) for line in outline.closing.split("\n") if line.strip()}
    around = {fold(outline.title), fold(outline.salutation), fold(f"（{outline.contact}）")}
    ask: RequestAsk | None = None
    opening: list[str] = []
    pieces: list[Piece] = []
    last: list[str] = []
    for paragraph in read_paragraphs(data):
        words = paragraph.text.strip()
        if not words or paragraph.style in _AROUND or fold(words) in around:
            continue
        heading = asks.get(fold(words)) or _numbered(words, in_order)
        if heading is not None:
            ask = heading
        elif fold(words) in closing:
            last.append(words)
        elif ask is None and not any(key for _, key in paragraph.pieces):
            opening.append(words)
        else:
            _add(pieces, ask, paragraph)
    return EditedReply("\n".join(opening), "\n".join(last), tuple(pieces))


def _numbered(words: str, asks: list[RequestAsk]) -> RequestAsk | None:
    """A heading whose words were changed is still that of its number."""
    match = _HEADING.match(words)
    number = to_int(match["number"]) if match else None
    return asks[number - 1] if number and number <= len(asks) else None


def _add(pieces: list[Piece], ask: RequestAsk | None, paragraph: EditedParagraph) -> None:
    for words, key in paragraph.pieces:
        line = _LINE.fullmatch(key or "")
        if line and pieces and pieces[-1][2] == line["key"]:
            before = pieces.pop()
            pieces.append((before[0], f"{before[1]}\n{words}", before[2]))
        elif words.strip():
            pieces.append((ask, words.strip(), line["key"] if line else key))
