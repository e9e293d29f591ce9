"""Read the labelled passages, and count what the rules find of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kejiting.text.spans import Span
from measures.extraction.commitments import ParsedCommitment, find_commitments

# ⟦…⟧ with its letter, @{…}, +{…}, #{…}
_MARKUP = re.compile(r"⟦|⟧(?P<kind>[ndv])|(?P<role>[@+#])\{|\}")
_KINDS = {"n": "number_or_date", "d": "deliverable", "v": "vague"}


@dataclass(frozen=True)
class Label:
    span: Span
    checkable: str
    actor: str | None
    due: str | None
    partners: tuple[str, ...]


@dataclass
class Passage:
    text: str = ""
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.labelled


def read_passages(name: str) -> list[Passage]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [_read(line.replace("↵", "\n")) for line in lines if not line.startswith("#")]


def _read(line: str) -> Passage:
    text, at, start, role = "", 0, None, ""
    before: dict[str, list[str]] = {"@": [], "+": [], "#": []}
    own: dict[str, list[str]] = {"@": [], "+": [], "#": []}
    labels: list[Label] = []
    begun = 0
    for mark in _MARKUP.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[0] == "⟦":
            start, own = len(text), {"@": [], "+": [], "#": []}
        elif mark["kind"] and start is not None:
            one = {key: own[key] or before[key] for key in own}
            labels.append(
                Label(
                    _trimmed(text, start),
                    _KINDS[mark["kind"]],
                    next(iter(one["@"]), None),
                    next(iter(one["#"]), None),
                    tuple(own["+"]),
                )
            )
            start = None
        elif mark["role"]:
            role, begun = mark["role"], len(text)
        else:
            (own if start is not None else before)[role].append(text[begun:])
    return Passage(text + line[at:], labels)


def _trimmed(text: str, start: int) -> Span:
    piece = text[start:]
    return Span(start + len(piece) - len(piece.lstrip()), len(text.rstrip()))


def score(passages: Iterable[Passage]) -> dict[str, Score]:
    """Count splitting by place; actor, due and partners by commitment and words; checkability by commitment."""
    found: dict[str, set[object]] = {key: set() for key in ("split", "actor", "due", "partners", "checkable")}
    labelled: dict[str, set[object]] = {key: set() for key in found}
    for number, passage in enumerate(passages):
        for one in find_commitments(passage.text):
            _count(found, number, _as_label(passage.text, one))
        for label in passage.labels:
            _count(labelled, number, label)
    return {key: Score(len(found[key] & labelled[key]), len(found[key]), len(labelled[key])) for key in found}


def _as_label(text: str, one: ParsedCommitment) -> Label:
    return Label(
        one.span,
        one.checkable,
        one.actor and one.actor.of(text),
        one.due and one.due.span.of(text),
        tuple(span.of(text) for span in one.partners),
    )


def _count(into: dict[str, set[object]], passage: int, label: Label) -> None:
    place = (passage, label.span.start)
    into["split"].add((passage, label.span))
    into["checkable"].add((place, label.checkable))
    into["partners"] |= {(place, name) for name in label.partners}
    if label.actor:
        into["actor"].add((place, label.actor))
    if label.due:
        into["due"].add((place, label.due))
