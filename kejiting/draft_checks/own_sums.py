"""Sums that miss their total by what a slip of the hand makes, in one sentence or batch by batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kejiting.draft_checks.mismatch import (
    PERCENT,
    POWERS,
    Mismatch,
    adds_up,
    are_exact,
    before_it,
    mismatch,
    value_of,
    words_of_figure,
)
from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.sentence_figures import SentenceFigures, sentence_figures
from measures.extraction.checks.statement import Statement

_IN_ALL = lazy_re(r"(?:合计|共计|总计|总共)[^，。；、：\n]{0,10}$")
_OTHERS = lazy_re(r"\s*[^，。；、0-9]{0,12}等|[^。；]{0,6}(?:为主|居前|以上)")
_LISTED = lazy_re(r"^[^、。；]{0,24}[，,：:（(为有在][^、。；，]{0,10}$")
_LIST_JOINT = lazy_re(r"^(?:、|和|及|，)[\u4e00-\u9fff]{1,8}$")
_EACH = lazy_re(r"每|平均|[\u4e00-\u9fff]均[约为达]*$")
_SHORTEST_LIST = 3
# 首批|备案…, 第二批|…
_BATCH = lazy_re("第?(?P<nth>[首一二三四五六七八九])批")
_NTH = "一二三四五六七八九"
_NOW = lazy_re("目前|现有|共有|累计|总数")
# 第二批备案|概念验证中心
_LEAD = lazy_re("^第?[首一二三四五六七八九]批(?:备案|认定|启动|新增|选派)?")


def sums(figures: list[DraftFigure]) -> Iterator[Mismatch]:
    """Yield sums that miss their total by what a slip of the hand makes: two digits changed about, or one another."""
    by_statement = {figure.statement.id: figure for figure in figures}
    for told in sentence_figures([figure.statement for figure in figures]):
        divisions = [(one.total, one.parts, False) for one in told.divisions()]
        for number in range(2, len(told.figures)):
            total = told.figures[number]
            if _IN_ALL.search(told.between[number - 1]):
                run = list[Statement]()
                for one, between in zip(reversed(told.figures[:number]), reversed(told.between[:number]), strict=True):
                    if one.unit != total.unit or "。" in between or "；" in between:
                        break
                    run.insert(0, one)
                divisions.append((total, tuple(run), True))
        divisions += [(total, parts, False) for total, parts in _lists(told)]
        for total, parts, is_in_all in divisions:
            named = tuple(by_statement[one.id] for one in (total, *parts))
            if len(parts) < 2 or total.unit == PERCENT or not are_exact(*named) or any(map(_is_of_each, named)):
                continue
            if not is_in_all and _OTHERS.match(told.text, parts[-1].place.end):
                continue
            runs = [sum(one.low for one in parts[:end]) for end in range(2, len(parts) + 1)]
            runs += [sum(one.low for one in parts[start:]) for start in range(1, len(parts) - 1)] if is_in_all else []
            if any(total.low == run for run in runs):
                continue
            added = sum((one.low for one in parts), Decimal(0))
            slips = _is_slip(total.low, added) or any(_is_slip(total.low - added + one.low, one.low) for one in parts)
            if slips or (is_in_all and len(parts) == 2 and added < total.low * 2):
                words = "、".join(words_of_figure(one) for one in named[1:])
                yield mismatch(named, f"“{words}”相加与“{words_of_figure(named[0])}”不符，合计对不上", holds=adds_up)
            elif any(added == total.low * by or total.low == added * by for by in POWERS):
                yield mismatch(named, f"各部分相加与“{words_of_figure(named[0])}”差一个数量级", is_scale=True)


def _is_of_each(figure: DraftFigure) -> bool:
    """优秀的每个奖励|100万元."""
    return _EACH.search(before_it(figure)[-12:]) is not None


def _lists(told: SentenceFigures) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
    """对67家开展评估，结果为优秀12家、良好38家、合格14家、不合格3家: a list of the same unit behind a total."""
    for number, total in enumerate(told.figures[:-_SHORTEST_LIST]):
        if not _LISTED.search(told.between[number]):
            continue
        end = number + 1
        while end + 1 < len(told.figures) and _LIST_JOINT.search(told.between[end]):
            end += 1
        parts = told.figures[number + 1 : end + 1]
        if len(parts) >= _SHORTEST_LIST and all(one.unit == total.unit for one in parts):
            yield total, parts


def _is_slip(total: Decimal, added: Decimal) -> bool:
    one, other = f"{total.normalize():f}".rstrip("0"), f"{added.normalize():f}".rstrip("0")
    if added <= 0 or total <= 0 or len(one) != len(other) or len(f"{total:f}") != len(f"{added:f}") or len(one) < 2:
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(differ) == 2 and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
    return swapped or (len(differ) == 1 and len(one) > 2)


def batches(figures: Sequence[DraftFigure]) -> Iterator[Mismatch]:
    """首批备案12家；第二批备案9家。目前共有21家: all batches from the first on, and what there is in all."""
    told = defaultdict[tuple[str, str], list[DraftFigure]](list)
    for figure in figures:
        named = [match["nth"].replace("首", "一") for match in _BATCH.finditer(before_it(figure))]
        name = _LEAD.sub("", figure.counted), figure.statement.unit
        same = told[name]
        if named:
            if _NTH.find(named[-1]) == len(same):
                same.append(figure)
        elif len(same) > 1 and _NOW.search(before_it(figure)) and are_exact(figure, *same):
            if sum(map(value_of, same)) != value_of(figure):
                words = "、".join(map(words_of_figure, same))
                message = f"各批“{words}”相加与“{words_of_figure(figure)}”不符"
                yield mismatch((figure, *same), message, holds=adds_up)
            del told[name]
