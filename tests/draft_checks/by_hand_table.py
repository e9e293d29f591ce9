"""Drafts, faults and traps as people wrote them by hand, before they looked at the rules: `by_hand/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "by_hand"
_MARKED = re.compile("[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with words changed by hand: what kind of fault or trap, which letter, where the words stand."""

    kind: str
    letter: str
    text: str
    span: tuple[int, int]
    request: str


@cache
def drafts() -> dict[str, str]:
    parts = re.split(r"^=== (.+)\n", (_FOLDER / "letters.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def table(name: str) -> Iterator[Written]:
    """Yield what stands in a table: kind, letter, the words as they are, the words in their place."""
    for line in (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _written(*(cell.replace("\\n", "\n") for cell in line.split("\t")))


def _written(kind: str, letter: str, old: str, new: str) -> Written:
    name, *options = letter.split()
    given = dict(option.split("=") for option in options)
    text = drafts()[name]
    if old not in text:
        raise ValueError(f"{kind} {name}: {old}")
    marked = text.replace(old, new, -1 if given.get("everywhere") else 1)
    ends = [found.start() - nth for nth, found in enumerate(_MARKED.finditer(marked))]
    return Written(kind, name, _MARKED.sub("", marked), (ends[0], ends[1]), drafts().get(given.get("request", ""), ""))
