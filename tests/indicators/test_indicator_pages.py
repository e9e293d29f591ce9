"""The list and the page of an indicator, its file, and the API."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import get_current_timezone

from measures.indicators import export, views
from measures.indicators.list_rows import indicator_rows
from measures.models import Discrepancy, DiscrepancyReview, Figure, Indicator
from proposals.models import ReplyLetter
from proposals.records import edit_text

pytestmark = pytest.mark.django_db

IN_BULK = QuerySet.in_bulk
Seeds = dict[str, ReplyLetter]


@pytest.fixture
def indicator(settled: dict[str, Indicator]) -> Indicator:
    return settled["职务科技成果转化金额"]


def rows(client: Client, words: str = "") -> dict[str, Any]:
    response = client.get("/indicators/", {"q": words})
    assert response.status_code == 200
    return {row.indicator.name: row for row in response.context["rows"]}


def test_the_list(client: Client, settled: dict[str, Indicator]) -> None:
    row = rows(client, "转化金额")["职务科技成果转化金额"]

    assert (row.figures, row.latest.printed, row.doubts) == (4, "3.2亿元", 1)
    assert "吉林省科学技术厅" in client.get("/indicators/", {"q": "转化金额"}).content.decode()


def test_search_by_name_and_wording(client: Client, settled: dict[str, Indicator]) -> None:
    assert set(rows(client, "队伍")) == {"合格技术经纪人"}
    assert set(rows(client, "技術 隊伍")) == {"合格技术经纪人"}
    assert rows(client, "没有的") == {}
    assert "可以少写几个字" in client.get("/indicators/", {"q": "没有的"}).content.decode()


def test_empty_pages_say_what_to_do(client: Client, editor_client: Client, db: None) -> None:
    assert "编辑认定数据以后" in client.get("/indicators/").content.decode()
    assert "数据都认定过了" in editor_client.get("/indicators/offers/?kind=all").content.decode()
    assert "没有待核对的疑点" in client.get("/indicators/checks/").content.decode()
    empty = Indicator.objects.create(name="空的", unit="个")
    assert "还没有数据" in client.get(empty.get_absolute_url()).content.decode()


def test_all_figures_in_time(client: Client, indicator: Indicator) -> None:
    response = client.get(indicator.get_absolute_url())
    lines = response.context["lines"]

    assert [[point.figure.printed for point in line.points] for line in lines] == [
        ["1亿元"],
        ["1.6亿元", "1.6亿元", "3.2亿元"],
    ]
    assert [point.grown for point in lines[1].points][-1] == "+1.6亿元（+100.0%，22天）"
    page = response.content.decode()
    for figure in indicator.figures.all():
        assert f'href="{figure.get_absolute_url()}"' in page


def test_what_is_aimed_at_stands_in_a_line_of_its_own(
    client: Client, settled: dict[str, Indicator], seeds: Seeds
) -> None:
    letter, indicator = seeds["000"], settled["合格技术经纪人"]
    edit_text(letter, letter.text.replace("培养合格技术经纪人", "力争培养合格技术经纪人"))
    letter.save()
    lines = client.get(indicator.get_absolute_url()).context["lines"]

    assert [[point.figure.printed for point in line.points] for line in lines] == [["900余人"], ["2518人"]]


def test_the_list_tells_a_plan_from_what_is_reported(
    client: Client, settled: dict[str, Indicator], seeds: Seeds
) -> None:
    letter = seeds["000"]
    edit_text(letter, letter.text.replace("培养合格技术经纪人", "力争到2027年培养合格技术经纪人"))
    letter.save()
    row = rows(client, "合格技术经纪人")["合格技术经纪人"]
    (listed,) = client.get("/api/indicators", {"q": "合格技术经纪人"}).json()["items"]

    assert (row.latest.printed, row.planned.printed, row.due) == ("900余人", "2518人", date(2027, 12, 31))
    assert (listed["latest"], listed["planned"], listed["planned_for"]) == ("900余人", "2518人", "2027-12-31")
    assert "，2027年12月31日前<br>" in client.get("/indicators/").content.decode()
    page = client.get(row.indicator.get_absolute_url())
    assert [(line.is_planned, line.points[0].on) for line in page.context["lines"]] == [
        (False, date(2020, 5, 21)),
        (True, date(2027, 12, 31)),
    ]
    assert [line["planned"] for line in page.context["plot"]["series"]] == [False, True]


def test_the_plot_draws_what_the_table_says(client: Client, indicator: Indicator) -> None:
    response = client.get(indicator.get_absolute_url())
    plot = response.context["plot"]

    assert [point["printed"] for line in plot["series"] for point in line["points"]] == [
        point.figure.printed for line in response.context["lines"] for point in line.points
    ]
    assert 'id="plot-data"' in response.content.decode()


def test_a_single_point_is_not_drawn(client: Client, settled: dict[str, Indicator]) -> None:
    response = client.get(settled["科创专员"].get_absolute_url())

    assert response.context["plot"] is None
    assert "echarts" not in response.content.decode()


def test_readers_see_no_deeds(client: Client, editor_client: Client, indicator: Indicator) -> None:
    assert 'name="action"' not in client.get(indicator.get_absolute_url()).content.decode()
    assert 'value="merge"' in editor_client.get(indicator.get_absolute_url()).content.decode()


def test_drafts_are_not_shown(client: Client, indicator: Indicator, seeds: Seeds) -> None:
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="draft")
    page = client.get(indicator.get_absolute_url())

    assert "3.2亿元" not in page.content.decode()
    assert rows(client, "转化金额")["职务科技成果转化金额"].latest.printed == "1.6亿元"


@pytest.mark.parametrize("address", ["/indicators/", "/indicators/checks/"])
def test_queries_of_lists_do_not_grow(client: Client, settled: dict[str, Indicator], address: str) -> None:
    few_of = {"q": "队伍", "indicator": settled["校企联合技术创新实验室"].pk}
    with CaptureQueriesContext(connection) as few:
        client.get(address, few_of)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few) + 1 <= 15


def test_queries_of_a_page_do_not_grow(client: Client, settled: dict[str, Indicator], indicator: Indicator) -> None:
    addresses = [one.get_absolute_url() for one in (settled["职务科技成果赋权改革试点单位"], indicator)]
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert max(counts) <= 20


def test_csv(client: Client, indicator: Indicator) -> None:
    response = client.get(f"{indicator.get_absolute_url()}export/", {"format": "csv"})
    head, *lines = csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""))
    newest = dict(zip(head, lines[0], strict=True))

    assert len(lines) == 4
    assert (newest["原文数字"], newest["下限"], newest["截至"]) == ("3.2亿元", "320000000", "2025-06-18")
    assert newest["较上一个"].endswith("+1.6亿元（+100.0%，22天）")
    assert newest["出处"] == "吉科发成〔2025〕84号，2025年6月18日，第五项"


def test_xlsx(client: Client, indicator: Indicator) -> None:
    response = client.get(f"{indicator.get_absolute_url()}export/", {"format": "xlsx"})
    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<v>320000000</v>" in sheet
    assert "<f>" not in sheet
    assert "<pane" in sheet


def test_what_cannot_be_exported(client: Client, indicator: Indicator) -> None:
    assert client.get(f"{indicator.get_absolute_url()}export/").status_code == 422
    assert client.get("/indicators/999999/export/", {"format": "csv"}).status_code == 404


def test_the_api_lists_indicators(client: Client, settled: dict[str, Indicator]) -> None:
    answer = client.get("/api/indicators", {"q": "转化金额"}).json()

    assert answer["count"] == 1
    (item,) = answer["items"]
    assert (item["name"], item["figures"], item["latest"], item["open_checks"]) == (
        "职务科技成果转化金额",
        4,
        "3.2亿元",
        1,
    )


def test_the_api_reads_an_indicator(client: Client, indicator: Indicator, seeds: Seeds) -> None:
    answer = client.get(f"/api/indicators/{indicator.pk}").json()
    last = answer["series"][-1]["points"][-1]

    assert (last["on"], last["growth"]["difference"], last["growth"]["days"]) == ("2025-06-18", 1.6e8, 22)
    figure = last["figure"]
    assert seeds["000"].public_text[figure["start"] : figure["end"]] == figure["printed"] == "3.2亿元"
    (check,) = answer["open_checks"]
    assert check["label"] == "请核口径"
    assert len(check["figures"]) == 2
    assert answer["closed_checks"] == []


def test_as_of_a_day(client: Client, indicator: Indicator) -> None:
    answer = client.get(f"/api/indicators/{indicator.pk}", {"as_of": "2024-12-31"}).json()

    assert answer["as_of"] == "2024-12-31"
    assert [point["figure"]["printed"] for line in answer["series"] for point in line["points"]] == ["1亿元"]
    assert answer["open_checks"] == []
    assert client.get(f"/api/indicators/{indicator.pk}", {"as_of": "去年"}).status_code == 422
    assert client.get("/api/indicators/999999").status_code == 404


def test_what_people_said_later_was_not_said_that_day(
    client: Client, editor: User, settled: dict[str, Indicator]
) -> None:
    owner = settled["职务科技成果转化金额"]
    check = Discrepancy.objects.get(indicator=owner, kind="differs")
    day = date(2026, 1, 31)
    for closes, at in ((True, day), (False, day + timedelta(days=1))):
        step = DiscrepancyReview.objects.create(discrepancy=check, resolved=closes, reason="批次不同", by=editor)
        DiscrepancyReview.objects.filter(pk=step.pk).update(
            at=datetime.combine(at, time(23, 30), get_current_timezone())
        )

    def read(**asked: object) -> tuple[int, int, list[int]]:
        answer = client.get(f"/api/indicators/{owner.pk}", asked).json()
        shapes = [*answer["open_checks"], *answer["closed_checks"]]
        return len(answer["open_checks"]), len(answer["closed_checks"]), [len(one["steps"]) for one in shapes]

    assert read(as_of=day - timedelta(days=1)) == (1, 0, [0])
    assert read(as_of=day) == (0, 1, [1])
    assert read(as_of=day + timedelta(days=1)) == (1, 0, [2])
    assert read() == (1, 0, [2])


def test_pages_go_back_in_time_and_growth_reaches_over_them(
    client: Client, indicator: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "POINTS", 1)
    pages = [client.get(indicator.get_absolute_url(), {"page": number}) for number in (1, 2, 3, 4)]
    points = [line.points for page in pages for line in page.context["lines"]]

    assert [[point.figure.printed for point in some] for some in points] == [
        ["3.2亿元"],
        ["1.6亿元"],
        ["1.6亿元"],
        ["1亿元"],
    ]
    assert [some[0].grown for some in points] == ["+1.6亿元（+100.0%，22天）", "", "", ""]
    assert 'rel="next"' in pages[0].content.decode()
    assert {page.context["figures"] for page in pages} == {4}


def test_the_pages_of_the_api(client: Client, indicator: Indicator) -> None:
    def read(**asked: object) -> tuple[list[str], bool, int]:
        answer = client.get(f"/api/indicators/{indicator.pk}", asked).json()
        points = [point for line in answer["series"] for point in line["points"]]
        return [point["figure"]["printed"] for point in points], answer["has_more"], answer["count"]

    assert read(size=1) == (["3.2亿元"], True, 4)
    assert read(size=3, page=2) == (["1亿元"], False, 4)
    assert read(page=9) == ([], False, 4)
    assert read(size=1, as_of="2025-06-01") == (["1.6亿元"], True, 3)
    for wrong in ({"size": 0}, {"size": 501}, {"page": 0}, {"page": "x"}):
        assert client.get(f"/api/indicators/{indicator.pk}", wrong).status_code == 422


def test_more_than_a_file_holds_is_said_in_it(
    client: Client, indicator: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines(most: int) -> list[str]:
        monkeypatch.setattr(export, "TABLE", replace(export.TABLE, most=most))
        return (
            client.get(f"{indicator.get_absolute_url()}export/", {"format": "csv"}).content.decode().strip().split("\n")
        )

    monkeypatch.setattr(export, "_AT_ONCE", 2)
    assert len(lines(4)) == 5
    assert "其余没有导出" not in lines(4)[-1]
    assert len(lines(3)) == 5
    assert "其余没有导出" in lines(3)[-1]


def test_what_holds_does_not_push_doubts_away(client: Client, indicator: Indicator) -> None:
    figure = indicator.figures.first()
    for number in range(120):
        held = Discrepancy.objects.create(
            indicator=indicator, kind="sum_holds", key=str(number), message="相符", newest=date(2026, 1, 1)
        )
        held.members.create(figure=figure, position=0, printed=figure.printed, sentence="1", letter="1")
    page = client.get(indicator.get_absolute_url())
    answer = client.get(f"/api/indicators/{indicator.pk}").json()

    assert [row.check.kind for row in page.context["doubts"]] == ["differs"]
    assert len(page.context["holding"]) == 10
    assert "differs" in {one["kind"] for one in answer["open_checks"]}


def test_lists_count_the_doubts_of_which_an_indicator_is_part(client: Client, settled: dict[str, Indicator]) -> None:
    Discrepancy.objects.filter(kind="sum_holds").update(kind="sum", is_doubt=True)
    for name in ("合格技术经纪人", "初级技术经纪人", "中级技术经理人"):
        one = settled[name]
        listed = client.get("/indicators/checks/", {"indicator": one.pk}).context["rows"]
        shown = client.get(one.get_absolute_url()).context["doubts"]

        assert len(listed) == len(shown) == rows(client, name)[name].doubts >= 1


def test_a_letter_that_goes_between_two_queries_is_passed_over(
    settled: dict[str, Indicator], seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuerySet, "in_bulk", lambda query, *a: {} if query.model is ReplyLetter else IN_BULK(query, *a))

    assert {row.latest for row in indicator_rows(settled.values())} == {None}


def test_a_figure_without_a_date_stands_last(client: Client, indicator: Indicator, seeds: Seeds) -> None:
    seeds["002"].written_on = None
    seeds["002"].save()
    response = client.get(indicator.get_absolute_url())
    *_, states = response.context["lines"]

    assert [point.on is None for point in states.points] == [False, True, True]
    assert states.points[-1].grown == ""
    assert Figure.objects.filter(indicator=indicator).count() == response.context["figures"]


def test_those_with_open_questions_come_first(client: Client, db: None) -> None:
    """Then by pinyin; a filter shows them alone, a letter those that begin with it."""
    for name in ("科技企业", "高新技术企业", "安全生产"):
        Indicator.objects.create(name=name, unit="家")
    asked = Indicator.objects.get(name="科技企业")
    Discrepancy.objects.create(indicator=asked, kind="differs", key="1", is_doubt=True, message="不一致")

    def listed(**parameters: str) -> list[str]:
        return [row.indicator.name for row in client.get("/indicators/", parameters).context["rows"]]

    assert listed() == ["科技企业", "安全生产", "高新技术企业"]
    assert listed(sort="pinyin") == ["安全生产", "高新技术企业", "科技企业"]
    assert listed(doubts="yes") == ["科技企业"]
    assert listed(letter="g") == ["高新技术企业"]
    assert listed(unit="人") == []
