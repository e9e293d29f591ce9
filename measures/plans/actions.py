"""What people do on the scoreboard: link a figure, take the link off, mark a target as superseded, or take that back.

Each form carries what the person saw; if that has changed meanwhile, nothing is done, and it is said what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from measures.models import Figure, RefusedFigure, SupersededTarget, Target, TargetEvidence

_LONGEST = 300


class DeedError(Exception):
    """What cannot be done; the sentence is for people."""


def _link(target: Target, said: Mapping[str, str], by: User) -> None:
    figure = _figure_seen(said)
    RefusedFigure.objects.filter(target=target, figure=figure).delete()
    link, is_new = TargetEvidence.objects.get_or_create(target=target, figure=figure, defaults={"by": by})
    if not is_new:
        raise DeedError(f"{_name(link.by)}刚刚已经认定这条数据对应这个目标，不必再认定。")


def _refuse(target: Target, said: Mapping[str, str], by: User) -> None:
    figure = _figure_seen(said)
    link = TargetEvidence.objects.filter(target=target, figure=figure).select_related("by").first()
    if link is not None:
        raise DeedError(f"{_name(link.by)}刚刚认定这条数据对应这个目标。没有改动，请看过再定。")
    RefusedFigure.objects.get_or_create(target=target, figure=figure, defaults={"by": by})


def _reconsider(target: Target, said: Mapping[str, str], by: User) -> None:
    RefusedFigure.objects.filter(target=target).delete()


def _unlink(target: Target, said: Mapping[str, str], by: User) -> None:
    link = TargetEvidence.objects.filter(target=target, pk=_number(said, "link")).first()
    if link is None:
        last = TargetEvidence.history.filter(id=_number(said, "link"), history_type="-").first()
        who = _name(last.history_user) if last else "别人"
        raise DeedError(f"{who}刚刚已经取下这条数据，不必再取。")
    link.delete()


def _supersede(target: Target, said: Mapping[str, str], by: User) -> None:
    reason = said.get("reason", "").replace("\0", "").strip()
    if not reason:
        raise DeedError("请写明这个目标为什么不再适用，例如被哪份方案调整。")
    if len(reason) > _LONGEST:
        raise DeedError(f"理由太长，请不要超过{_LONGEST}字。")
    SupersededTarget.objects.create(target=target, reason=reason, by=by)


def _restore(target: Target, said: Mapping[str, str], by: User) -> None:
    SupersededTarget.objects.filter(target=target).delete()


DEEDS: dict[str, Callable[[Target, Mapping[str, str], User], None]] = {
    "link": _link,
    "unlink": _unlink,
    "refuse": _refuse,
    "reconsider": _reconsider,
    "supersede": _supersede,
    "restore": _restore,
}


@transaction.atomic
def do(target: Target, said: Mapping[str, str], by: User) -> None:
    """Do what a form says. Raises DeedError."""
    deed = DEEDS.get(said.get("deed", ""))
    if deed is None:
        raise DeedError("没有这样的操作，请刷新页面再试。")
    if not Target.objects.select_for_update().filter(pk=target.pk).exists():
        raise DeedError("方案刚刚从库中删去，没有改动。")
    now = SupersededTarget.objects.filter(target=target).select_related("by").first()
    if said.get("superseded", "") != (str(now.pk) if now else ""):
        changed = f"标为不再适用（{now.reason}）" if now else "恢复为适用"
        raise DeedError(f"{_name(now.by) if now else '别人'}刚刚把这个目标{changed}。没有改动，请看过以后再定。")
    deed(target, said, by)


def _name(person: User | None) -> str:
    return (person.get_full_name() or person.get_username()) if person else "别人"


def _figure_seen(said: Mapping[str, str]) -> Figure:
    """The figure as the person saw it."""
    figure = Figure.objects.filter(pk=_number(said, "figure"), letter__status="published").first()
    if figure is None:
        raise DeedError("这条数据已不在库中，可能答复函刚刚改过。请看过现在的页面再选。")
    if str(figure) != said.get("seen", ""):
        raise DeedError(f"这条数据刚刚随答复函改为“{figure}”。没有认定，请看过再选。")
    return figure


def _number(said: Mapping[str, str], name: str) -> int:
    """Zero, which is nothing's number, for what is none."""
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
