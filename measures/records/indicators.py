"""Make indicators, find them by their names, and learn how letters word them."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from kejiting.text.fold import fold
from kejiting.web.actions import ActionError, get_or_refuse, refuse_if
from measures.extraction.units import base_unit, units_alike
from measures.models import Indicator, IndicatorAlias


def save_indicator(indicator: Indicator, *, reason: str) -> Indicator:
    """Save it as it was filled in, its unit as values are kept (万元 → 元), with the reason in its history.

    Raises ActionError, also if somebody else gave its name at the same moment.
    """
    indicator.unit = base_unit(indicator.unit)
    try:
        _check_unit(indicator)
        indicator.full_clean()
        with transaction.atomic():
            indicator.because(reason).save()
    except ValidationError as error:
        raise ActionError("没有保存：" + "".join(dict.fromkeys(error.messages))) from error
    except IntegrityError as error:
        raise ActionError("已有这个名称的指标。") from error
    return indicator


def indicator_named(name: str) -> Indicator:
    """Lock the one of this name. Raises ActionError."""
    refuse_if(not name, "请填写指标名称。")
    gone = f"没有叫“{name[:100]}”的指标：可能刚刚改了名、被删除或并入了别的指标。可以新建一个。"
    return get_or_refuse(Indicator.objects.select_for_update().filter(name=name), gone)


def lock_indicators(wanted: Q) -> None:
    """Lock those that fit: before any figures, and always in one order.

    So of two people who move figures to and fro at once the second waits, and neither is refused.
    """
    list(Indicator.objects.filter(wanted).order_by("pk").select_for_update().values_list("pk", flat=True))


def learn(indicator: Indicator, wordings: Iterable[str]) -> None:
    """Note that letters name the indicator so."""
    for wording in dict.fromkeys(filter(None, wordings)):
        IndicatorAlias.objects.get_or_create(indicator=indicator, folded=fold(wording), defaults={"wording": wording})


def _check_unit(indicator: Indicator) -> None:
    used = set(indicator.figures.order_by().values_list("unit", flat=True).distinct()) if indicator.pk else set()
    if indicator.unit and used.difference(units_alike(indicator.unit)):
        raise ValidationError(f"这个指标已有单位为“{'、'.join(sorted(used))}”的数据，单位不能改。")
