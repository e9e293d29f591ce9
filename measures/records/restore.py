"""Make a plan, an indicator or a topic be what it was after any act; itself an act. Rows made again have their ids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Model, Q, QuerySet

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, refuse_if
from measures.models import Indicator, KeptAct, Plan, PlanItem, Target, Topic
from measures.records.indicator_figures import bring_figures_back, former_holders, holders
from measures.records.indicators import learn, lock_indicators, save_indicator
from measures.records.kept_states import ITEM_COLUMNS, PLAN_COLUMNS, PLAN_TEXTS, TARGET_COLUMNS, State
from measures.records.maintenance import CHANGED, bring_indicator_back
from measures.records.mentions import lock_mentions
from measures.records.plan_contents import PARKED, is_decided
from measures.records.plan_locking import lock_plan
from measures.records.plans import note_plan, plan_of_file
from measures.records.topics import TopicWords, save_topic
from proposals.models import ActKind, Status
from proposals.records import BACK_TO_FORMER, AskedStatus, change_status, one_act, state_after
from proposals.records.errors import SameFileError

GONE = "不能恢复到这一步，请刷新页面再看。"
DECIDED = "没有恢复：那时还没有这个目标，而它已有人工认定的数据，或已标为不再适用：“{}”。请先到目标页取下、恢复。"


@transaction.atomic
def restore_plan_act(plan: Plan, key: int, *, by: User | None, expected_version: int | None = None) -> KeptAct:
    """Returns the former act. Raises RowChangedError, SameFileError if another plan has the former file by now, and
    ActionError if it cannot be published again, or has to lose a target of which people decided something."""
    lock_plan(plan, expected_version)
    former = _former(plan, key)
    state = state_after(former)
    with one_act(plan, ActKind.RESTORED, by=by):
        known = plan_of_file(state["source_sha256"])
        if known not in (None, plan):
            raise SameFileError(known)
        for name in (*PLAN_COLUMNS, *PLAN_TEXTS):
            value = state[name]
            setattr(plan, name, date.fromisoformat(value) if name == "issued_on" and value else value)
        if plan.status != state["status"]:
            change_status(plan, Status(state["status"]), AskedStatus(by, BACK_TO_FORMER, going_back=True))
        _restore_contents(plan, state)
        plan.version += 1
        plan.save()
        note_plan(plan)
    return former


@transaction.atomic
def restore_indicator_act(indicator: Indicator, key: int, *, by: User | None, expected_version: int) -> KeptAct:
    """Its name, unit, note, wordings and figures; what was merged into it since comes back with its own, and what was
    split off since goes into the wastebasket. What people assigned since stays. Returns the former act. Raises ActionError."""
    former = _former(indicator, key)
    state = state_after(former)
    lock_indicators(Q(pk=indicator.pk) | holders(state))
    indicator.refresh_from_db()
    refuse_if(expected_version != indicator.version, CHANGED)
    with one_act(indicator, ActKind.RESTORED, by=by):
        indicator.name, indicator.unit, indicator.note = state["name"], state["unit"], state["note"]
        save_indicator(indicator, reason=BACK_TO_FORMER)
        bring_figures_back(indicator, state, by=by, since=former.at)
        for holder, figures in former_holders(indicator, former):
            if holder.is_deleted:
                bring_indicator_back(holder, by=by)
            else:
                bring_figures_back(holder, figures, by=by)
        for alias in indicator.aliases.exclude(wording__in=state["aliases"]):
            alias.delete()
        learn(indicator, state["aliases"])
    record_act(AuditAct.RESTORED, indicator, by=by, detail=str(former))
    return former


@transaction.atomic
def restore_topic_act(topic: Topic, key: int, *, by: User | None, expected_version: int) -> KeptAct:
    """Returns the former act. Raises ActionError, also if one of its names is another topic's by now."""
    lock_mentions()
    former = _former(topic, key)
    state = state_after(former)
    with one_act(topic, ActKind.RESTORED, by=by):
        words = TopicWords(state["name"], tuple(state["aliases"]), state["what"])
        save_topic(words, topic=topic, expected_version=expected_version)
    record_act(AuditAct.RESTORED, topic, by=by, detail=str(former))
    return former


def _former(subject: Any, key: int) -> KeptAct:
    former: KeptAct | None = subject.acts.select_related("state", "text").filter(pk=key).first()
    if former is None or former.state.content.get("status") == Status.DELETED:
        raise ActionError(GONE)
    return former


def _restore_contents(plan: Plan, state: State) -> None:
    """Items and targets: what was there is made so first, so that nothing hangs on what goes."""
    targets = Target.objects.filter(item__plan=plan)
    extra = list(targets.exclude(pk__in=[row["id"] for row in state["targets"]]))
    for target in extra:
        refuse_if(is_decided(target), DECIDED.format(target.indicator))
    PlanItem.objects.filter(plan=plan).update(position=F("position") + PARKED)
    _save_rows(PlanItem.objects.filter(plan=plan), state["items"], ITEM_COLUMNS, plan=plan)
    _save_rows(targets, state["targets"], TARGET_COLUMNS)
    for target in extra:
        target.delete()
    for item in PlanItem.objects.filter(plan=plan, position__gte=PARKED):
        item.delete()


def _save_rows(held: QuerySet[Any], wanted: Sequence[State], columns: Sequence[str], **owner: Model) -> None:
    """Parents come before their children."""
    there = held.in_bulk()
    for row in wanted:
        instance = there.get(row["id"]) or held.model(**owner)
        for name in columns:
            setattr(instance, name, row[name])
        instance.save()
