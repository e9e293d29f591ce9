"""The ledgers, held against a fresh reading of the letters and plans by the rules of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.utils import timezone

from kejiting.doctor.examination import Defect, Depth, Looked, Severity, listed
from measures.models import Plan
from measures.records import (
    catch_up_all_checks,
    is_as_read,
    refresh_stale_ledgers,
    stale_ledgers,
    stale_mentions,
    stale_plans,
    take_fresh_reading,
)
from proposals.models import ReplyLetter

# A letter is read in some hundredths of a second; each day others are
_MOST_READ = 500


def look_at_ledgers(depth: Depth) -> Looked:
    stale = sum(rows.count() for rows in (stale_ledgers(), stale_mentions(), stale_plans()))
    defects = list(_said_stale(stale))
    if depth is Depth.QUICK:
        return Looked("台账是否按今天的规则识别", defects)
    letters = ReplyLetter.objects.exclude(pk__in=stale_ledgers().values("pk"))
    letters = letters.exclude(pk__in=stale_mentions().values("letter"))
    every = list(letters.order_by("pk").values_list("pk", flat=True))
    pks = every if depth is Depth.FULL else part_of_today(every)
    wrong = [pk for pk in pks if _differs(ReplyLetter, pk)]
    plans = list(Plan.objects.exclude(pk__in=stale_plans().values("pk")).order_by("pk").values_list("pk", flat=True))
    wrong_plans = [pk for pk in plans if _differs(Plan, pk)]
    defects += [*_said("答复函", ReplyLetter, wrong), *_said("方案", Plan, wrong_plans)]
    rest = "" if len(pks) == len(every) else f"（共 {len(every)} 份，每天看不同的一部分，全部看请加 --full）"
    return Looked(f"{len(pks)} 份答复函{rest}和 {len(plans)} 份方案的台账是否与重新识别的一样", defects)


def part_of_today(pks: list[int]) -> list[int]:
    """As many as can be read in a minute, spread evenly; in as many days as it takes, each has its turn."""
    days = -(-len(pks) // _MOST_READ) or 1
    return pks[timezone.localdate().toordinal() % days :: days]


def read_anew(model: type[ReplyLetter] | type[Plan], pks: Iterable[int]) -> str:
    """Take the fresh reading of each, unless a figure that people assigned or linked would go."""
    read, left = 0, []
    for pk in pks:
        row = model.objects.filter(pk=pk).first()
        if row is not None:
            read += 1
            if not take_fresh_reading(row):
                left.append(pk)
    catch_up_all_checks()
    kept = f"；{listed(left)} 有人认定过的数据在原文里找不到了，没有改动，请打开核对" if left else ""
    return f"重新识别了 {read - len(left)} 份{kept}。"


def _differs(model: type[ReplyLetter] | type[Plan], pk: int) -> bool:
    """False for one that was deleted meanwhile."""
    row = model.objects.filter(pk=pk).first()
    return row is not None and not is_as_read(row)


def _said_stale(stale: int) -> Iterator[Defect]:
    if stale:
        yield Defect(
            f"{stale} 份文件的台账还没有按今天的规则或主题名称识别。启动后会自动补齐；也可以运行 manage.py refresh_ledgers。",
            Severity.WARNING,
            lambda: f"补齐了 {refresh_stale_ledgers()} 份文件的台账。",
        )


def _said(kind: str, model: type[ReplyLetter] | type[Plan], wrong: list[int]) -> Iterator[Defect]:
    if wrong:
        names = listed(f"{kind} {pk}" for pk in wrong)
        yield Defect(
            f"台账与重新识别的不同：{names}。请运行 manage.py doctor --repair 重新识别，人工认定的会保留。",
            mend=partial(read_anew, model, wrong),
        )
