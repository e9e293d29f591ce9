"""Break folded text into atoms, and a term into the atoms that stand side by side wherever it does.

An atom is a whole number (27.27, 1,928) or any other single character. The index knows where neighbouring pairs of
atoms stand. Whole numbers as atoms are what keeps 928个 out of 1928个.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.scan import NUMBER

_ATOM = lazy_re(rf"{NUMBER.pattern}|.", re.DOTALL)
_INSIDE_NUMBERS = {".", ","}


@dataclass(frozen=True, slots=True)
class AtomRun:
    """Stands for every number with this in it, and more `before` it, `after` it or both: .27 in 1.27, 27. in 27.1."""

    text: str
    before: bool = False
    after: bool = False

    def is_of(self, number: str) -> bool:
        if self.before and self.after:
            return self.text in number[1:-1]
        return number != self.text and (number.endswith(self.text) if self.before else number.startswith(self.text))


# Atoms side by side
Sequence = tuple[str | AtomRun, ...]


def atoms_of(folded: str) -> list[str]:
    """In the order of the text."""
    atoms: list[str] = _ATOM.findall(folded)
    return atoms


def is_number(atom: str) -> bool:
    return "0" <= atom[0] <= "9"


def sequences_of(term: str) -> tuple[Sequence, ...]:
    """A term that is not empty stands where one of these does, and nowhere else.

    A point or comma at its edge, beyond a digit of its own, may be inside a number in the text: .27% stands in 1.27%,
    whose atoms are 1.27 and %, and in x.27%, whose atoms are those of the term.
    """
    return tuple(_sequences(tuple(atoms_of(term))))


def _sequences(atoms: tuple[str, ...]) -> Iterator[Sequence]:
    yield atoms
    if len(atoms) == 1 and atoms[0] in _INSIDE_NUMBERS:
        yield (AtomRun(atoms[0], before=True, after=True),)
    starts = len(atoms) > 1 and atoms[0] in _INSIDE_NUMBERS and is_number(atoms[1])
    ends = len(atoms) > 1 and atoms[-1] in _INSIDE_NUMBERS and is_number(atoms[-2])
    first, last = "".join(atoms[:2]), "".join(atoms[-2:])
    if starts:
        yield (AtomRun(first, before=True), *atoms[2:])
    if ends:
        yield (*atoms[:-2], AtomRun(last, after=True))
    if starts and ends:
        if len(atoms) == 3:
            yield (AtomRun("".join(atoms), before=True, after=True),)
        else:
            yield (AtomRun(first, before=True), *atoms[2:-2], AtomRun(last, after=True))
