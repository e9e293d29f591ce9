"""All that people can set of a plan, an indicator or a topic, in values that JSON can hold; kept with each act on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kejiting.web.actions import ActionError
from measures.models import Indicator, IndicatorAlias, Plan, Target, Topic
from measures.records.indicator_figures import assigned_to
from proposals.records import KEPT_KINDS, KeptKind, deletion

State = dict[str, Any]

TOPIC_GONE = "别人刚刚删除了这个主题。"

PLAN_TEXTS = ("text", "as_read_text")
PLAN_COLUMNS = (
    "title", "issuer", "issued_on", "doc_number", "period", "cites", "text_sha256", "problems", "set_by_person",
    "source_name", "source_sha256",
)  # fmt: skip
ITEM_COLUMNS = ("id", "parent_id", "position", "level", "path", "number", "title", "start", "end")
TARGET_COLUMNS = ("id", "item_id", "indicator", "comparator", "low", "high", "unit", "due", "start", "end")


def plan_state(plan: Plan) -> State:
    """Return all that people can set of `plan`, its texts among it; what they linked to its targets hangs on these."""
    targets = Target.objects.filter(item__plan=plan).order_by("start", "pk")
    return {
        **{name: _plain(getattr(plan, name)) for name in (*PLAN_COLUMNS, *PLAN_TEXTS, "status")},
        "items": list(plan.items.order_by("position").values(*ITEM_COLUMNS)),
        "targets": [{name: _plain(value) for name, value in row.items()} for row in targets.values(*TARGET_COLUMNS)],
    }


def indicator_state(indicator: Indicator) -> State:
    row = Indicator.everything.values("name", "unit", "note").get(pk=indicator.pk)
    aliases = IndicatorAlias._base_manager.filter(indicator=indicator).values_list("wording", flat=True)
    return {**row, "aliases": sorted(aliases), "figures": assigned_to(indicator), **deletion(indicator)}


def topic_state(topic: Topic) -> State:
    return {**Topic.everything.values("name", "aliases", "what").get(pk=topic.pk), **deletion(topic)}


def _plain(value: Any) -> Any:
    """As it is read back, so that what is kept can be held against what is."""
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    return value.isoformat() if isinstance(value, date) else value


def _plan_parts(plan: Plan) -> dict[str, State]:
    state = plan_state(plan)
    return {"state": state, "text": {name: state.pop(name) for name in PLAN_TEXTS}}


def _indicator_parts(indicator: Indicator) -> dict[str, State]:
    """Its figures apart: of 30,000 a megabyte, which a new name or note does not change."""
    state = indicator_state(indicator)
    return {"state": state, "text": {"figures": state.pop("figures")}}


def _gone(subject: object) -> ActionError:
    return ActionError(f"别人刚刚删除了“{subject}”，没有改动。")


KEPT_KINDS[Plan] = KeptKind(_plan_parts)
KEPT_KINDS[Indicator] = KeptKind(_indicator_parts, _gone)
KEPT_KINDS[Topic] = KeptKind(lambda topic: {"state": topic_state(topic)}, lambda _: ActionError(TOPIC_GONE))
