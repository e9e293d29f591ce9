"""Say which figures tell how far a target was met, which do not, and whether the target still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, action_named, get_or_refuse, refuse_if
from kejiting.web.people import person_name
from measures.models import Figure, RefusedFigure, SupersededTarget, Target, TargetEvidence

_LONGEST = 300
FIGURE_GONE = "这条数据已不在库中，可能答复函刚刚改过。请看过现在的页面再选。"
UNLINKED = "{}刚刚已经取下这条数据，不必再取。"
NO_REASON = "请写明这个目标为什么不再适用，例如被哪份方案调整。"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What a person asks for: an action of `TARGET_ACTIONS`; `figure` and `evidence` are ids, `reason` was typed.

    `expected_version` is the id of what says that the target is superseded, None if nothing did; `expected_figure` is
    the figure as the page worded it. If they have changed meanwhile, nothing is done, and it is said what has changed.
    """

    action: str
    expected_version: int | None
    figure: int | None = None
    expected_figure: str = ""
    evidence: int | None = None
    reason: str = ""


@transaction.atomic
def change_target(target: Target, asked: TargetChange, *, by: User) -> None:
    """Do what a person asks for. Raises ActionError; then nothing was done."""
    act = action_named(TARGET_ACTIONS, asked.action)
    refuse_if(not Target.objects.select_for_update().filter(pk=target.pk).exists(), "方案刚刚从库中删去，没有改动。")
    now = SupersededTarget.objects.filter(target=target).select_related("by").first()
    if asked.expected_version != (now.pk if now else None):
        changed = f"标为不再适用（{now.reason}）" if now else "恢复为适用"
        raise ActionError(f"{person_name(now.by if now else None)}刚刚把这个目标{changed}。没有改动，请看过以后再定。")
    act(target, asked, by)
    record_act(AuditAct.SETTLED, target, by=by, detail=f"{_AUDITED[asked.action]}：{asked.reason}".rstrip("："))


def _link(target: Target, asked: TargetChange, by: User) -> None:
    figure = _figure_seen(asked)
    RefusedFigure.objects.filter(target=target, figure=figure).delete()
    evidence, is_new = TargetEvidence.objects.get_or_create(target=target, figure=figure, defaults={"by": by})
    refuse_if(not is_new, f"{person_name(evidence.by)}刚刚已经认定这条数据对应这个目标，不必再认定。")


def _refuse(target: Target, asked: TargetChange, by: User) -> None:
    figure = _figure_seen(asked)
    evidence = TargetEvidence.objects.filter(target=target, figure=figure).select_related("by").first()
    if evidence is not None:
        raise ActionError(f"{person_name(evidence.by)}刚刚认定这条数据对应这个目标。没有改动，请看过再定。")
    RefusedFigure.objects.get_or_create(target=target, figure=figure, defaults={"by": by})


def _reconsider(target: Target, asked: TargetChange, by: User) -> None:
    """All that were refused, or the one that is named."""
    RefusedFigure.objects.filter(target=target, **({"figure": asked.figure} if asked.figure else {})).delete()


def _unlink(target: Target, asked: TargetChange, by: User) -> None:
    evidence = TargetEvidence.objects.filter(target=target, pk=asked.evidence or 0).first()
    if evidence is None:
        last = TargetEvidence.history.filter(id=asked.evidence or 0, history_type="-").first()
        raise ActionError(UNLINKED.format(person_name(last and last.history_user)))
    evidence.delete()


def _supersede(target: Target, asked: TargetChange, by: User) -> None:
    refuse_if(not asked.reason, NO_REASON)
    refuse_if(len(asked.reason) > _LONGEST, f"理由太长，请不要超过{_LONGEST}字。")
    SupersededTarget.objects.create(target=target, reason=asked.reason, by=by)


def _restore(target: Target, asked: TargetChange, by: User) -> None:
    SupersededTarget.objects.filter(target=target).delete()


TARGET_ACTIONS: dict[str, Callable[[Target, TargetChange, User], None]] = {
    "link": _link,
    "unlink": _unlink,
    "refuse": _refuse,
    "reconsider": _reconsider,
    "supersede": _supersede,
    "restore": _restore,
}


_AUDITED = {
    "link": "认定对应的数据",
    "unlink": "取下对应的数据",
    "refuse": "认定数据不对应",
    "reconsider": "不对应的数据重新列出",
    "supersede": "标为不再适用",
    "restore": "恢复为适用",
}


def undoing(target: Target, done: TargetChange) -> TargetChange | None:
    """Return what takes a change back that was just made; None for what is not taken back by one press."""
    match done.action:
        case "link":
            links = TargetEvidence.objects.filter(target=target, figure=done.figure)
            return TargetChange("unlink", done.expected_version, evidence=links.values_list("pk", flat=True).first())
        case "refuse":
            return TargetChange("reconsider", done.expected_version, figure=done.figure)
        case "supersede":
            superseded = SupersededTarget.objects.filter(target=target)
            return TargetChange("restore", superseded.values_list("pk", flat=True).first())
        case _:
            return None


def _figure_seen(asked: TargetChange) -> Figure:
    """The figure as the person saw it."""
    figure = get_or_refuse(Figure.objects.published().filter(pk=asked.figure or 0), FIGURE_GONE)
    refuse_if(str(figure) != asked.expected_figure, f"这条数据刚刚随答复函改为“{figure}”。没有认定，请看过再选。")
    return figure
