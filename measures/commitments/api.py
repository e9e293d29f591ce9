"""GET /api/commitments and /api/commitments/{id}: the board with the filters of its page."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WRONG_PARAMETERS
from kejiting.web.api_parameters import ID, Page, Words, Year, page_slice
from kejiting.web.parameters import MAX_ID
from measures.commitments.api_shapes import CommitmentAnswer, CommitmentPage
from measures.commitments.filters import FIRST_DAY, LAST_DAY, CommitmentFilters, Who, board_keys, count_states
from measures.commitments.rows import rows_of
from measures.models import Commitment

router = Router(tags=["承诺"])

Key = Annotated[int, Field(ge=1, le=MAX_ID)]


class CommitmentParams(BaseModel):
    year: Year | None = Field(None, description="答复函的成文年份")
    letter: Key | None = Field(None, description="答复函编号")
    office: Words = Field("", description="代字或发文机关里的字", examples=["吉科发成"])
    state: Literal["open", "under_way", "done", "changed"] | None = Field(
        None, description="open：待落实；under_way：有进展；done：已落实；changed：调整或终止"
    )
    who: Who | None = Field(None, description="谁来做。ours：发文机关自己；others：其他单位")
    body: Words = Field("", description="要做的单位名称里的字", examples=["财政厅"])
    checkable: Literal["number_or_date", "deliverable", "vague"] | None = Field(
        None, description="number_or_date：有数量或时限；deliverable：有具体成果；vague：只有方向"
    )
    overdue: Literal["yes"] | None = Field(None, description="yes：只看已过时限的")
    delegate: Key | None = Field(None, description="委员或代表的编号：只看答复给这个人的")
    as_of: date | None = Field(
        None,
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="只看这一天为止成文的答复函，状态也是这一天为止认定的",
        examples=["2024-12-31"],
    )
    origin: Literal["rule", "person"] | None = Field(None, description="rule：规则识别；person：人工认定")
    set_aside: Literal["yes"] | None = Field(None, description="yes：只看有人认定不是承诺的；不填则不列这些")
    page: Page = 1
    size: int = Field(50, ge=1, le=200, description="每页多少项")

    def filters(self) -> CommitmentFilters:
        given = self.model_dump(exclude={"page", "size"})
        return CommitmentFilters(
            **{
                **given,
                "state": self.state or "",
                "checkable": self.checkable or "",
                "origin": self.origin or "",
                "overdue": self.overdue,
                "set_aside": self.set_aside is not None,
            }
        )


@router.get(
    "/commitments",
    response={200: CommitmentPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_commitments",
    summary="列出答复函里的承诺",
    description="已发布的答复函承诺的每一件事、谁来做、时限和现在的状态，成文日期新的在前。",
)
def list_commitments(request: HttpRequest, asked: Query[CommitmentParams]) -> CommitmentPage:
    filters = asked.filters()
    tally = count_states(filters)
    shown = board_keys(filters)[page_slice(asked)]
    return CommitmentPage.model_validate(
        {
            "count": tally.of(filters.state),
            "states": {state.value: count for state, count in tally.states.items()},
            "overdue": tally.late,
            "items": rows_of(shown, filters.day, filters.as_of),
        }
    )


@router.get(
    "/commitments/{commitment_id}",
    response={200: CommitmentAnswer, **NEEDS_LOGIN, **UNKNOWN_ID, **WRONG_PARAMETERS},
    operation_id="read_commitment",
    summary="读一项承诺和它的进展",
    description="原文、位置、依据，以及每次认定：是不是承诺，现在的状态，连同佐证原文、出处或说明。",
)
def read_commitment(request: HttpRequest, commitment_id: PathEx[int, ID]) -> CommitmentAnswer:
    found = Commitment.objects.published().filter(pk=commitment_id)
    rows = rows_of(found.values_list("pk", flat=True), timezone.localdate())
    if not rows:
        raise HttpError(404, "没有这项承诺")
    return CommitmentAnswer.model_validate(rows[0])
