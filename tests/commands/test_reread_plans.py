"""Reading the plans of the base again."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from kejiting.management.commands import reread_plans
from measures.models import Plan, Target
from measures.records import correct_plan_head

pytestmark = pytest.mark.django_db


def reread() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("reread_plans", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_works(plan: Plan) -> None:
    """What the rules read is theirs again, what a person set is not touched, linked rows keep their ids."""
    correct_plan_head(plan, {"title": "人工标题"}, expected_version=plan.version)
    first = Target.objects.order_by("start").first()
    assert first is not None
    Target.objects.filter(pk=first.pk).update(indicator="旧规则所读")

    assert reread() == ("共 1 份方案，0 份没有读成。\n", "")

    assert Plan.objects.get().title == "人工标题"
    assert Target.objects.get(pk=first.pk).indicator == first.indicator


def test_one_that_cannot_be_read_is_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Plan) -> None:
        raise RuntimeError

    monkeypatch.setattr(reread_plans, "reread_plan", fails)
    err = StringIO()

    with pytest.raises(SystemExit):
        call_command("reread_plans", stdout=StringIO(), stderr=err)
    assert "系统出错" in err.getvalue()
