"""Set what was entered into the fields of a form as characters where it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from kejiting.text.pdf.canvas import SeenPage
from kejiting.text.pdf.lines import Box, Char, centre

# PDF 32000-1, tables 165, 221, 226, 228
_HIDDEN = 1 << 1 | 1 << 5
_PASSWORD = 1 << 13
_RADIO = 1 << 15
_PUSH_BUTTON = 1 << 16
_COMMENTS = ("Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret")
_MARKS = {(False, True): "☑", (False, False): "☐", (True, True): "●", (True, False): "○"}
# What is inherited from the field to its places on the page
_DEEPEST = 8
# Of the height of the field, in points
_TYPE = 0.7
_LARGEST = 12.0
_BELOW = 0.2
_LEADING = 1.3


def fields_of(page: SeenPage, chars: Sequence[Char]) -> tuple[list[Char], int]:
    """Return the entries of a page's fields and its typed words, beside the characters given, and count comments.

    Of a choice the words shown are given, of a button a mark: ☑ ☐ ● ○. Comments of readers are no text.
    """
    made: list[Char] = []
    comments = 0
    for note in resolve1(page.page_obj.annots) or []:
        field = _inherited(resolve1(note))
        box = _place(field, page)
        if box is None or _flags(field, "F") & _HIDDEN:
            continue
        comments += _is_comment(field)
        text = _text(field)
        if text is not None:
            made.extend(_set(text.strip(), box, chars))
    return made, comments


def _inherited(note: object) -> dict[str, Any]:
    """A field's entries with those of the fields above it."""
    made: dict[str, Any] = {}
    for _ in range(_DEEPEST):
        if not isinstance(note, Mapping):
            break
        made = {key: resolve1(value) for key, value in note.items() if key != "P"} | made
        note = resolve1(note.get("Parent"))
    return made


def _place(field: Mapping[str, Any], page: SeenPage) -> Box | None:
    corners = [resolve1(edge) for edge in field.get("Rect") or ()]
    if len(corners) != 4 or not all(isinstance(edge, (int, float)) for edge in corners):
        return None
    left, low, right, high = page.place_of(corners)
    return (left, low, right, high) if right > left and high > low else None


def _flags(field: Mapping[str, Any], name: str) -> int:
    flags = field.get(name, 0)
    return flags if isinstance(flags, int) else 0


def _text(field: Mapping[str, Any]) -> str | None:
    """What a field shows; None if it is no field, or one that shows no words."""
    if _name(field.get("Subtype")) == "FreeText":
        return _string(field.get("Contents"))
    kind, flags = _name(field.get("FT")), _flags(field, "Ff")
    if _name(field.get("Subtype")) != "Widget":
        return None
    if kind == "Btn" and not flags & _PUSH_BUTTON:
        ticked = _name(field.get("AS", field.get("V"))) not in ("", "Off")
        return _MARKS[bool(flags & _RADIO), ticked]
    if kind == "Ch":
        shown = dict(_options(field.get("Opt")))
        chosen = field.get("V")
        values = [_string(resolve1(one)) for one in (chosen if isinstance(chosen, list) else [chosen])]
        return "、".join(shown.get(value, value) for value in values)
    return _string(field.get("V")) if kind == "Tx" and not flags & _PASSWORD else None


def _is_comment(field: Mapping[str, Any]) -> bool:
    return _name(field.get("Subtype")) in _COMMENTS and bool(_string(field.get("Contents")).strip())


def _options(listed: object) -> Iterator[tuple[str, str]]:
    """The values of a choice with the words shown for them."""
    for option in listed if isinstance(listed, list) else []:
        pair = resolve1(option)
        if isinstance(pair, list) and len(pair) == 2:
            yield _string(resolve1(pair[0])), _string(resolve1(pair[1]))


def _name(value: object) -> str:
    return str(literal_name(value)) if isinstance(value, PSLiteral) else ""


def _string(value: object) -> str:
    if isinstance(value, PDFStream):
        value = value.get_data()
    if isinstance(value, PSLiteral):
        return _name(value)
    if isinstance(value, bytes):
        return value[3:].decode(errors="replace") if value.startswith(b"\xef\xbb\xbf") else str(decode_text(value))
    return value if isinstance(value, str) else ""


def _set(text: str, box: Box, chars: Sequence[Char]) -> Iterator[Char]:
    """Set text in a box from the left, on the line of what stands beside it, broken where it ends."""
    size = min(_LARGEST, (box[3] - box[1]) * _TYPE)
    baseline = box[3] - (box[3] - box[1] - size) / 2 - size * _BELOW
    if box[3] - box[1] > 2 * size * _LEADING:
        baseline = box[1] + size
    elif beside := [char for char in chars if box[1] < centre(char)[1] < box[3]]:
        nearest = min(beside, key=lambda char: abs(char["x1"] - box[0]))
        size, baseline = nearest["size"], nearest["baseline"]
    x = box[0]
    for letter in "\n".join(text.splitlines()):
        width = size if ord(letter) > 0xFF else size / 2
        if letter == "\n" or (x + width > box[2] and baseline + size * _LEADING < box[3]):
            x, baseline = box[0], baseline + size * _LEADING
        if letter != "\n":
            yield {
                **{"text": letter, "x0": x, "x1": x + width, "width": width, "size": size},
                **{"top": baseline - size, "bottom": baseline, "baseline": baseline, "matrix": (1, 0, 0, 1, x, 0)},
            }
            x += width
