"""The shapes in the API of what stands at a place of a letter or a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import F, QuerySet
from pydantic import BaseModel, Field

from kejiting.web.api_shapes import Shape
from measures.models import Plan, TextReference
from measures.models.querysets import PUBLIC_TEXT
from proposals.models import ReplyLetter
from proposals.named_letter import NamedLetter

Row = TypeVar("Row", bound=TextReference)


class PlacePlan(Shape):
    id: int
    title: str | None = Field(description="标题")
    issued_on: date | None = Field(description="印发日期")


class PlaceShape(BaseModel):
    words: str = Field(description="原文写法，等于全文 text[start:end]")
    letter: NamedLetter | None = Field(description="所在的答复函；在方案里的为 null")
    plan: PlacePlan | None = Field(description="所在的方案；在答复函里的为 null")
    passage: int | None = Field(description="段落编号；不在任何一段里的为 null")
    part: str | None = Field(description="measures 举措，outcomes 成效，next_steps 下一步，prose 答复，及标题、建议等")
    item: int | None = Field(description="方案条目编号")
    start: int = Field(description="在全文中的起点")
    end: int = Field(description="在全文中的终点")
    url: str


def in_time(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The newest first; what stands in plans comes last."""
    return rows.select_related("passage", "item").order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "plan_id", "start", "pk"
    )  # fmt: skip


def place_shapes(rows: Iterable[TextReference]) -> list[PlaceShape]:
    """Two queries besides that of the rows."""
    held = list(rows)
    letters = ReplyLetter.objects.heads(*PUBLIC_TEXT).in_bulk({row.letter_id for row in held if row.letter_id})
    plans = Plan.objects.defer("as_read_text").in_bulk({row.plan_id for row in held if row.plan_id})
    return [
        _shape(row, owner) for row in held if (owner := letters.get(row.letter_id or 0) or plans.get(row.plan_id or 0))
    ]


def _shape(row: TextReference, owner: ReplyLetter | Plan) -> PlaceShape:
    piece = row.passage or row.item
    return PlaceShape(
        words=row.span.of(owner.public_text),
        letter=NamedLetter.model_validate(owner) if isinstance(owner, ReplyLetter) else None,
        plan=PlacePlan.model_validate(owner) if isinstance(owner, Plan) else None,
        passage=row.passage_id,
        part=row.passage.part if row.passage else None,
        item=row.item_id,
        start=row.start,
        end=row.end,
        url=(piece or owner).get_absolute_url(),
    )
