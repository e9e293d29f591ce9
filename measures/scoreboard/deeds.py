"""What people do on the scoreboard: link a figure, take the link off, mark a target as superseded, or take that back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from measures.models import Figure, SupersededTarget, Target, TargetFigure


class DeedError(Exception):
    """What cannot be done; the sentence is for people."""


def link(target: Target, said: Mapping[str, str], by: User) -> None:
    TargetFigure.objects.get_or_create(target=target, figure=_figure(said), defaults={"by": by})


def unlink(target: Target, said: Mapping[str, str], by: User) -> None:
    TargetFigure.objects.filter(target=target, figure=_figure(said)).delete()


def supersede(target: Target, said: Mapping[str, str], by: User) -> None:
    reason = said.get("reason", "").strip()[:300]
    if not reason:
        raise DeedError("请写明这个目标为什么不再适用，例如被哪份方案调整。")
    SupersededTarget.objects.update_or_create(target=target, defaults={"reason": reason, "by": by})


def restore(target: Target, said: Mapping[str, str], by: User) -> None:
    SupersededTarget.objects.filter(target=target).delete()


DEEDS: dict[str, Callable[[Target, Mapping[str, str], User], None]] = {
    "link": link,
    "unlink": unlink,
    "supersede": supersede,
    "restore": restore,
}


@transaction.atomic
def do(target: Target, said: Mapping[str, str], by: User) -> None:
    """Do what a form says. Raises DeedError."""
    deed = DEEDS.get(said.get("deed", ""))
    if deed is None:
        raise DeedError("没有这样的操作，请刷新页面再试。")
    deed(target, said, by)


def _figure(said: Mapping[str, str]) -> Figure:
    """One of a published letter."""
    number = said.get("figure", "")
    figure = (
        Figure.objects.filter(pk=int(number), letter__status="published")
        if _is_number(number)
        else Figure.objects.none()
    )
    found = figure.first()
    if found is None:
        raise DeedError("这条数据已不在库中，可能答复函刚刚改过。请刷新页面再试。")
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
