"""Two texts side by side: what is the same, and paragraph by paragraph what is not, down to the words.

White space does not count. The work is bounded (see `proposals.pages.alignment`): where two texts of hundreds of thousands of
characters have too little in common, a whole stretch is told as different.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kejiting.text.clean import strip_whitespace
from kejiting.text.lazy_re import lazy_re
from proposals.pages.alignment import Block, Work, align

# 现答复如下：; 支持企业7家，; the end of a line; not 3 of 3.5亿元
_CLAUSE = lazy_re(r"(?<![^，。；：！？、\n])[^，。；：！？、\n]*[，。；：！？、\n]\n?")
# 1,928.5; km; 省; each with the white space after it; not 1928个 as one
_WORD = lazy_re(r"(?:\d+(?:[.,]\d+)*|[A-Za-z]+|\S)\s*|\s+")
# Words of which less than this share stands on both sides are not the same words changed, but others
_ALIKE = 0.4
_MOST_ROWS = 2_000

# Words of the old text, what stands for them in the new one, and whether they are the same
_Pair = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class ComparedPiece:
    """A stretch of words; `is_changed`: it does not stand on the other side."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """Paragraphs of the old text and what stands for them in the new one; () where there is nothing."""

    old: tuple[ComparedPiece, ...]
    new: tuple[ComparedPiece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.is_changed for piece in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class ComparedStretch:
    """Paragraphs that are the same (`text`, as in the new text; `count` of them), or `rows` of what is not."""

    text: str = ""
    count: int = 0
    rows: tuple[ComparisonRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TextComparison:
    """`percent` is the share of the two texts that they have in common: 100 only if they are the same."""

    stretches: tuple[ComparedStretch, ...]
    percent: int

    @property
    def is_same(self) -> bool:
        return not any(stretch.rows for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the head that differs, as printed; None where it is not given."""

    label: str
    old: str | None
    new: str | None


def fields_that_differ(
    labels: Mapping[str, str], old: Mapping[str, str | None], new: Mapping[str, str | None]
) -> tuple[Field, ...]:
    """Those named by `labels`, in its order, whose printed values are not the same."""
    return tuple(Field(label, old[name], new[name]) for name, label in labels.items() if old[name] != new[name])


def compare_texts(old: str, new: str) -> TextComparison:
    """Lay two texts beside each other; the old one is what was there, the new one what came."""
    before, after = _paragraphs(old), _paragraphs(new)
    work = Work()
    blocks = align([strip_whitespace(one) for one in before], [strip_whitespace(one) for one in after], work)
    rows = [row for block in blocks for row in _rows(_clauses(block, before, after, work))]
    percent = _percent(rows, len(strip_whitespace(old)) + len(strip_whitespace(new)))
    if sum(row.is_changed for row in rows) > _MOST_ROWS:
        rows = list(_rows([("\n".join(before), "\n".join(after), False)]))
    stretches = groupby(rows, key=lambda row: row.is_changed)
    return TextComparison(tuple(_stretch(list(group), changed) for changed, group in stretches), percent)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _clauses(block: Block, before: Sequence[str], after: Sequence[str], work: Work) -> Iterator[_Pair]:
    old = "".join(f"{one}\n" for one in before[block.old_start : block.old_end])
    new = "".join(f"{one}\n" for one in after[block.new_start : block.new_end])
    if block.is_same:
        yield old, new, True
        return
    for one, other, is_same in _pairs(_CLAUSE.findall(old), _CLAUSE.findall(new), work):
        if is_same:
            yield one, other, True
        else:
            yield from _words(one, other, work)


def _words(old: str, new: str, work: Work) -> Iterator[_Pair]:
    pairs = list(_pairs(_WORD.findall(old), _WORD.findall(new), work))
    same = sum(len(strip_whitespace(one)) for one, _, is_same in pairs if is_same)
    if 2 * same < _ALIKE * len(strip_whitespace(old + new)):
        yield old, new, False
    else:
        yield from pairs


def _pairs(before: Sequence[str], after: Sequence[str], work: Work) -> Iterator[_Pair]:
    """Each piece that is the same beside its like; of what is not, one run beside the other."""
    for block in align([strip_whitespace(one) for one in before], [strip_whitespace(one) for one in after], work):
        ours, theirs = before[block.old_start : block.old_end], after[block.new_start : block.new_end]
        if block.is_same:
            yield from ((one, other, True) for one, other in zip(ours, theirs, strict=True))
        else:
            yield "".join(ours), "".join(theirs), False


def _rows(pairs: Iterable[_Pair]) -> Iterator[ComparisonRow]:
    """A row ends where a paragraph ends on both sides."""
    old: list[ComparedPiece] = []
    new: list[ComparedPiece] = []
    for one, other, is_same in pairs:
        old.append(ComparedPiece(one, not is_same))
        new.append(ComparedPiece(other, not is_same))
        if one.endswith("\n") and other.endswith("\n"):
            yield ComparisonRow(_joined(old), _joined(new))
            old, new = [], []
    if old or new:
        yield ComparisonRow(_joined(old), _joined(new))


def _stretch(rows: Sequence[ComparisonRow], is_changed: bool) -> ComparedStretch:
    if is_changed:
        return ComparedStretch(rows=tuple(rows))
    text = "\n".join(piece.text for row in rows for piece in row.new)
    return ComparedStretch(text, text.count("\n") + 1)


def _joined(pieces: Sequence[ComparedPiece]) -> tuple[ComparedPiece, ...]:
    """Neighbours of one sort as one piece; the end of the last paragraph is no part of it."""
    joined: list[ComparedPiece] = []
    for piece in pieces:
        if joined and piece.is_changed == joined[-1].is_changed:
            joined[-1] = ComparedPiece(joined[-1].text + piece.text, piece.is_changed)
        elif piece.text:
            joined.append(piece)
    if joined:
        joined[-1] = ComparedPiece(joined[-1].text.rstrip("\n"), joined[-1].is_changed)
    return tuple(piece for piece in joined if piece.text)


def _percent(rows: Sequence[ComparisonRow], characters: int) -> int:
    if not any(row.is_changed for row in rows):
        return 100
    pieces = [piece for row in rows for piece in (*row.old, *row.new) if piece.is_changed]
    changed = sum(len(strip_whitespace(piece.text)) for piece in pieces)
    return min(99, 100 * (characters - changed) // characters)
