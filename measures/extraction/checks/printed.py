"""How an amount is printed: the number, its decimals, what it is counted in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.statement import Statement
from measures.extraction.figures.figure import BETWEEN

# 1,200, 8 . 5; not 8.5
_SPACES = lazy_re(r"[\s,，]")
# 27.27|%, 3000|余人; not 三分之一
_NUMBER = lazy_re(r"[0-9]+(?:\.(?P<decimals>[0-9]+))?")
# 3000|余|人; not 人
_MORE = lazy_re("[余多来]")
# Hedges stand that near.
_FAR = 10


@dataclass(frozen=True, slots=True)
class Printed:
    """3.20亿元: two decimals, and a one in its number is worth 100000000, the `scale`."""

    decimals: int
    scale: Decimal
    behind: str

    @property
    def last_place(self) -> Decimal:
        """What a one in the last place is worth: 27.27% → 0.01, 3.2亿元 → 10000000."""
        return self.scale.scaleb(-self.decimals)

    def of(self, value: Decimal) -> str:
        """Print another value in the same way."""
        return f"{(value / self.scale).normalize():f}{self.behind}"


def read_printed(statement: Statement) -> Printed | None:
    """Return None for numbers in characters, ranges, and numbers in two pieces (3亿5000万)."""
    plain = unicodedata.normalize("NFKC", _SPACES.sub("", statement.printed))
    found = [*_NUMBER.finditer(plain)]
    number = Decimal(found[0][0]) if len(found) == 1 else Decimal(0)
    if not number:
        return None
    scale = statement.low / number
    if scale != Decimal(1).scaleb(scale.adjusted()):
        return None
    return Printed(len(found[0]["decimals"] or ""), scale, _MORE.sub("", plain[found[0].end() :]))


def quoted(statement: Statement) -> str:
    """Return the amount as printed with the hedges beside it, on one line, in quotation marks: “超1.6亿元”."""
    place, sentence = statement.place, statement.sentence
    before = sentence[max(0, place.start - _FAR) : place.start].rstrip()
    after = sentence[place.end : place.end + _FAR].lstrip()
    hedges = (statement.hedge or "").split(BETWEEN)
    ahead = max((hedge for hedge in hedges if before.endswith(hedge)), key=len, default="")
    behind = max((hedge for hedge in hedges if after.startswith(hedge)), key=len, default="")
    return f"“{ahead}{''.join(statement.printed.split())}{behind}”"
