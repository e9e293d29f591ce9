"""Break folded text into atoms, and a term into what must be looked up for it.

An atom is a whole number (27.27, 1,928) or any other single character. The index knows where neighbouring pairs of
atoms stand. Whole numbers as atoms are what keeps 928个 out of 1928个.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.scan import NUMBER

_ATOM = re.compile(rf"{NUMBER.pattern}|.", re.DOTALL)
# ".27" of .27%, ",000" of ,000元: the end of a number whose beginning is not known; not ".个".
_OPEN_START = re.compile(rf"[.,](?:{NUMBER.pattern})")
# "27." of 增长27.: the beginning of a number that may go on; not "个.".
_OPEN_END = re.compile(rf"(?:{NUMBER.pattern})[.,]\Z")
# Nobody looks for a longer number; a longer one is found by its beginning and then checked.
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Lookup:
    """The atoms that stand side by side wherever a term stands; if they are the `whole` term, wherever they do it does.

    `inside` is for a term that is nothing but a piece of a number (`.27`): it stands in an atom that contains this,
    or in one whose key was cut at LONGEST_KEY.
    """

    atoms: tuple[str, ...]
    inside: str | None
    whole: bool

    @property
    def exact(self) -> bool:
        """Does it do to know that all pairs of neighbours are there, without knowing where?"""
        return self.whole and len(self.atoms) <= 2


def atoms_of(folded: str) -> list[str]:
    """In the order of the text, numbers cut at LONGEST_KEY."""
    return [atom[:LONGEST_KEY] for atom in _ATOM.findall(folded)]


def is_number(atom: str) -> bool:
    return "0" <= atom[0] <= "9"


def look_up(term: str) -> Lookup:
    """How to find a term that is not empty."""
    certain = _certain(term)
    atoms = tuple(atoms_of(certain))
    if not atoms:
        return Lookup((), inside=_digits(term), whole=False)
    whole = certain == term and all(len(atom) < LONGEST_KEY for atom in atoms)
    return Lookup(atoms, inside=None, whole=whole)


def _certain(term: str) -> str:
    """Leave out what may be a piece of a longer number in the text: there it is no atom of its own."""
    start = _OPEN_START.match(term)
    rest = term[start.end() :] if start else term
    if rest in {".", ","}:
        return ""
    end = _OPEN_END.search(rest)
    return rest[: end.start()] if end else rest


def _digits(term: str) -> str:
    number = NUMBER.search(term)
    return number[0] if number else term
