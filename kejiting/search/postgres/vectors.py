"""A passage as the two vectors that find it: pieces, where a term may literally stand, and words, which rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kejiting.search.atoms import LONGEST_KEY, atoms_of, is_number, look_up
from kejiting.search.schema import BOOSTS

# A vector holds a megabyte of tokens at most.
_MOST_BYTES = 1_000_000
# Past it another occurrence of a word says nothing more.
_MOST_LEVELS = 64
# More pairs than that rarely leave fewer rows to read; the reading decides anyway.
_MOST_PAIRS = 24
# What the pieces of a row are that is too large to have any.
_CUT = "*"
_LONG_NUMBER = "n"
_SIGN_OF = dict(zip(BOOSTS, "wht", strict=True))
# 27, . and 27 in 27.27
_PART_OF_NUMBER = re.compile(r"[0-9]+|[.,]")


def pieces_of(texts: Iterable[str]) -> str | None:
    """Atoms, pairs of neighbours and parts of numbers of some folded texts as a tsvector; None if it is too large."""
    tokens: set[str] = set()
    for text in texts:
        atoms = atoms_of(text)
        tokens.update(map(_atom, atoms), (_pair(*pair) for pair in pairwise(atoms)))
        for atom in set(atoms):
            tokens.update(_parts(atom))
    return _vector(tokens)


def words_of(words: Mapping[str, Sequence[str]]) -> str | None:
    """The words of each field of BOOSTS as a tsvector, one that stands n times as n tokens; None if it is too large."""
    return _vector(
        word_token(field, word, level)
        for field, its_words in words.items()
        for word, count in Counter(its_words).items()
        for level in range(1, min(count, _MOST_LEVELS) + 1)
    )


CUT_VECTOR = f"'{_CUT}'"


def word_token(field: str, word: str, level: int = 1) -> str:
    """The word stands in the field at least `level` times; words have no space."""
    token = f"{_SIGN_OF[field]}{word[:LONGEST_KEY]}"
    return token if level == 1 else f"{token} {level}"


def pieces_query(term: str) -> str:
    """What passages that may hold a term have in common, as a tsquery."""
    lookup = look_up(term)
    if lookup.inside is not None:
        parts = _all(dict.fromkeys(_part(part) for part in _PART_OF_NUMBER.findall(lookup.inside)))
        found = f"{quoted(_atom(lookup.inside[:LONGEST_KEY]))} | ({parts}) | {quoted(_LONG_NUMBER)}"
    elif len(lookup.atoms) == 1:
        found = quoted(_atom(lookup.atoms[0]))
    else:
        found = _all(list(dict.fromkeys(_pair(*pair) for pair in pairwise(lookup.atoms)))[:_MOST_PAIRS])
    return f"({found}) | {quoted(_CUT)}"


def quoted(token: str) -> str:
    """A token as tsvector and tsquery read it."""
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _atom(atom: str) -> str:
    return f"a{atom}"


def _pair(first: str, second: str) -> str:
    return f"p{first}{second}"


def _part(part: str) -> str:
    return f"n{part[:LONGEST_KEY]}"


def _parts(number: str) -> list[str]:
    """Of a number with points or commas: a term may be nothing but a piece of it. Nobody knows all of a long one's."""
    if not is_number(number):
        return []
    parts = [_part(part) for part in _PART_OF_NUMBER.findall(number)]
    return [*(parts if len(parts) > 1 else []), *([_LONG_NUMBER] if len(number) == LONGEST_KEY else [])]


def _all(tokens: Iterable[str]) -> str:
    return " & ".join(map(quoted, tokens))


def _vector(tokens: Iterable[str]) -> str | None:
    held = list(tokens)
    if sum(len(token.encode()) for token in held) > _MOST_BYTES:
        return None
    return " ".join(map(quoted, held))
