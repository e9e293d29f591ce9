"""What an official document is made of, before it is a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# 文件 with a red rule under its number, or 信函 with double red rules at head and foot (GB/T 9704-2012, 7.2 and 10.1)
Form = Literal["document", "letter"]


@dataclass(frozen=True, slots=True)
class CitedText:
    """Words taken over unchanged. `citation` says from where; `key` finds them again in the edited file.

    A key has ASCII letters, digits and underscores, at most 30 characters, and stands once in a document.
    """

    text: str
    citation: str
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its pieces in order, in a style of `kejiting.official_document.styles.STYLES`."""

    style: str
    pieces: tuple[str | CitedText, ...]


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """Body and signature, with a head and an imprint where there is something to print there; "" is left out.

    `issuer` is printed in red on top; `signature` and `signed_on` under the body, as for a document with a seal;
    `contact` in brackets below; `copies` (抄送), `printed_by` and `printed_on` (印发) at the foot of the last page.
    """

    title: str
    body: tuple[Paragraph, ...]
    form: Form = "letter"
    issuer: str = ""
    doc_number: str = ""
    salutation: str = ""
    signature: str = ""
    signed_on: str = ""
    contact: str = ""
    copies: str = ""
    printed_by: str = ""
    printed_on: str = ""
