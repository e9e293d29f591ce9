"""Reckon whether a share follows from the part and the whole that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from measures.extraction.checks.bounds import bounds, is_exact
from measures.extraction.checks.check import Finding, Kind
from measures.extraction.checks.printed import quoted, read_printed
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.told import SentenceFigures

_PERCENT = "%"
# 3个项目由高校推荐，|占比|27.27%, |占总数的|75%, |占|43.4%; not 产值占比, 占全省企业总数的
_SHARE = re.compile(
    r"(?:^|[，,：:（(])\s*约?占(?:比(?:例|重)?|总(?:数|量|额|人数)的?(?:比例|比重)?)?(?:[为是约近超达至了已:：\s]|超过|达到|大约)*$"
)
# 30人|；|占比40%: of something else; not ，
_APART = re.compile(r"[。；;！？\n]")


def check_shares(told: SentenceFigures) -> Iterator[Finding]:
    for number, share in enumerate(told.figures):
        if share.unit != _PERCENT or not number or not _SHARE.search(told.between[number - 1]):
            continue
        part, whole = told.figures[number - 1], told.total_of(number - 1)
        if whole is None or part.unit == _PERCENT or _APART.search(told.between[number - 1]):
            continue
        yield from _judge(whole, part, share)


def _judge(whole: Statement, part: Statement, share: Statement) -> Iterator[Finding]:
    """A share may be rounded or cut off at its last place."""
    printed, all_of_it, some = read_printed(share), bounds(whole), bounds(part)
    if printed is None or all_of_it.low <= 0:
        return
    members, place = (whole.id, part.id, share.id), printed.last_place
    exact = part.low / whole.low * 100 if whole.low else Decimal(0)
    if all(map(is_exact, (whole, part, share))) and exact - place < share.low <= exact + place / 2:
        says = f"{quoted(part)}占{quoted(whole)}的比例与{quoted(share)}相符。"
        yield Finding(Kind.PERCENT_HOLDS, members, says)
        return
    lowest, highest = some.low / all_of_it.high * 100, some.high / all_of_it.low * 100
    wanted = bounds(share)
    if wanted.high + place <= lowest or highest + place / 2 < wanted.low:
        says = f"{quoted(part)}占{quoted(whole)}的比例约为{exact:.2f}%，与{quoted(share)}不符，比例对不上。"
        yield Finding(Kind.PERCENT, members, says)
