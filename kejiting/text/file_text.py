"""What a reader makes of a file: its text, and what the file shows besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kejiting.text.spans import Problem


class LeftOut(NamedTuple):
    """Something that a file shows and its text does not say. `kind` (图片) and `place` (第5段) are Chinese, for people."""

    kind: str
    place: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as read. Readers of files that hold nothing but text may return the text alone."""

    text: str
    left_out: tuple[LeftOut, ...] = ()

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each kind of what was left out; it says how much there is, and where the first is."""
        for kind, found in groupby(sorted(self.left_out, key=lambda part: part.kind), key=lambda part: part.kind):
            parts = list(found)
            count = sum(part.times for part in parts)
            place = f"（{'' if count == 1 else '最先在'}{parts[0].place}）" if parts[0].place else ""
            yield Problem("text", f"原文件里有{'一' if count == 1 else count}处{kind}没有读入{place}，请对照原件核对")
