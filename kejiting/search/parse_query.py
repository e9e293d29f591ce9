"""Turn what a person typed into terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from kejiting.search.brackets import CLOSE, OPEN, with_marked_brackets
from kejiting.search.query import SearchTerms
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re

# Far more than anyone types; a whole letter pasted in must not keep the server busy.
_MOST_CHARACTERS = 2000
_MOST_TERMS = 64

_OPERATOR = r"(?:(?:OR|ＯＲ)(?=[\s|｜]|\Z)|[|｜])"
# "首批 备案" and “首批 备案”; not “十四五”规划 (goes on after the quotation mark) nor "首批 (never closed).
_PHRASE = r"""(?:"[^"]*"|＂[^＂]*＂|“[^”]*”|「[^」]*」|『[^』]*』)(?=[\s|｜]|\Z)"""
_PIECE = lazy_re(
    rf"\s*(?:(?P<or>{_OPERATOR})|(?P<close>{CLOSE})"
    rf"|(?P<not>[-－](?=[^\s|｜]))?(?:(?P<open>{OPEN})|(?P<phrase>{_PHRASE})|(?P<plain>[^\s|｜{OPEN}{CLOSE}]+)))"
)
# Bare operators, dropped beside other words; they are looked for when nothing else is asked.
_BARE = lazy_re(r"[-－]+")
_QUOTES = '"＂“”「」『』'

# All of them must be met, each by any one of its terms.
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Literal["term", "not", "or", "bare", "open", "not open", "close"]
    text: str = ""


def parse_terms(q: str) -> SearchTerms:
    """Never fails: what makes no sense as an operator is dropped, or looked for if there is nothing else.

    `技术经纪人 "首批 备案" 中试 OR 概念验证 -浙江` → groups (("技术经纪人",), ("首批备案",), ("中试", "概念验证")),
    excluded ("浙江",). `(甲 乙) OR 丙` → groups (("甲", "丙"), ("乙", "丙")). Only exclusions: they narrow what the
    filters leave.
    """
    pieces = list(_pieces(with_marked_brackets(_without_controls(q[:_MOST_CHARACTERS]))))[:_MOST_TERMS]
    words = _words(iter(pieces))
    if words.groups or words.excluded:
        return words
    return SearchTerms(tuple((text,) for text in dict.fromkeys(piece.text for piece in pieces if piece.text)))


def _without_controls(q: str) -> str:
    """NUL, zero width and their like come with what was copied; before an operator they would hide it."""
    return "".join(c for c in q if c.isspace() or fold(c))


def _pieces(q: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(q):
        piece = _read(found)
        text = fold(piece.text)
        if text or piece.kind in ("open", "not open", "close"):
            yield replace(piece, text=text)


def _read(found: re.Match[str]) -> _Piece:
    if found["or"]:
        return _Piece("or", found["or"])
    if found["close"]:
        return _Piece("close")
    if found["open"]:
        return _Piece("not open" if found["not"] else "open")
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


def _words(pieces: Iterator[_Piece]) -> SearchTerms:
    """Read up to the end, or up to the bracket that closes.

    What stands on both sides of an OR is one of two; an OR that does not stand between two terms joins nothing.
    """
    met: list[Groups] = []
    excluded: list[str] = []
    joined = False
    for piece in pieces:
        match piece.kind:
            case "or":
                joined = bool(met)
                continue
            case "close":
                break
            case "term":
                _meet(met, ((piece.text,),), either=joined)
            case "open":
                inner = _words(pieces)
                excluded += inner.excluded
                _meet(met, inner.groups, either=joined)
            case "not":
                excluded.append(piece.text)
            case "not open":
                excluded += _words(pieces).terms
        joined = False
    return SearchTerms(
        tuple(dict.fromkeys(group for groups in met for group in groups)), tuple(dict.fromkeys(excluded))
    )


def _meet(met: list[Groups], groups: Groups, *, either: bool) -> None:
    """Ask for `groups`, too; or for them or what was asked last: (甲 乙) OR 丙 is (甲 OR 丙) (乙 OR 丙)."""
    if not groups:
        return
    if not either:
        met.append(groups)
        return
    last = met.pop()
    pairs = len(last) * len(groups)
    both = product(last, groups) if pairs <= _MOST_TERMS else [(sum(last, ()), sum(groups, ()))]
    met.append(tuple(tuple(dict.fromkeys((*left, *right))) for left, right in both))
