"""The page of the ledger, and values asked for in the search box."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.indexing.sync import sync_pending
from measures.models import Figure, Indicator
from proposals.models import ReplyLetter, ZeroResultQuery

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture
def indicator(seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> Indicator:
    monkeypatch.setattr(Indicator, "get_absolute_url", lambda one: f"/figures/indicators/{one.pk}/")
    indicator = Indicator.objects.create(name="合格技术经纪人", unit="人")
    Figure.objects.filter(printed="2518人").update(indicator=indicator)
    return indicator


def listed(client: Client, **parameters: object) -> list[Any]:
    response = client.get("/figures/", parameters)
    assert response.status_code == 200, response.content.decode()
    return list(response.context["rows"])


def test_it_works(client: Client, seeds: Seeds) -> None:
    (row,) = listed(client, value="2518人")

    assert row.sentence[row.place.start : row.place.end] == "2518人"
    assert "<mark>2518人</mark>" in row.marked
    assert row.citation == "吉科发成〔2025〕84号，2025年6月18日，第一项"
    page = client.get("/figures/", {"value": "2518人"}).content.decode()
    assert f"/letters/{seeds['000'].pk}/#p{row.figure.passage_id}" in page


@pytest.mark.parametrize("name", ["王洪福", "王洪福委员", "whf", "wanghongfu"])
def test_those_of_a_person_however_the_name_is_typed(client: Client, seeds: Seeds, name: str) -> None:
    letters = {row.figure.letter_id for row in listed(client, person=name)}

    assert letters
    assert letters <= {*ReplyLetter.objects.to_delegate("王洪福").values_list("pk", flat=True)}
    assert listed(client, person="whx") == []


def test_the_newest_letter_comes_first(client: Client, seeds: Seeds) -> None:
    days = [row.figure.letter.written_on for row in listed(client)]

    assert len(days) == 50
    assert days == sorted(days, reverse=True)


def test_pages_leave_nothing_out_and_mark_every_figure(client: Client, seeds: Seeds) -> None:
    last = client.get("/figures/").context["page"].paginator.num_pages
    rows = [row for page in range(1, last + 1) for row in listed(client, page=page)]

    assert sorted(row.figure.pk for row in rows) == sorted(Figure.objects.values_list("pk", flat=True))
    assert {row.sentence[row.place.start : row.place.end] == row.figure.printed for row in rows} == {True}


@pytest.mark.parametrize(
    ("parameters", "fits"),
    [
        (
            {"counted": "技术 经纪人"},
            lambda one: {"技术", "经纪人"} <= {w for w in ("技术", "经纪人") if w in (one.counted or "")},
        ),
        ({"counted": "技術經紀人"}, lambda one: "技术经纪人" in (one.counted or "")),
        ({"value": ">1亿元"}, lambda one: one.unit == "元" and one.low > 10**8),
        ({"value": "100..500人"}, lambda one: one.unit == "人" and one.low >= 100 and one.high <= 500),
        ({"unit": "万元"}, lambda one: one.unit == "元"),
        ({"year": "2020"}, lambda one: one.letter.written_on.year == 2020),
        ({"as_of": "2024-12-31"}, lambda one: one.letter.written_on.year <= 2024),
        ({"settled": "yes"}, lambda one: one.printed == "2518人"),
        ({"unit": "人", "settled": "no"}, lambda one: one.unit == "人" and one.printed != "2518人"),
    ],
)
def test_filters(client: Client, indicator: Indicator, parameters: dict[str, str], fits: Any) -> None:
    expected = {one.pk for one in Figure.objects.select_related("letter") if fits(one)}
    answer = client.get("/api/figures", {**parameters, "size": 200}).json()

    assert expected
    assert {row["id"] for row in answer["items"]} == expected
    assert {row.figure.pk for row in listed(client, **parameters)} <= expected
    assert client.get("/figures/", parameters).context["page"].paginator.count == answer["count"] == len(expected)


def test_an_indicators_figures(client: Client, indicator: Indicator) -> None:
    response = client.get("/figures/", {"indicator": indicator.pk})

    assert [row.figure.printed for row in response.context["rows"]] == ["2518人"]
    assert [chip["label"] for chip in response.context["chips"]] == ["指标：合格技术经纪人"]
    assert f"/figures/indicators/{indicator.pk}/" in response.content.decode()


def test_chips_take_one_filter_off(client: Client, seeds: Seeds) -> None:
    chips = client.get("/figures/", {"unit": "人", "year": "2025"}).context["chips"]

    assert [chip["address"] for chip in chips] == ["?year=2025", "?unit=%E4%BA%BA"]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"value": "很多"}, "看不懂这个数值"),
        ({"as_of": "去年"}, "请写成 2024-12-31 这样的日期"),
        ({"year": "1666"}, "errorlist"),
    ],
)
def test_wrong_filters_are_named(client: Client, seeds: Seeds, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/figures/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_empty_pages_say_what_to_do(client: Client, db: None) -> None:
    assert "答复函发布以后" in client.get("/figures/").content.decode()
    assert "去掉一些条件" in client.get("/figures/", {"value": "7元"}).content.decode()


def test_drafts_are_not_listed(editor_client: Client, seeds: Seeds) -> None:
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="draft")

    assert listed(editor_client, value="2518人") == []
    assert editor_client.get("/api/figures", {"value": "2518人"}).json()["count"] == 0


@pytest.mark.parametrize(("address", "most"), [("/figures/", 11), ("/api/figures", 5), ("/figures/export/", 7)])
def test_queries_do_not_grow_with_figures(client: Client, seeds: Seeds, address: str, most: int) -> None:
    client.get(address, {"value": "2518人", "format": "csv"})  # what a process looks up once
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"value": "2518人", "format": "csv"})
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"format": "csv"})

    assert len(few) == len(many) <= most


@pytest.mark.parametrize(("asked", "differs"), [("9942万元", False), ("0.9942亿元", True), ("９９４２ 万元", False)])
def test_a_value_is_found_however_it_is_written(client: Client, seeds: Seeds, asked: str, differs: bool) -> None:
    sync_pending()
    response = client.get("/", {"q": asked})

    assert response.context["figures"].rows[0][0].figure.printed == "9942万元"
    assert ("数值相同，写法不同" in response.content.decode()) == differs


def test_a_range_is_counted_and_leads_to_the_ledger(client: Client, seeds: Seeds) -> None:
    sync_pending()
    matches = client.get("/", {"q": ">1亿元"}).context["figures"]

    assert matches.rows == ()
    assert matches.count == client.get(matches.address).context["page"].paginator.count > 1


@pytest.mark.parametrize("asked", ["技术经纪人", "157", "84号", "2025年5月27日", "7.77亿元"])
def test_what_is_no_value_or_stated_nowhere_shows_no_figures(client: Client, seeds: Seeds, asked: str) -> None:
    sync_pending()
    response = client.get("/", {"q": asked})

    assert response.context["figures"] is None
    assert "按数值" not in response.content.decode()


@pytest.mark.parametrize("asked", ["收益分配给科研人员", "推介技术成果对接", "推介技术成果·对接", "推介 对接"])
def test_pieces_that_stand_apart_in_the_text_are_found_as_one_word(client: Client, seeds: Seeds, asked: str) -> None:
    assert listed(client, counted=asked)
    assert client.get("/api/figures", {"counted": asked}).json()["count"] == len(listed(client, counted=asked))


@pytest.mark.parametrize(("asked", "missed"), [("99420000元", 0), ("0.9942亿元", 0), (">1亿元", 0), ("7.77亿元", 1)])
def test_what_figures_answer_is_not_noted_as_missed(client: Client, seeds: Seeds, asked: str, missed: int) -> None:
    sync_pending()
    client.get("/", {"q": asked})

    assert ZeroResultQuery.objects.count() == missed
