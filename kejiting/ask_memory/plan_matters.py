"""Items of plans that are near to an ask, with their targets and how far these were met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from measures.models import PlanItem
from measures.plans.rows import TargetRow, lines_of_items

MOST_ITEMS = 6


@dataclass(frozen=True, slots=True)
class PlanMatter:
    """`text` as pages show it."""

    item: PlanItem
    text: str
    targets: tuple[TargetRow, ...]

    @property
    def citation(self) -> str:
        return self.item.plan.citation


def plan_matters(near: Sequence[int]) -> tuple[PlanMatter, ...]:
    """In the order of nearness; four queries."""
    items = PlanItem.objects.published().select_related("plan").defer("plan__as_read_text").in_bulk(list(near))
    held = [items[pk] for pk in near if pk in items][:MOST_ITEMS]
    texts = {item.plan_id: item.plan.public_text for item in held}
    lines = defaultdict[int, list[TargetRow]](list)
    for line in lines_of_items(held):
        lines[line.target.item_id].append(line)
    return tuple(PlanMatter(item, texts[item.plan_id][item.start : item.end], tuple(lines[item.pk])) for item in held)
