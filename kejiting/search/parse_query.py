"""Turn what a person typed into terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kejiting.search.query import Words
from kejiting.text.fold import fold

# Far more than anyone types; a whole letter pasted in must not keep the server busy.
_MOST_CHARACTERS = 2000
_MOST_TERMS = 64

_OPERATOR = r"(?:(?:OR|ＯＲ)(?=[\s|｜]|\Z)|[|｜])"
# "首批 备案" and “首批 备案”; not “十四五”规划 (goes on after the quotation mark) nor "首批 (never closed).
_PHRASE = r"""(?:"[^"]*"|＂[^＂]*＂|“[^”]*”|「[^」]*」|『[^』]*』)(?=[\s|｜]|\Z)"""
_PIECE = re.compile(
    rf"\s*(?:(?P<or>{_OPERATOR})|(?P<not>[-－](?=[^\s|｜]))?(?:(?P<phrase>{_PHRASE})|(?P<plain>[^\s|｜]+)))"
)
# Bare operators, dropped beside other words; they are looked for when nothing else is asked.
_BARE = re.compile(r"[-－]+")
_QUOTES = '"＂“”「」『』'


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Literal["term", "not", "or", "bare"]
    text: str


def parse_words(q: str) -> Words:
    """Never fails: what makes no sense as an operator is dropped, or looked for if there is nothing else.

    `技术经纪人 "首批 备案" 中试 OR 概念验证 -浙江` → groups (("技术经纪人",), ("首批备案",), ("中试", "概念验证")),
    excluded ("浙江",). Only exclusions: they narrow what the filters leave.
    """
    pieces = list(_pieces(_without_controls(q[:_MOST_CHARACTERS])))[:_MOST_TERMS]
    groups = tuple(dict.fromkeys(_groups(pieces)))
    excluded = tuple(dict.fromkeys(piece.text for piece in pieces if piece.kind == "not"))
    if not groups and not excluded:
        return Words(tuple((piece.text,) for piece in dict.fromkeys(pieces)))
    return Words(groups, excluded)


def _without_controls(q: str) -> str:
    """NUL, zero width and their like come with what was copied; before an operator they would hide it."""
    return "".join(c for c in q if c.isspace() or fold(c))


def _pieces(q: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(q):
        piece = _read(found)
        text = fold(piece.text)
        if text:
            yield replace(piece, text=text)


def _read(found: re.Match[str]) -> _Piece:
    if found["or"]:
        return _Piece("or", found["or"])
    kind: Literal["not", "term"] = "not" if found["not"] else "term"
    if found["phrase"]:
        return _Piece(kind, found["phrase"][1:-1])
    if _BARE.fullmatch(found["plain"]):
        return _Piece("bare", found["plain"])
    return _Piece(kind, _unquoted(found["plain"]))


def _unquoted(plain: str) -> str:
    """A mark that opened nothing is dropped: `"首批` → 首批. `“十四五”规划` keeps its pair, it stands so in letters."""
    if plain[0] in _QUOTES and not any(mark in _QUOTES for mark in plain[1:-1]):
        return plain.strip(_QUOTES)
    return plain


def _groups(pieces: list[_Piece]) -> Iterator[tuple[str, ...]]:
    """Terms joined by OR form one group; an OR that does not stand between two terms joins nothing."""
    group: list[str] = []
    joined = False
    for piece in pieces:
        if piece.kind == "or":
            joined = bool(group)
        elif piece.kind == "term":
            if group and not joined:
                yield tuple(dict.fromkeys(group))
                group = []
            group.append(piece.text)
            joined = False
        else:
            joined = False
    if group:
        yield tuple(dict.fromkeys(group))
