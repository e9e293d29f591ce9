"""Indicators: the plot under the strict policy, settling without a mouse, both passages on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from measures.models import Discrepancy, Figure, Indicator
from proposals.models import ReplyLetter
from tests.conftest import settle_figures
from tests.e2e.inspection import tab_through, unseen_stops
from tests.e2e.watch import Watch

LogIn = Callable[[Page, User], None]


@pytest.fixture
def indicator(seeds: dict[str, ReplyLetter]) -> Indicator:
    settle_figures(seeds)
    return Indicator.objects.get(name="职务科技成果转化金额")


def addresses(indicator: Indicator) -> list[str]:
    check = Discrepancy.objects.get(indicator=indicator, kind="differs")
    return ["/indicators/", indicator.get_absolute_url(), check.get_absolute_url(), "/indicators/checks/"]


def test_the_plot_is_drawn(page: Page, indicator: Indicator) -> None:
    page.goto(indicator.get_absolute_url(), wait_until="networkidle")

    expect(page.get_by_role("img", name="走势图").locator("canvas")).to_be_visible()
    expect(page.get_by_role("table", name="18家")).to_contain_text("3.2亿元")


def test_a_plot_that_cannot_be_drawn_leaves_no_empty_frame(page: Page, indicator: Indicator, watch: Watch) -> None:
    page.route("**/echarts.common.min*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(indicator.get_absolute_url(), wait_until="networkidle")

    expect(page.get_by_role("heading", name="走势")).to_be_hidden()
    assert watch.troubles == ["script error: echarts is not defined"]
    watch.troubles.clear()


def test_without_scripts_the_table_stands_alone(plain_page: Page, indicator: Indicator) -> None:
    plain_page.goto(indicator.get_absolute_url())

    expect(plain_page.get_by_role("heading", name="走势")).to_be_hidden()
    expect(plain_page.get_by_role("table", name="18家")).to_contain_text("3.2亿元")


def test_an_editor_settles_and_closes(plain_page: Page, indicator: Indicator, editor: User, log_in: LogIn) -> None:
    log_in(plain_page, editor)
    plain_page.goto("/indicators/offers/?kind=all")
    group = plain_page.get_by_role("region", name="新的重大科技专项")
    group.get_by_role("button", name="不属于任何指标").click()
    expect(plain_page.get_by_role("status")).to_contain_text("不属于任何指标")
    plain_page.goto(addresses(indicator)[2])
    plain_page.get_by_label("理由").fill("两处批次不同")
    plain_page.get_by_role("button", name="核对完毕").click()
    expect(plain_page.get_by_role("status").first).to_contain_text("已记为核对完毕")


def test_enter_in_the_name_moves_and_does_nothing_else(
    plain_page: Page, indicator: Indicator, editor: User, log_in: LogIn
) -> None:
    log_in(plain_page, editor)
    figure = Figure.objects.get(printed="3.2亿元")
    for address in (indicator.get_absolute_url(), f"/indicators/offers/?figure={figure.pk}"):
        plain_page.goto(address)
        plain_page.get_by_role("checkbox", name="3.2亿元").check()
        name = plain_page.get_by_label("别的指标")
        name.fill("没有的指标")
        name.press("Enter")
        expect(plain_page.get_by_text("没有叫“没有的指标”的指标")).to_be_visible()
        figure.refresh_from_db()
        assert figure.indicator == indicator


def test_keyboard(page: Page, indicator: Indicator, editor: User, log_in: LogIn) -> None:
    log_in(page, editor)
    page.goto(indicator.get_absolute_url())
    stops = tab_through(page)

    assert "取消认定" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []
