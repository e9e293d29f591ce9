"""GET /api/plans and /api/plans/{id}."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest
from ninja import PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WITHDRAWN, WRONG_PARAMETERS
from kejiting.web.api_parameters import ID, Page, page_slice
from measures.models import Plan
from measures.plans.api_shapes import PlanOnBoard, PlanPage
from proposals.records import expect_not_withdrawn

router = Router(tags=["方案"])


class PlanParams(BaseModel):
    page: Page = 1
    size: int = Field(20, ge=1, le=100, description="每页多少份")


@router.get(
    "/plans",
    response={200: PlanPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_plans",
    summary="列出实施方案",
    description="印发日期新的在前，没有写明日期的在最后。",
)
def list_plans(request: HttpRequest, asked: Query[PlanParams]) -> PlanPage:
    plans = Plan.objects.published().defer("text", "as_read_text").order_by(F("issued_on").desc(nulls_last=True), "-pk")
    return PlanPage.model_validate({"count": plans.count(), "items": list(plans[page_slice(asked)])})


@router.get(
    "/plans/{plan_id}",
    response={200: PlanOnBoard, **NEEDS_LOGIN, **UNKNOWN_ID, **WITHDRAWN, **WRONG_PARAMETERS},
    operation_id="read_plan",
    summary="读一份实施方案",
    description="抬头各项、章节、措施、量化目标和按答复函报告的数据各到什么程度、全文，以及每一条在全文中的位置。",
)
def read_plan(request: HttpRequest, plan_id: PathEx[int, ID]) -> PlanOnBoard:
    plans = Plan.objects.published().defer("as_read_text")
    plan = plans.prefetch_related("items__targets").filter(pk=plan_id).first()
    if plan is None:
        expect_not_withdrawn(Plan, plan_id)
        raise HttpError(404, "没有这份方案")
    return PlanOnBoard.of(plan)
