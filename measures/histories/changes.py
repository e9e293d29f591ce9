"""What an act changed of a plan, an indicator or a topic, in the words of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from measures.extraction.amounts import amount_text
from measures.models import Comparator, Indicator, Plan, PlanLevel, Topic
from measures.plan_entry.forms import LABELS
from measures.records import PLAN_FIELDS
from proposals.pages.act_changes import changed_status
from proposals.pages.comparison import Field
from proposals.records import quoted

State = Mapping[str, Any]
_SOURCE = "原件文件名"


def changes_of_plan(old: State, new: State) -> Iterator[Field]:
    """Yield what differs: status, head, items and targets. Spans that only moved do not."""
    yield from changed_status(old, new)
    for name in PLAN_FIELDS:
        if old[name] != new[name]:
            yield Field(LABELS[name], _printed(old[name]), _printed(new[name]))
    if old["source_name"] != new["source_name"]:
        yield Field(_SOURCE, old["source_name"] or None, new["source_name"] or None)
    for label, rows in (("章节和措施", _items), ("量化目标", _targets)):
        yield from _rows(label, rows(old), rows(new))


def changes_of_indicator(old: State, new: State) -> Iterator[Field]:
    yield from changed_status(old, new)
    yield from _columns(Indicator, ("name", "unit", "note"), old, new)
    yield from _rows("说法", *({wording: wording for wording in state["aliases"]} for state in (old, new)))
    # acts of earlier versions do not say
    if "figures" in old and "figures" in new and old["figures"] != new["figures"]:
        yield Field("数据", *(f"{sum(map(len, state['figures'].values()))} 个" for state in (old, new)))


def changes_of_topic(old: State, new: State) -> Iterator[Field]:
    yield from changed_status(old, new)
    yield from _columns(Topic, ("name", "what"), old, new)
    yield from _rows("其他名称", *({alias: alias for alias in state["aliases"]} for state in (old, new)))
    if old["aliases"] != new["aliases"] and sorted(old["aliases"]) == sorted(new["aliases"]):
        yield Field("其他名称的顺序", _printed(old["aliases"]), _printed(new["aliases"]))


def text_of_plan(state: State) -> str:
    """The text without people's names and numbers."""
    return Plan(text=state["text"]).public_text


def _columns(model: type[Indicator | Topic], names: tuple[str, ...], old: State, new: State) -> Iterator[Field]:
    for name in names:
        if old[name] != new[name]:
            yield Field(str(model._meta.get_field(name).verbose_name), old[name] or None, new[name] or None)  # type: ignore[union-attr]


def _rows(label: str, old: Mapping[Any, str], new: Mapping[Any, str]) -> Iterator[Field]:
    for key in [*old, *(key for key in new if key not in old)]:
        if old.get(key) != new.get(key):
            yield Field(label, old.get(key), new.get(key))


def _printed(value: Any) -> str | None:
    return ("、".join(value) if isinstance(value, list) else str(value)) if value else None


def _items(state: State) -> dict[int, str]:
    text = text_of_plan(state)
    return {row["id"]: _item(row, text[row["start"] : row["end"]]) for row in state["items"]}


def _item(row: State, words: str) -> str:
    return " ".join(filter(None, (str(PlanLevel(row["level"]).label), row["path"], row["title"] or quoted(words))))


def _targets(state: State) -> dict[int, str]:
    text = text_of_plan(state)
    return {row["id"]: _target(row, text[row["start"] : row["end"]]) for row in state["targets"]}


def _target(row: State, words: str) -> str:
    value = amount_text(Decimal(row["low"]), Decimal(row["high"]), row["unit"])
    due = f"，{row['due']}" if row["due"] else ""
    return f"{row['indicator']}：{Comparator(row['comparator']).label} {value}{due}（{quoted(words)}）"
