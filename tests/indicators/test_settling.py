"""Figures that wait are offered to the likeliest indicator; people settle them, all that they ticked or nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.indicators.suggestions import suggest_indicators
from measures.models import Figure, Indicator, IndicatorAlias
from measures.records import choice_of
from proposals.models import ReplyLetter
from proposals.records import edit_text

pytestmark = pytest.mark.django_db

OFFERS = "/indicators/offers/"


def said(response: HttpResponse) -> str:
    assert response.status_code == 302, response.content.decode()
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def post(client: Client, deed: str, figures: list[Figure] | Figure, **more: object) -> str:
    chosen = [choice_of(one) for one in ([figures] if isinstance(figures, Figure) else figures)]
    return said(client.post(OFFERS, {"action": deed, "figures": chosen, **more}))


def groups(client: Client, **parameters: object) -> list[Any]:
    response = client.get(OFFERS, parameters)
    assert response.status_code == 200
    return list(response.context["page"].groups)


@pytest.fixture
def figure(settled: dict[str, Indicator]) -> Figure:
    return Figure.objects.get(printed="38个", counted="科技成果转化中试中心")


def test_confirming_settles_and_learns(editor_client: Client, editor: User, figure: Figure) -> None:
    indicator = Indicator.objects.create(name="推荐的中试中心", unit="个")

    assert "认定为“推荐的中试中心”" in post(
        editor_client, "confirm", figure, indicator=indicator.pk, expected_version=indicator.name
    )
    figure.refresh_from_db()
    assert (figure.indicator, figure.assigned_by) == (indicator, editor)
    assert figure.assigned_at is not None
    assert [alias.wording for alias in indicator.aliases.all()] == ["科技成果转化中试中心"]


def test_what_was_learnt_is_offered_first(editor_client: Client, figure: Figure) -> None:
    assert groups(editor_client) == []
    Indicator.objects.create(name="推荐的中试中心", unit="个").aliases.create(wording="科技成果转化 中试中心")
    (group,) = groups(editor_client)

    assert group.offer.reason == "说法相同：科技成果转化 中试中心"
    assert [offered.row.figure for offered in group.rows] == [figure]
    assert groups(editor_client, kind="all")[0] == group


def test_plans_are_not_ticked_with_what_is_reported(
    editor_client: Client, settled: dict[str, Indicator], seeds: dict[str, ReplyLetter]
) -> None:
    figures = settled["合格技术经纪人"].figures.all()
    figures.update(counted="合格技术经纪人", counted_folded="合格技术经纪人", assigned_at=None, indicator=None)
    letter = seeds["000"]
    edit_text(letter, letter.text.replace("培养合格技术经纪人", "力争培养合格技术经纪人"))
    letter.save()
    Figure.objects.filter(indicator=None, unit="人", assigned_at=None).update(
        counted="合格技术经纪人", counted_folded="合格技术经纪人"
    )
    settled["合格技术经纪人"].aliases.get_or_create(wording="合格技术经纪人")
    (group,) = [one for one in groups(editor_client) if one.counted == "合格技术经纪人"]

    planned = [one for one in group.rows if one.is_planned]
    assert [one.row.figure.printed for one in planned] == ["2518人"]
    assert group.ticked == [one for one in group.rows if not one.is_planned] != []
    page = editor_client.get("/indicators/offers/").content.decode()
    ticked = re.findall(r'value="(\d+):unsettled" checked', page)
    assert {one.choice.split(":")[0] for one in group.ticked} <= set(ticked)
    assert planned[0].choice.split(":")[0] not in ticked
    assert "计划数" in page


OFFERED = (
    ("人", "合格技术经纪人(经理人)", "合格技术经纪人", "说法相同：合格技术经纪人(经理人)"),
    ("人", "初级技术经纪人数", "初级技术经纪人", "都有“初级技术经纪人”"),
    ("家", "中试中心", "科技成果转化中试中心", "都有“中试中心”"),
    ("个", "中试中心", "行业中试中心", "都有“中试中心”"),
    ("家", "律师事务所", None, ""),
    ("家", "技术", None, ""),
    ("家", "", None, ""),
)


def test_offers(settled: dict[str, Indicator]) -> None:
    for unit, counted, name, reason in OFFERED:
        offer = suggest_indicators([(unit, counted)]).get((unit, counted))

        assert (offer.indicator.name if offer else None) == name
        assert not offer or offer.reason == reason


def test_a_new_indicator_has_the_figures_own_words(editor_client: Client, figure: Figure) -> None:
    (group,) = groups(editor_client, figure=figure.pk)
    assert f'value="{group.counted}"' in editor_client.get(OFFERS, {"figure": figure.pk}).content.decode()

    assert "已新建指标“推荐的中试中心”" in post(editor_client, "new", figure, name="推荐的中试中心")
    figure.refresh_from_db()
    assert figure.indicator is not None
    assert (figure.indicator.name, figure.indicator.unit) == ("推荐的中试中心", "个")


def test_an_indicator_renamed_meanwhile_is_not_confirmed(editor_client: Client, figure: Figure) -> None:
    indicator = Indicator.objects.create(name="推荐的中试中心", unit="个")
    indicator.aliases.create(wording="科技成果转化中试中心")
    assert 'name="expected_version" value="推荐的中试中心"' in editor_client.get(OFFERS).content.decode()
    Indicator.objects.filter(pk=indicator.pk).update(name="中试基地")

    told = post(editor_client, "confirm", figure, indicator=indicator.pk, expected_version="推荐的中试中心")
    assert "这个指标刚刚改名为“中试基地”。什么也没有改动。" in told
    figure.refresh_from_db()
    assert figure.assigned_at is None


def test_the_second_of_two_new_ones_of_a_name_is_told(
    editor_client: Client, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Indicator, "validate_unique", lambda indicator, exclude: None)

    assert "已有这个名称的指标。" in post(editor_client, "new", figure, name="行业中试中心")


def test_indicators_are_held_in_one_order_before_figures(editor_client: Client, settled: dict[str, Indicator]) -> None:
    figure = Figure.objects.get(printed="209人")
    with CaptureQueriesContext(connection) as queries:
        post(editor_client, "move", figure, name="初级技术经纪人")
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    ordered = next(n for n, sql in enumerate(asked) if 'FROM "measures_indicator" WHERE' in sql)

    assert ordered < next(n for n, sql in enumerate(asked) if 'FROM "measures_figure"' in sql)
    assert str(settled["中级技术经理人"].pk) in asked[ordered]
    assert "初级技术经纪人" in asked[ordered]
    assert "ORDER BY 1 ASC" in asked[ordered]


def test_checks_are_found_when_the_deed_is_done(
    editor_client: Client, settled: dict[str, Indicator], django_capture_on_commit_callbacks: Any
) -> None:
    owner = settled["职务科技成果转化金额"]
    with django_capture_on_commit_callbacks(execute=True):
        post(editor_client, "release", list(owner.figures.all()))
        assert owner.discrepancies.exists()
    assert not owner.discrepancies.exists()


def test_none_of_them(editor_client: Client, figure: Figure) -> None:
    post(editor_client, "none", figure)
    figure.refresh_from_db()

    assert figure.indicator is None
    assert figure.assigned_at is not None
    assert figure not in [offered.row.figure for group in groups(editor_client, kind="all") for offered in group.rows]


def test_several_at_once(editor_client: Client, settled: dict[str, Indicator]) -> None:
    figures = list(Figure.objects.filter(assigned_at=None, unit="条"))
    post(editor_client, "new", figures, name="改革措施")

    assert {figure.indicator.name for figure in Figure.objects.filter(unit="条") if figure.indicator} == {"改革措施"}
    assert len(figures) == Figure.objects.filter(indicator__name="改革措施").count() > 1


def test_moving_takes_the_wording_along(editor_client: Client, settled: dict[str, Indicator]) -> None:
    figure = Figure.objects.get(printed="209人")
    post(editor_client, "move", figure, name="初级技术经纪人")
    figure.refresh_from_db()

    assert figure.indicator == settled["初级技术经纪人"]
    assert IndicatorAlias.objects.get(wording="中级技术经理人").indicator == settled["初级技术经纪人"]


def test_taking_back_forgets_the_wording(editor_client: Client, settled: dict[str, Indicator]) -> None:
    figure = Figure.objects.get(printed="209人")
    post(editor_client, "release", figure)
    figure.refresh_from_db()

    assert (figure.indicator, figure.assigned_by, figure.assigned_at) == (None, None, None)
    assert not IndicatorAlias.objects.filter(wording="中级技术经理人").exists()


REFUSED = (
    ("move", {"name": "合格技术经纪人"}, "单位是“人”"),
    ("move", {"name": "没有的指标"}, "没有叫“没有的指标”的指标"),
    ("move", {"name": " "}, "请填写指标名称"),
    ("new", {"name": "合格技术经纪人"}, "已有这个名称的指标"),
    ("new", {"name": ""}, "请填写指标名称"),
    ("new", {"name": "长" * 101}, "没有保存"),
    ("new", {"name": "a\0b"}, "没有保存"),
    ("confirm", {"indicator": "999999"}, "刚刚被别人删除或并入了别的指标"),
    ("confirm", {"indicator": "x" * 30}, "刚刚被别人删除或并入了别的指标"),
    ("fly", {}, "没有这样的操作"),
)
ODD_CHOICES = ("", "x", "1:", ":", "1:unsettled:2", "9" * 40 + ":none", "-1:none")
ELSEWHERE = ("//example.org/", "https://example.org", "nowhere", "\\\\example.org", "/\n")


def test_what_cannot_be_done_is_said(editor_client: Client, figure: Figure) -> None:
    for deed, more, reason in REFUSED:
        assert reason in post(editor_client, deed, figure, **more)
    figure.refresh_from_db()
    assert figure.assigned_at is None


def test_the_second_of_two_is_told(editor_client: Client, settled: dict[str, Indicator]) -> None:
    figures = list(Figure.objects.filter(assigned_at=None, unit="条").order_by("pk"))
    first = choice_of(figures[0])
    post(editor_client, "none", figures[0])

    told = said(
        editor_client.post(
            OFFERS, {"action": "new", "name": "改革措施", "figures": [first, *map(choice_of, figures[1:])]}
        )
    )
    assert "刚刚被别人认定过" in told
    assert not Indicator.objects.filter(name="改革措施").exists()


def test_odd_choices_are_refused(editor_client: Client, figure: Figure) -> None:
    for choice in ODD_CHOICES:
        assert "什么也没有改动" in said(editor_client.post(OFFERS, {"action": "none", "figures": [choice]}))


def test_nothing_ticked(editor_client: Client, figure: Figure) -> None:
    assert "请先勾选" in post(editor_client, "none", [])


def test_drafts_are_neither_offered_nor_settled(editor_client: Client, figure: Figure) -> None:
    ReplyLetter.objects.filter(pk=figure.letter_id).update(status="draft")

    assert groups(editor_client, figure=figure.pk) == []
    assert "什么也没有改动" in post(editor_client, "none", figure)


def test_it_leads_back_to_this_site_only(editor_client: Client, db: None) -> None:
    for back in ELSEWHERE:
        response = editor_client.post(OFFERS, {"action": "none", "back": back})

        assert response.status_code == 302
        assert "example.org" not in response.headers["Location"]


def test_readers_may_not(client: Client, reader_client: Client, figure: Figure) -> None:
    for one in (client, reader_client):
        assert one.get(OFFERS).status_code == 403
        assert one.post(OFFERS, {"action": "none", "figures": choice_of(figure)}).status_code == 403
    figure.refresh_from_db()
    assert figure.assigned_at is None


def test_queries_do_not_grow(editor_client: Client, settled: dict[str, Indicator]) -> None:
    alone = Figure.objects.filter(assigned_at=None).first()
    assert alone is not None
    with CaptureQueriesContext(connection) as few:
        editor_client.get(OFFERS, {"figure": alone.pk})
    with CaptureQueriesContext(connection) as many:
        editor_client.get(OFFERS, {"kind": "all"})

    assert len(many) <= len(few) + 3 <= 15


def test_figures_of_the_ledger_lead_there(editor_client: Client, client: Client, figure: Figure) -> None:
    page = editor_client.get("/figures/", {"value": "38个"}).content.decode()

    assert f"{OFFERS}?figure={figure.pk}" in page
    assert OFFERS not in client.get("/figures/", {"value": "38个"}).content.decode()
