"""GET /api/figures: the ledger with the filters of its page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from kejiting.web.api_errors import NEEDS_LOGIN, WRONG_PARAMETERS
from kejiting.web.api_parameters import Page, Words, Year, page_slice
from kejiting.web.parameters import MAX_ID
from measures.extraction.units import base_unit
from measures.figures.api_shapes import FigurePage
from measures.figures.filters import FigureFilters, Settled
from measures.figures.found import FoundFigures
from measures.figures.values import read_value
from measures.models.querysets import with_letters

router = Router(tags=["数据"])


def _is_value(typed: str) -> str:
    if read_value(typed) is None:
        raise PydanticCustomError("no_value", "no value")
    return typed


class FigureParams(BaseModel):
    counted: Words | None = Field(None, description="计什么：空格隔开的词都要有", examples=["技术经纪人"])
    value: Annotated[Words, AfterValidator(_is_value)] | None = Field(
        None, description="数值：5000万元、>1亿元、≥100名、100..500名", examples=["5000万元"]
    )
    unit: Words | None = Field(None, description="单位：元、人、%")
    year: Year | None = Field(None, description="答复函的成文年份")
    indicator: int | None = Field(None, ge=1, le=MAX_ID, description="指标编号")
    settled: Settled | None = Field(None, description="yes：已认定指标；no：未认定")
    as_of: date | None = Field(None, description="只看这一天为止成文的答复函", examples=["2024-12-31"])
    page: Page = 1
    size: int = Field(50, ge=1, le=200, description="每页多少个")

    def filters(self) -> FigureFilters:
        return FigureFilters(
            counted=self.counted or "",
            value=read_value(self.value) if self.value else None,
            unit=base_unit(self.unit or ""),
            year=self.year,
            indicator=self.indicator,
            settled=self.settled,
            as_of=self.as_of,
        )


@router.get(
    "/figures",
    response={200: FigurePage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_figures",
    summary="列出答复函里的数据",
    description="已发布的答复函里的每个数据及其在原文中的位置，成文日期新的在前。",
)
def list_figures(request: HttpRequest, asked: Query[FigureParams]) -> FigurePage:
    found = FoundFigures(asked.filters())
    shown = with_letters(found[page_slice(asked)])
    return FigurePage.model_validate({"count": len(found), "items": [figure for figure in shown if figure.passage]})
