"""The plans that the department's letters name: one for every five years, a chapter a matter, a target an indicator."""

from __future__ import annotations

from collections.abc import Mapping

from tests.department.truth import IndicatorTruth, PlanTruth, TargetTruth
from tests.department.words import MATTERS
from tests.soak.chance import Chance

_HAN = "一二三四五六七八九十"
_PERIODS = {2015: "十二五", 2020: "十三五", 2025: "十四五", 2030: "十五五"}


def plan(due: int, indicators: Mapping[str, IndicatorTruth], chance: Chance) -> PlanTruth:
    """The plan that ends with the year `due`; its aims are near what there will be, some of them never met."""
    title = f"吉林省“{_PERIODS[due]}”科技创新实施方案"
    targets: list[TargetTruth] = []
    chapters: list[str] = []
    for number, matter in enumerate(MATTERS[:10]):
        stock = indicators[matter.stock[0]]
        near = stock.points.get(due) or int(stock.points[max(stock.points)] * 1.3)
        value = max(2, near * chance.randint(8, 13) // 10)
        targets.append(TargetTruth(stock.name, stock.unit, value, due))
        chapters.append(
            f"（{_HAN[number]}）推进{matter.name}工作。\n\n"
            f"围绕{matter.objects[0]}、{matter.objects[1]}，完善支持政策。到{due}年，全省{stock.name}达到{value}{stock.unit}。\n"
        )
    issued = due - 5
    text = (
        f"{title}\n\n吉政办发〔{issued}〕{chance.randint(5, 40)}号\n\n吉林省人民政府办公厅\n\n{issued}年12月20日\n\n"
        "一、总体要求\n\n深入实施创新驱动发展战略，增强科技支撑能力。\n\n二、重点任务\n\n"
        + "\n".join(chapters)
        + "\n三、保障措施\n\n加强组织领导，落实部门责任，定期开展评估。\n"
    )
    return PlanTruth(title, text, tuple(targets))
