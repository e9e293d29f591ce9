"""A plan that came and one that may be the same, held against each other as letters are."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from kejiting.web.permission import MAY_ENTER_PLANS, only_with, require_permission
from measures.models import Plan
from measures.plan_entry.former import head_of
from measures.plan_entry.forms import LABELS
from measures.records import PLAN_FIELDS, replace_plan
from proposals.entry.action_forms import CompareForm
from proposals.entry.compare import Pair


class PlanPair(Pair[Plan]):
    kind, page, review, desk = "方案", "entry_plan_compare", "entry_plan", "entry_plans"
    follows = "，已认定对应的数据跟着相同的目标走"
    labels = {name: LABELS[name] for name in PLAN_FIELDS}

    def header(self, one: Plan) -> dict[str, str | None]:
        return head_of(one)

    def replace(self, form: CompareForm, by: User) -> Plan:
        versions = {"expected_version": form.other_expected_version, "expected_arrived": form.expected_version}
        replace_plan(self.there, self.came, by=by, **versions)
        return self.there


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare_plans(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    pair = PlanPair(get_object_or_404(Plan, pk=pk), get_object_or_404(Plan, pk=other))
    return pair.answer(request, require_permission(MAY_ENTER_PLANS, request))
