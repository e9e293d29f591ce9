"""An indicator takes figures of units in which the same is counted: 个 and 家; its own unit is offered first."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.web.actions import ActionError
from measures.indicators.suggestions import suggest_indicators
from measures.models import Figure, Indicator
from measures.records import assign
from measures.records.indicators import save_indicator
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture
def figure(seeds: Seeds) -> Figure:
    return Figure.objects.filter(unit="个", counted__isnull=False, assigned_at=None).order_by("pk")[0]


@pytest.mark.parametrize("unit", ["个", "家", "所", "座", "处", "户"])
def test_a_figure_is_settled_for_a_unit_of_its_family(figure: Figure, editor: User, unit: str) -> None:
    indicator = Indicator.objects.create(name="技术转移机构", unit=unit)
    assign([figure], indicator, by=editor)
    figure.refresh_from_db()

    assert (figure.indicator, figure.unit) == (indicator, "个")


@pytest.mark.parametrize("unit", ["项", "件", "篇", "台", "亩", "人次", "人", "元", "%"])
def test_and_refused_for_any_other(figure: Figure, editor: User, unit: str) -> None:
    with pytest.raises(ActionError, match="单位"):
        assign([figure], Indicator.objects.create(name="技术转移机构", unit=unit), by=editor)


def test_one_unit_that_differs_refuses_all(figure: Figure, editor: User) -> None:
    other = Figure.objects.filter(unit="人")[0]
    with pytest.raises(ActionError, match="单位为“人”"):
        assign([figure, other], Indicator.objects.create(name="技术转移机构", unit="家"), by=editor)
    figure.refresh_from_db()
    assert figure.indicator is None


def test_an_indicator_with_figures_of_its_family_can_still_be_edited(figure: Figure, editor: User) -> None:
    indicator = Indicator.objects.create(name="技术转移机构", unit="家")
    assign([figure], indicator, by=editor)

    indicator.unit = "家"
    save_indicator(indicator, reason="修改")
    indicator.unit = "人"
    with pytest.raises(ActionError, match="单位不能改"):
        save_indicator(indicator, reason="修改")


OFFERED = (
    ("个", "示范机构", None),
    ("家", "省技术转移机构", ("甲", "说法相同：省技术转移机构", True)),
    ("个", "省技术转移机构", ("甲", "说法相同：省技术转移机构，指标以“家”计", False)),
    ("座", "技术转移机构分部", ("甲", "都有“技术转移机构”，指标以“家”计", False)),
    ("个", "高校创新平台基地", ("乙", "都有“创新平台”", False)),
    ("家", "高校创新平台基地", ("丙", "都有“创新平台基地”", False)),
    ("项", "省技术转移机构", None),
    ("人", "省技术转移机构", None),
    ("人次", "技术人员培训", None),
    ("名", "技术人员培训", ("丁", "都有“技术人员培训”，指标以“人”计", False)),
)


@pytest.mark.parametrize(("unit", "counted", "offered"), OFFERED)
def test_offers_name_the_other_unit(db: None, unit: str, counted: str, offered: tuple[str, str, bool] | None) -> None:
    for name, held, words in (
        ("甲", "家", "省技术转移机构"),
        ("乙", "个", "创新平台"),
        ("丙", "家", "创新平台基地"),
        ("丁", "人", "技术人员培训班"),
    ):
        Indicator.objects.create(name=name, unit=held).aliases.create(wording=words)
    offer = suggest_indicators([(unit, counted)]).get((unit, counted))

    assert (offer and (offer.indicator.name, offer.reason, offer.same)) == offered


def test_among_all_that_wait_the_other_unit_is_offered_with_a_warning(editor_client: Client, figure: Figure) -> None:
    Indicator.objects.all().delete()
    Indicator.objects.create(name="机构", unit="家").aliases.create(wording=figure.counted)
    page = editor_client.get("/indicators/offers/", {"figure": figure.pk})

    assert "指标以“家”计。请核对口径是否相同" in page.content.decode()
    assert editor_client.get("/indicators/offers/").context["page"].groups == []
