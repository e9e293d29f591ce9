"""The shapes of figures in the API."""

from __future__ import annotations

from pydantic import BaseModel, Field

from kejiting.web.api_shapes import Shape, Url, taken_from
from proposals.named_letter import NamedLetter


class FigureIndicator(Shape):
    id: int
    name: str = Field(description="名称")


class LedgerFigureShape(Shape):
    id: int
    printed: str = Field(description="原文数字，等于全文 text[start:end]")
    low: float = Field(description="下限，按基本单位；不是区间的与上限相等")
    high: float = Field(description="上限")
    unit: str = Field(description="基本单位：3.2亿元 记作 320000000 元")
    counted: str | None = Field(description="计什么，用原文的词语；原文没有写明的为 null")
    hedge: str | None = Field(description="修饰：余、累计、不低于")
    scope: str | None = Field(description="范围：18家")
    period: str | None = Field(description="时期：2024年、每年")
    indicator: FigureIndicator | None = Field(description="人工认定的指标；未认定的为 null")
    letter: NamedLetter
    passage: int = taken_from("passage_id", "段落编号")
    start: int = taken_from("span.start", "在答复函全文中的起点")
    end: int = taken_from("span.end", "在答复函全文中的终点")
    url: Url


class FigurePage(BaseModel):
    count: int = Field(description="全部个数，不只本页")
    items: list[LedgerFigureShape]
