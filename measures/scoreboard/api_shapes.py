"""The shape of a plan in the API: as it was read, each target with how far letters report that it was met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from measures.api_shapes import PlanAnswer, TargetShape
from measures.models import Plan
from measures.scoreboard.reported import Reported
from measures.scoreboard.rows import Line, lines_of

StandingName = Literal[
    "exceeded", "met", "within", "not_yet", "below", "above", "open", "offered", "unreported", "superseded"
]


class LinkedFigure(BaseModel):
    id: int
    printed: str = Field(description="原文数字")
    counted: str | None = Field(description="计什么，用原文的词语")
    low: float = Field(description="下限，按基本单位")
    high: float = Field(description="上限")
    unit: str
    hedge: str | None = Field(description="修饰：余、累计、不低于")
    period: str | None = Field(description="时期")
    letter: int = Field(description="答复函编号")
    written_on: date | None = Field(description="答复函的成文日期")
    standing: StandingName = Field(description="单按这个数据的状态")
    decides: bool = Field(description="目标的状态是否按它判断")
    notes: list[str] = Field(description="比较时须注意之处")
    url: str

    @classmethod
    def of(cls, one: Reported, *, decides: bool) -> LinkedFigure:
        figure = one.figure
        own = ("id", "printed", "counted", "low", "high", "unit", "hedge", "period")
        return cls.model_validate(
            {
                **{name: getattr(figure, name) for name in own},
                "letter": figure.letter_id,
                "written_on": one.written_on,
                "standing": str(one.standing),
                "decides": decides,
                "notes": list(one.notes),
                "url": figure.get_absolute_url(),
            }
        )


class TargetOnBoard(TargetShape):
    id: int
    url: str
    standing: StandingName = Field(description="按答复函报告的数据；unreported 只说库中没有报告，不说没有完成")
    standing_label: str = Field(description="状态的中文说法")
    notes: list[str] = Field(description="状态须注意之处")
    superseded: str | None = Field(description="不再适用的理由；仍适用的为 null")
    figures: list[LinkedFigure] = Field(description="编辑认定对应的数据，新的在前")
    is_offered: bool = Field(description="有没有可能对应、尚待认定的数据")


class PlanOnBoard(PlanAnswer):
    targets: Sequence[TargetOnBoard] = Field(description="量化目标")

    @classmethod
    def of(cls, plan: Plan) -> PlanOnBoard:
        read = PlanAnswer.of(plan)
        pairs = zip(read.targets, lines_of(plan), strict=True)
        targets = [{**target.model_dump(), **_on_board(line)} for target, line in pairs]
        return cls.model_validate({**read.model_dump(), "targets": targets})


def _on_board(line: Line) -> dict[str, object]:
    target = line.target
    return {
        "id": target.pk,
        "url": target.get_absolute_url(),
        "standing": str(line.standing),
        "standing_label": str(line.standing.label),
        "notes": list(line.notes),
        "superseded": target.superseded.reason if line.is_superseded else None,
        "figures": [LinkedFigure.of(one, decides=one in line.deciding) for one in line.reported],
        "is_offered": line.is_offered,
    }
