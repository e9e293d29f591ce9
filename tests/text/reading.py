"""What tests of readers share: the text or the refusal that a reader gives, and what a letter says whatever its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.file_text import FileText
from kejiting.text.pdf import read_pdf
from kejiting.text.unreadable import UnreadableFile
from proposals.parsing import letter_shape, parse_letter


def text_of(read: FileText | str) -> str:
    return read if isinstance(read, str) else read.text


def text_or_refusal(read: Callable[[bytes], FileText | str], data: bytes) -> str:
    try:
        return text_of(read(data))
    except UnreadableFile as refusal:
        return str(refusal)


def pdf_text(data: bytes) -> str:
    return read_pdf(data).text


def shape_of(text: str) -> Any:
    """The letter as outsiders see it, without white space and doubts."""
    return _squeezed({**letter_shape(parse_letter(clean(text))), "problems": None})


def _squeezed(value: Any) -> Any:
    match value:
        case dict():
            return {key: _squeezed(inner) for key, inner in value.items()}
        case list():
            return [_squeezed(inner) for inner in value]
        case str():
            return strip_whitespace(value)
    return value
