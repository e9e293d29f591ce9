"""How the API names the letter in which something stands."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from proposals.models import ReplyLetter


class NamedLetter(BaseModel):
    """The letter in which something stands."""

    id: int
    doc_number: str | None = Field(description="发文字号")
    letter_title: str | None = Field(description="标题")
    written_on: date | None = Field(description="成文日期")

    @classmethod
    def of(cls, letter: ReplyLetter) -> NamedLetter:
        return cls(
            id=letter.pk, doc_number=letter.doc_number, letter_title=letter.title, written_on=letter.written_on
        )  # fmt: skip
