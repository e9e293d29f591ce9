"""What people do with the figures they ticked: to an indicator, to a new one, to none, or back to unsettled."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mode

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from measures.extraction.units import unit_family
from measures.indicators.forms import indicator_named, new_indicator
from measures.indicators.settling import DeedError, chosen, hold_indicators, is_number, release, settle
from measures.models import Figure, Indicator

GONE = "这个指标刚刚被别人删除或并入了别的指标，什么也没有改动。请另选一个指标。"


def confirm(figures: list[Figure], said: QueryDict, by: User) -> str:
    number = said.get("indicator", "")
    held = Indicator.objects.select_for_update()
    indicator = held.filter(pk=int(number)).first() if is_number(number) else None
    if indicator is None:
        raise DeedError(GONE)
    if said.get("seen_name") != indicator.name:
        raise DeedError(f"这个指标刚刚改名为“{indicator}”。什么也没有改动。")
    settle(figures, indicator, by)
    return f"已把 {len(figures)} 个数据认定为“{indicator}”。"


def move(figures: list[Figure], said: QueryDict, by: User) -> str:
    indicator = indicator_named(said.get("name", ""))
    settle(figures, indicator, by)
    return f"已把 {len(figures)} 个数据认定为“{indicator}”。"


def make(figures: list[Figure], said: QueryDict, by: User) -> str:
    units = sorted({figure.unit for figure in figures})
    if len(set(map(unit_family, units))) > 1:
        raise DeedError(f"所选数据的单位不同（{'、'.join(units)}），不能作为一个指标。")
    indicator = new_indicator(said.get("name", ""), mode(figure.unit for figure in figures), "由数据新建")
    settle(figures, indicator, by)
    return f"已新建指标“{indicator}”，认定了 {len(figures)} 个数据。"


def put_aside(figures: list[Figure], said: QueryDict, by: User) -> str:
    settle(figures, None, by)
    return f"已认定 {len(figures)} 个数据不属于任何指标。"


def take_back(figures: list[Figure], said: QueryDict, by: User) -> str:
    release(figures)
    return f"已取消 {len(figures)} 个数据的认定。"


FIGURE_DEEDS: dict[str, Callable[[list[Figure], QueryDict, User], str]] = {
    "confirm": confirm,
    "move": move,
    "new": make,
    "none": put_aside,
    "release": take_back,
}


@transaction.atomic
def do_with_figures(said: QueryDict, by: User) -> str:
    """Do what a form says, and return what was done. Raises DeedError; then nothing was."""
    deed = FIGURE_DEEDS.get(said.get("deed", ""))
    if deed is None:
        raise DeedError("没有这样的操作，请刷新页面再试。")
    number = said.get("indicator", "")
    hold_indicators(
        Q(name=said.get("name", "").strip().replace("\0", "")) | Q(pk=int(number) if is_number(number) else 0),
        said.getlist("figure"),
    )
    return deed(chosen(said.getlist("figure")), said, by)
