"""How the API names the letter in which something stands."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kejiting.web.api_shapes import Shape, taken_from


class NamedLetter(Shape):
    """The letter in which something stands."""

    id: int
    doc_number: str | None = Field(description="发文字号")
    letter_title: str | None = taken_from("title", "标题")
    written_on: date | None = Field(description="成文日期")
