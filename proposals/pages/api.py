"""GET /api/letters and /api/letters/{id}."""

from __future__ import annotations

from typing import Annotated

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WITHDRAWN, WRONG_PARAMETERS
from kejiting.web.api_parameters import ID, Page, Words, Year, page_slice
from measures.models import Figure
from proposals.models import Passage, ReplyLetter
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.pages.api_shapes import LetterAnswer, LetterPage, LetterRow
from proposals.parsing import Kind
from proposals.records import expect_not_withdrawn

router = Router(tags=["答复函"])

SIGNED_BY = "answers__proposal__signatures__delegate"


class LetterListQuery(BaseModel):
    delegate: Words | None = Field(None, description="提出人姓名")
    number: Annotated[Words | None, Field(description="提案编号，不带“第”和“号”", examples=["157"])] = None
    year: Year | None = Field(None, description="成文年份")
    kind: Kind | None = Field(None, description="提案种类")
    page: Page = 1
    size: int = Field(20, ge=1, le=100, description="每页多少份")

    def narrowed(self, letters: ReplyLetterQuerySet) -> ReplyLetterQuerySet:
        if self.delegate:
            letters = letters.to_delegate(self.delegate)
        if self.number:
            letters = letters.numbered(self.number)
        if self.year:
            letters = letters.answered_in(self.year)
        if self.kind:
            letters = letters.of_kind(self.kind)
        return letters


@router.get(
    "/letters",
    response={200: LetterPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_letters",
    summary="列出答复函",
    description="已发布的答复函，成文日期新的在前，没有写明日期的在最后。",
)
def list_letters(request: HttpRequest, asked: Query[LetterListQuery]) -> LetterPage:
    letters = asked.narrowed(ReplyLetter.objects.published())
    shown = letters.prefetch_related(SIGNED_BY).only("title", "doc_number", "written_on", "document_type")
    return LetterPage(
        count=letters.count(),
        items=[LetterRow.of(letter) for letter in shown[page_slice(asked)]],
    )


@router.get(
    "/letters/{letter_id}",
    response={200: LetterAnswer, **NEEDS_LOGIN, **UNKNOWN_ID, **WITHDRAWN, **WRONG_PARAMETERS},
    operation_id="read_letter",
    summary="读一份答复函",
    description="抬头各项、逐条建议和答复、数据、全文，以及每一段、每个数据在全文中的位置。草稿只有编辑登录后可读；已撤回的应答 410 和原因。",
)
def read_letter(request: HttpRequest, letter_id: PathEx[int, ID]) -> LetterAnswer:
    passages = Passage.objects.select_related("recommendation").order_by("start", "id")
    letter = (
        ReplyLetter.objects.visible_to(request.user)
        .defer("as_read_text")
        .prefetch_related(
            "answers__proposal__session",
            SIGNED_BY,
            "recommendations",
            Prefetch("passages", queryset=passages),
        )
        .filter(pk=letter_id)
        .first()
    )
    if letter is None:
        expect_not_withdrawn(ReplyLetter, letter_id)
        raise HttpError(404, "没有这份答复函")
    figures = Figure.objects.filter(letter=letter, passage__isnull=False).select_related("passage")
    return LetterAnswer.of(letter, list(figures.order_by("passage__start", "start", "pk")))
