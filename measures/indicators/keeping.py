"""What people do with an indicator: rename, merge into another, split, delete. Each says what the person saw."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from measures.extraction.units import units_alike
from measures.indicators.forms import IndicatorForm, indicator_named, new_indicator
from measures.indicators.settling import DeedError, chosen, hold_indicators, is_number, learn, settle
from measures.models import Figure, Indicator, IndicatorAlias, SeriesPoint
from measures.records import catch_up_checks, queue_recheck


class GoneError(DeedError):
    """The indicator is no more; the sentence says what became of it."""


def version_of(indicator: Indicator) -> int:
    """Which state of it a page shows: the last entry of its history."""
    return int(indicator.history.values_list("history_id", flat=True).first() or 0)


def what_became_of(pk: int) -> str:
    """Of an indicator that is no more; empty if there never was one."""
    last = Indicator.history.filter(id=pk, history_type="-").first()
    if last is None:
        return ""
    reason = last.history_change_reason
    return f"指标“{last.name}”已{reason if reason else '删除'}。"


def edit(indicator: Indicator, said: QueryDict, by: User) -> tuple[str, Indicator | None]:
    return "已保存。", IndicatorForm(said, instance=indicator).saved("修改")


def merge(indicator: Indicator, said: QueryDict, by: User) -> tuple[str, Indicator | None]:
    """Figures, wordings and checks go to the other one; this one goes, its history stays."""
    into = indicator_named(said.get("name", ""))
    if into == indicator:
        raise DeedError("不能并入自身，请填写另一个指标的名称。")
    if into.unit not in units_alike(indicator.unit):
        raise DeedError(f"单位不同（{indicator.unit}、{into.unit}），不能合并。")
    queue_recheck(indicator.figures.order_by().values_list("letter_id", flat=True).distinct())
    Figure.objects.filter(indicator=indicator).update(indicator=into)
    SeriesPoint.objects.filter(indicator=indicator).update(indicator=into)
    learn(into, indicator.wordings.values_list("words", flat=True))
    indicator.checks.update(indicator=into)
    _note(into, f"并入了“{indicator}”")
    indicator.because(f"并入“{into}”").delete()
    transaction.on_commit(catch_up_checks, robust=True)
    return f"已把“{indicator}”并入“{into}”。", into


def split(indicator: Indicator, said: QueryDict, by: User) -> tuple[str, Indicator | None]:
    """What was ticked, figures and wordings, goes to a new indicator."""
    figures = chosen(said.getlist("figure")) if said.getlist("figure") else []
    wordings = IndicatorAlias.objects.filter(indicator=indicator, pk__in=filter(is_number, said.getlist("wording")))
    words = list(wordings.values_list("words", flat=True))
    if not figures and not words:
        raise DeedError("请先勾选要拆出去的数据或说法。")
    new = new_indicator(said.get("name", ""), indicator.unit, f"由“{indicator}”拆出")
    for wording in wordings:
        wording.delete()
    learn(new, words)
    settle(figures, new, by)
    _note(indicator, f"拆出了“{new}”")
    return f"已拆出指标“{new}”。", new


def delete(indicator: Indicator, said: QueryDict, by: User) -> tuple[str, Indicator | None]:
    if indicator.figures.exists():
        raise DeedError("这个指标还有数据，不能删除。请先把数据移到别的指标，或者把它并入别的指标。")
    indicator.because("删除").delete()
    return f"已删除指标“{indicator}”。", None


INDICATOR_DEEDS: dict[str, Callable[[Indicator, QueryDict, User], tuple[str, Indicator | None]]] = {
    "edit": edit,
    "merge": merge,
    "split": split,
    "delete": delete,
}


@transaction.atomic
def do_with_indicator(pk: int, said: QueryDict, by: User) -> tuple[str, Indicator | None]:
    """Do what a form says; what was done, and the indicator to look at then. Raises DeedError; then nothing was."""
    hold_indicators(Q(pk=pk) | Q(name=said.get("name", "").strip().replace("\0", "")), said.getlist("figure"))
    indicator = Indicator.objects.select_for_update().filter(pk=pk).first()
    if indicator is None:
        raise GoneError((what_became_of(pk) or "已没有这个指标。") + "什么也没有改动。")
    deed = INDICATOR_DEEDS.get(said.get("deed", ""))
    if deed is None:
        raise DeedError("没有这样的操作，请刷新页面再试。")
    if said.get("seen") != str(version_of(indicator)):
        raise DeedError("别人刚刚改过这个指标，什么也没有改动。请看过以后再试。")
    return deed(indicator, said, by)


def _note(indicator: Indicator, reason: str) -> None:
    indicator.because(reason).save()
