"""Reckon whether the parts that a sentence names sum to its total, and whether its shares are those of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.bounds import Bounds, bounds, is_exact
from measures.extraction.checks.check import Finding, Kind
from measures.extraction.checks.printed import quoted, read_printed
from measures.extraction.checks.sentence_figures import (
    BRACKETS,
    MOST_FIGURES,
    Division,
    SentenceFigures,
    sentence_figures,
)
from measures.extraction.checks.statement import Statement

# 初级2309人、中级209人，|共计|2518人; not 共建
_IN_ALL = lazy_re(r"(?:共计|合计|总计|总共)[^，。；、：\n]{0,10}$")
# 立项57项，|其中|重点5项，共计62项: what stands before is none of the parts; not ，
_BEGINS = lazy_re(r"[。；;！？\n]|其中|包括")
# 长春60家、吉林38家|等; not 吉林38家，等级
_AND_OTHERS = lazy_re(r"\s*[^，。；、0-9]{0,12}等")
# What parts the parts of a list, the finest first: 国家级3个、省级5个|，|开放实验室12个
_JOINTS = ("、和与及", "，,", "；;。")
# Further off, the figures are no parts of the total: 38人申报，其中26人通过、3人取得高级职称.
_NEAR = Decimal("0.05")
_FEWEST = 2


def check_sentences(statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return which sums and shares hold and which do not, in sentences of any letters and figures of any indicators."""
    return tuple(dict.fromkeys(_found(statements)))


def _found(statements: Sequence[Statement]) -> Iterator[Finding]:
    for told in sentence_figures(statements):
        yield from check_sums(told)
        yield from check_shares(told)


def _finding(kind: Kind, statements: Sequence[Statement], says: str) -> Finding:
    return Finding(kind, tuple(one.id for one in statements), tuple(one.printed for one in statements), says)


def check_sums(told: SentenceFigures) -> Iterator[Finding]:
    for division in (*told.divisions(), *_in_all(told)):
        if _FEWEST <= len(division.parts) <= MOST_FIGURES:
            yield from _judge(told, division)


def _in_all(told: SentenceFigures) -> Iterator[Division]:
    for number in range(_FEWEST, len(told.figures)):
        if not _IN_ALL.search(told.between[number - 1]):
            continue
        total, parts = told.figures[number], list[Statement]()
        for place in range(number - 1, -1, -1):
            if told.figures[place].unit == total.unit:
                parts.insert(0, told.figures[place])
            if len(parts) > MOST_FIGURES or (place and _BEGINS.search(told.between[place - 1])):
                break
        yield Division(total, tuple(parts))


def _judge(told: SentenceFigures, division: Division) -> Iterator[Finding]:
    total = division.total
    is_ahead = total.place.start < division.parts[0].place.start
    parts = _of_one_list(told.text, division.parts, from_end=not is_ahead)
    fewer = range(len(parts) - 1)
    runs = [parts[: len(parts) - less] if is_ahead else parts[less:] for less in fewer]
    held = next((run for run in runs if _hold(total, run)), None)
    if held:
        words = f"{_quoted(held)}相加等于{quoted(total)}，合计相符。"
        yield _finding(Kind.SUM_HOLDS, (total, *held), words)
    elif _fail(total, parts) and not _AND_OTHERS.match(told.text, parts[-1].place.end):
        words = f"{_quoted(parts)}相加{_sum_in_words(total, parts)}与{quoted(total)}不符，合计对不上。"
        yield _finding(Kind.SUM, (total, *parts), words)


def _of_one_list(text: str, parts: Sequence[Statement], *, from_end: bool) -> Sequence[Statement]:
    """The parts up to where a coarser mark than that between the two nearest to the total ends their list."""
    joints = [_joint(text, one, other) for one, other in pairwise(parts)]
    if from_end:
        joints.reverse()
    finest = next((number for number, joint in enumerate(joints) if joint > joints[0]), len(joints)) + 1
    return parts[-finest:] if from_end else parts[:finest]


def _joint(text: str, one: Statement, other: Statement) -> int:
    words = BRACKETS.sub("", text[one.place.end : other.place.start])
    return max((rank for rank, marks in enumerate(_JOINTS) if any(mark in words for mark in marks)), default=0)


def _hold(total: Statement, parts: Sequence[Statement]) -> bool:
    return all(map(is_exact, (total, *parts))) and 0 < total.low == _sum(part.low for part in parts)


def _fail(total: Statement, parts: Sequence[Statement]) -> bool:
    """Whatever rounding and hedges allow, the parts come near the total and miss it."""
    wanted, ends = bounds(total), [bounds(part) for part in parts]
    reached = Bounds(_sum(one.low for one in ends), _sum(one.high for one in ends))
    gap = max(reached.low - wanted.high, wanted.low - reached.high)
    return 0 < gap <= _NEAR * total.low


def _sum(values: Iterator[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _quoted(parts: Sequence[Statement]) -> str:
    return "".join(map(quoted, parts))


def _sum_in_words(total: Statement, parts: Sequence[Statement]) -> str:
    """为2517人，, printed as the total is; nothing where a part has no one value."""
    printed = read_printed(total)
    if printed is None or not all(map(is_exact, parts)):
        return ""
    return f"为{printed.of(_sum(part.low for part in parts))}，"


_PERCENT = "%"
# 3个项目由高校推荐，|占比|27.27%, |占总数的|75%, |占|43.4%; not 产值占比, 占全省企业总数的
_SHARE = lazy_re(
    r"(?:^|[，,：:（(])\s*约?占(?:比(?:例|重)?|总(?:数|量|额|人数)的?(?:比例|比重)?)?(?:[为是约近超达至了已:：\s]|超过|达到|大约)*$"
)
# 30人|；|占比40%: of something else; not ，
_APART = lazy_re(r"[。；;！？\n]")


def check_shares(told: SentenceFigures) -> Iterator[Finding]:
    for number, share in enumerate(told.figures):
        if share.unit != _PERCENT or not number or not _SHARE.search(told.between[number - 1]):
            continue
        part, whole = told.figures[number - 1], told.total_of(number - 1)
        if whole is None or part.unit == _PERCENT or _APART.search(told.between[number - 1]):
            continue
        yield from _judge_share(whole, part, share)


def _judge_share(whole: Statement, part: Statement, share: Statement) -> Iterator[Finding]:
    """A share may be rounded or cut off at its last place."""
    printed, all_of_it, some = read_printed(share), bounds(whole), bounds(part)
    if printed is None or all_of_it.low <= 0:
        return
    members, place = (whole, part, share), printed.last_place
    exact = part.low / whole.low * 100 if whole.low else Decimal(0)
    if all(map(is_exact, members)) and exact - place < share.low <= exact + place / 2:
        says = f"{quoted(part)}占{quoted(whole)}的比例与{quoted(share)}相符。"
        yield _finding(Kind.PERCENT_HOLDS, members, says)
        return
    lowest, highest = some.low / all_of_it.high * 100, some.high / all_of_it.low * 100
    wanted = bounds(share)
    if wanted.high + place <= lowest or highest + place / 2 < wanted.low:
        says = f"{quoted(part)}占{quoted(whole)}的比例约为{exact:.2f}%，与{quoted(share)}不符，比例对不上。"
        yield _finding(Kind.PERCENT, members, says)
