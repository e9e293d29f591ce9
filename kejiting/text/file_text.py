"""What a reader makes of a file: its text, and what the file shows besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kejiting.text.spans import Problem, Span

OCR = "ocr"
"""The field of the problems that tell of text which was read off a picture: a person has to look at it."""
WHOLE_PAGE = "整页图片"
_DOUBTFUL = "此处由文字识别得到，没有把握，请核对原件"
# A page of which more is doubtful is to be read in the original altogether.
_MOST_DOUBTS = 200


class LeftOut(NamedTuple):
    """Something that a file shows and its text does not say. `kind` (图片) and `place` (第5段) are Chinese, for people."""

    kind: str
    place: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as read. Readers of files that hold nothing but text may return the text alone.

    `recognised` are the numbers of the pages that were read by OCR, and `doubtful` the characters of which that is not
    sure, counted without white space: so they are the same ones in the canonical text.
    """

    text: str
    left_out: tuple[LeftOut, ...] = ()
    recognised: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()

    def problems(self, canonical: str) -> Iterator[Problem]:
        """Yield what people have to look at: what was left out of the text, and what OCR read, with its place."""
        yield from self._left_out()
        if self.recognised:
            pages = "、".join(map(str, self.recognised))
            yield Problem(OCR, f"第{pages}页是图片，由文字识别读入，请对照原件核对后再发布")
        spans = list(_spans(canonical, self.doubtful))
        yield from (Problem(OCR, _DOUBTFUL, span) for span in spans[:_MOST_DOUBTS])
        if len(spans) > _MOST_DOUBTS:
            yield Problem(OCR, f"后面还有{len(spans) - _MOST_DOUBTS}处识别得没有把握，没有逐处标出，请通读原件")

    def _left_out(self) -> Iterator[Problem]:
        """Yield a problem for each kind of what was left out; it says how much there is, and where the first is."""
        for kind, found in groupby(sorted(self.left_out, key=lambda part: part.kind), key=lambda part: part.kind):
            parts = list(found)
            count = sum(part.times for part in parts)
            place = f"（{'' if count == 1 else '最先在'}{parts[0].place}）" if parts[0].place else ""
            yield Problem("text", f"原文件里有{'一' if count == 1 else count}处{kind}没有读入{place}，请对照原件核对")


def _spans(text: str, ordinals: Sequence[int]) -> Iterator[Span]:
    """Yield where characters stand that are counted without white space; those that follow each other are one span."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    start = end = -1
    for place in (places[ordinal] for ordinal in ordinals):
        if place != end:
            if end > 0:
                yield Span(start, end)
            start = place
        end = place + 1
    if end > 0:
        yield Span(start, end)
