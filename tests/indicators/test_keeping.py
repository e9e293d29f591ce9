"""Indicators are renamed, merged, split and deleted; the second of two people is told, and nobody meets a failure."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from measures.models import Discrepancy, Figure, Indicator, IndicatorAlias
from measures.records import catch_up_checks, choice_of
from measures.records.maintenance import MAINTENANCE

pytestmark = pytest.mark.django_db

Deed = Callable[..., tuple[HttpResponse, str]]


@pytest.fixture
def deed(editor_client: Client) -> Deed:
    def do(indicator: Indicator, name: str, /, **more: object) -> tuple[HttpResponse, str]:
        seen = more.pop("expected_version", None) or indicator.version
        response = editor_client.post(
            f"/indicators/{indicator.pk}/", {"action": name, "expected_version": seen, **more}
        )
        assert response.status_code == 302
        told = " ".join(str(message) for message in get_messages(response.wsgi_request))
        return response, told

    return do


@pytest.fixture
def made(settled: dict[str, Indicator]) -> Indicator:
    """One that counts money, without figures."""
    return Indicator.objects.create(name="成果转化合同额", unit="元")


def test_renaming(deed: Deed, made: Indicator) -> None:
    deed(made, "edit", name="成果转化合同总额", unit="万元", note="含技术入股")
    made.refresh_from_db()

    assert (made.name, made.unit, made.note) == ("成果转化合同总额", "元", "含技术入股")
    assert made.history.first().history_user.username == "编辑"


UNFIT = (
    ({"name": "", "unit": "元"}, "请填写指标名称"),
    ({"name": "合格技术经纪人", "unit": "元"}, "已有这个名称的指标"),
    ({"name": "金额", "unit": ""}, "请填写单位"),
    ({"name": "金额", "unit": "人"}, "单位不能改"),
    ({"name": "金\0额", "unit": "元"}, "没有保存"),
    ({"name": "金额", "unit": "元", "note": "长" * 400}, "没有保存"),
)
UNFIT_TO_MERGE = (
    ("合格技术经纪人", "单位不同"),
    ("成果转化合同额", "不能并入自身"),
    ("没有的", "没有叫“没有的”的指标"),
    ("", "请填写指标名称"),
)


def test_what_cannot_be_saved_is_said(deed: Deed, settled: dict[str, Indicator]) -> None:
    indicator = settled["职务科技成果转化金额"]
    for said, reason in UNFIT:
        assert reason in deed(indicator, "edit", **said)[1]
    indicator.refresh_from_db()
    assert indicator.name == "职务科技成果转化金额"


def test_merging_moves_everything_and_keeps_the_history(
    deed: Deed, settled: dict[str, Indicator], made: Indicator, editor_client: Client
) -> None:
    old = settled["职务科技成果转化金额"]
    check = Discrepancy.objects.get(indicator=old, kind="differs")
    editor_client.post(check.get_absolute_url(), {"action": "close", "expected_version": 0, "reason": "批次不同"})
    figures = set(old.figures.values_list("pk", flat=True))
    made.aliases.create(wording="转化金额")
    response, told = deed(old, "merge", name=made.name)

    assert response.headers["Location"] == made.get_absolute_url()
    assert "已把“职务科技成果转化金额”并入“成果转化合同额”" in told
    assert set(made.figures.values_list("pk", flat=True)) == figures
    assert sorted(made.aliases.values_list("wording", flat=True)) == ["科技成果转化合同金额", "转化金额"]
    catch_up_checks()
    check.refresh_from_db()
    assert (check.indicator, check.closed, check.found) == (made, True, True)
    assert [entry.history_type for entry in Indicator.history.filter(name=old.name)] == ["~", "+"]
    assert Indicator.everything.get(pk=old.pk).deletion_reason == "并入“成果转化合同额”"
    assert made.history.first().history_change_reason == "并入了“职务科技成果转化金额”"


def test_what_cannot_be_merged_is_said(deed: Deed, made: Indicator) -> None:
    for name, reason in UNFIT_TO_MERGE:
        assert reason in deed(made, "merge", name=name)[1]
    assert Indicator.objects.filter(pk=made.pk).exists()


def test_splitting(deed: Deed, settled: dict[str, Indicator]) -> None:
    old = settled["职务科技成果转化金额"]
    figure = Figure.objects.get(printed="3.2亿元")
    wording = old.aliases.get(wording="转化金额")
    response, _ = deed(old, "split", name="转化金额（先期试点）", figures=choice_of(figure), aliases=wording.pk)
    new = Indicator.objects.get(name="转化金额（先期试点）")

    assert response.headers["Location"] == new.get_absolute_url()
    assert [one.printed for one in new.figures.all()] == ["3.2亿元"]
    assert [alias.wording for alias in new.aliases.all()] == ["转化金额"]
    assert not IndicatorAlias.objects.filter(indicator=old, wording="转化金额").exists()
    catch_up_checks()
    assert not Discrepancy.objects.filter(members__figure=figure).exists()
    assert old.history.first().history_change_reason == "拆出了“转化金额（先期试点）”"


def test_splitting_wordings_alone(deed: Deed, settled: dict[str, Indicator]) -> None:
    old = settled["职务科技成果转化"]
    deed(old, "split", name="转化成果", aliases=[one.pk for one in old.aliases.all()])

    assert IndicatorAlias.objects.filter(indicator__name="转化成果").count() == 2
    assert old.figures.count() == 4


def test_nothing_to_split(deed: Deed, settled: dict[str, Indicator]) -> None:
    assert "请先勾选" in deed(settled["职务科技成果转化"], "split", name="新的", aliases=["x", "9" * 40])[1]
    assert not Indicator.objects.filter(name="新的").exists()


def test_deleting_only_without_figures(deed: Deed, settled: dict[str, Indicator], made: Indicator) -> None:
    assert "还有数据，不能删除" in deed(settled["合格技术经纪人"], "delete")[1]
    response, told = deed(made, "delete")

    assert response.headers["Location"] == "/indicators/"
    assert "已删除指标“成果转化合同额”" in told
    assert not Indicator.objects.filter(pk=made.pk).exists()


def test_the_second_of_two_is_told(deed: Deed, made: Indicator) -> None:
    seen = made.version
    deed(made, "edit", name="别人改的名", unit="元")

    for name in MAINTENANCE:
        assert "别人刚刚改过这个指标" in deed(made, name, expected_version=seen, unit="元")[1]
    made.refresh_from_db()
    assert made.name == "别人改的名"


def test_deleted_while_someone_edits_it(deed: Deed, made: Indicator) -> None:
    seen = made.version
    gone = Indicator(pk=made.pk)
    made.because("并入“职务科技成果转化金额”").delete()
    for name in (*MAINTENANCE, "fly"):
        response, told = deed(gone, name, expected_version=seen)

        assert response.headers["Location"] == "/indicators/"
        assert "指标“成果转化合同额”已并入“职务科技成果转化金额”。什么也没有改动。" in told


def test_the_page_of_one_that_is_gone_leads_on(client: Client, made: Indicator) -> None:
    pk = made.pk
    made.because("删除").delete()
    response = client.get(f"/indicators/{pk}/")

    assert response.status_code == 404
    assert "指标“成果转化合同额”已删除" in response.content.decode()
    assert 'href="/indicators/"' in response.content.decode()
    assert client.get("/indicators/999999/").status_code == 404


def test_figures_are_moved_from_its_page(deed: Deed, settled: dict[str, Indicator]) -> None:
    figure = Figure.objects.get(printed="209人")
    response, told = deed(settled["中级技术经理人"], "release", figures=choice_of(figure))
    figure.refresh_from_db()

    assert "已取消 1 个数据的认定" in told
    assert response.headers["Location"] == settled["中级技术经理人"].get_absolute_url()
    assert figure.assigned_at is None


def test_readers_may_not(reader_client: Client, made: Indicator) -> None:
    assert (
        reader_client.post(
            f"/indicators/{made.pk}/", {"action": "delete", "expected_version": made.version}
        ).status_code
        == 403
    )
    assert Indicator.objects.filter(pk=made.pk).exists()


def test_wordings_in_the_administration(administrator_client: Client, settled: dict[str, Indicator]) -> None:
    indicator = settled["校企联合技术创新实验室"]
    address = f"/admin/measures/indicator/{indicator.pk}/change/"
    form = {"name": indicator.name, "note": "", "aliases-TOTAL_FORMS": 2, "aliases-INITIAL_FORMS": 0}
    refused = administrator_client.post(
        address, {**form, "aliases-0-wording": "创新实验室（省级）", "aliases-1-wording": "创新实验室(省级)"}
    )
    assert refused.status_code == 200
    assert "写了不止一次" in refused.content.decode()

    saved = administrator_client.post(
        address, {**form, "aliases-0-wording": "创新实验室（省级）", "aliases-1-wording": ""}
    )
    assert saved.status_code == 302
    assert indicator.aliases.filter(folded="创新实验室(省级)").exists()
    last = indicator.acts.latest("pk")
    assert (last.kind, last.by_name) == ("corrected", "管理员")
    assert "创新实验室（省级）" in last.state.content["aliases"]
    assert administrator_client.get(address.replace("change", "history")).status_code == 200
