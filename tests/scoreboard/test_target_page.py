"""The page of a target, and what people do there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import Figure, Indicator, Plan, SupersededTarget, Target, TargetEvidence, TargetSuggestion
from measures.records import refresh_ledger
from proposals.models import ReplyLetter
from proposals.records import edit_text

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture
def target(seeds: Seeds, plan: Plan) -> Target:
    """培养500名专业化技术转移人才"""
    return Target.objects.get(item__plan=plan, indicator="专业化技术转移人才")


@pytest.fixture
def figure(target: Target) -> Figure:
    return Figure.objects.get(printed="900余人")


def page(client: Client, target: Target) -> str:
    response = client.get(target.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, target: Target, **said: object) -> str:
    """What the page says afterwards."""
    response = client.post(target.get_absolute_url(), {"expected_version": "", **said}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def link(client: Client, target: Target, figure: Figure) -> str:
    return post(client, target, action="link", figure=figure.pk, expected_figure=str(figure))


def test_it_works(editor_client: Client, target: Target, figure: Figure) -> None:
    before = page(editor_client, target)
    assert "有可能对应的数据，待认定" in before
    assert "目标说“技术转移人才”，数据说“技术经纪人”，是同一事物的不同叫法" in before

    after = link(editor_client, target, figure)

    assert "已超过" in after
    assert "认定“技术经纪人队伍900余人”对应这个目标" in after
    assert "出处：" in after
    assert "吉科发区〔2020〕91号，2020年5月21日" in after
    assert TargetEvidence.objects.get(target=target, figure=figure).by == User.objects.get(username="编辑")


def test_what_a_person_refused_is_not_offered_again(editor_client: Client, target: Target, figure: Figure) -> None:
    after = post(editor_client, target, action="refuse", figure=figure.pk, expected_figure=str(figure))
    offered = f'name="figure" value="{figure.pk}"'
    assert offered not in after
    refresh_ledger(figure.letter)
    after = page(editor_client, target)
    assert offered not in after
    assert "有 1 个数据已认定不对应" in after

    assert offered in post(editor_client, target, action="reconsider")


def test_a_figure_that_was_linked_meanwhile_is_not_refused(
    editor_client: Client, target: Target, figure: Figure
) -> None:
    link(editor_client, target, figure)

    assert "刚刚认定这条数据对应这个目标" in post(
        editor_client, target, action="refuse", figure=figure.pk, expected_figure=str(figure)
    )
    assert TargetEvidence.objects.filter(target=target, figure=figure).exists()


def test_offers_follow_the_corrected_day_of_a_plan(
    administrator_client: Client, target: Target, figure: Figure
) -> None:
    plan = target.item.plan
    address = f"/admin/measures/plan/{plan.pk}/change/"
    form = administrator_client.get(address).context["adminform"].form
    said = {name: form.initial.get(name) or "" for name in form.fields} | {"issued_on": "2021-01-01"}
    for inline in administrator_client.get(address).context["inline_admin_formsets"]:
        said |= {field.html_name: field.value() for field in inline.formset.management_form}

    assert administrator_client.post(address, said).status_code == 302
    assert not TargetSuggestion.objects.filter(target=target, figure=figure).exists()


def test_readers_see_offers_but_not_who_linked(
    client: Client, editor_client: Client, editor: User, target: Target, figure: Figure
) -> None:
    link(editor_client, target, figure)
    User.objects.filter(pk=editor.pk).update(username="赵小河")

    assert "赵小河" in page(editor_client, target)
    seen = page(client, target)
    assert "508人" in seen
    assert "对应这个目标<span" not in seen
    assert "赵小河" not in seen


def test_readers_change_nothing(client: Client, reader_client: Client, target: Target, figure: Figure) -> None:
    for one in (client, reader_client):
        response = one.post(
            target.get_absolute_url(),
            {"action": "link", "figure": figure.pk, "expected_figure": str(figure), "expected_version": ""},
        )
        assert response.status_code in {302, 403}
    assert not TargetEvidence.objects.exists()


def test_a_link_that_is_taken_off_stays_in_the_past(editor_client: Client, target: Target, figure: Figure) -> None:
    link(editor_client, target, figure)
    after = post(editor_client, target, action="unlink", evidence=TargetEvidence.objects.get().pk)

    assert not TargetEvidence.objects.exists()
    assert "取下“技术经纪人队伍900余人”" in after
    assert "认定“技术经纪人队伍900余人”对应这个目标" in after


def test_the_second_of_two_is_told(
    editor_client: Client, administrator_client: Client, target: Target, figure: Figure
) -> None:
    link(editor_client, target, figure)
    assert "编辑刚刚已经认定这条数据对应这个目标" in link(administrator_client, target, figure)

    held = TargetEvidence.objects.get().pk
    post(editor_client, target, action="unlink", evidence=held)
    assert "编辑刚刚已经取下这条数据" in post(administrator_client, target, action="unlink", evidence=held)

    post(editor_client, target, action="supersede", reason="被新规划调整")
    told = link(administrator_client, target, figure)
    assert "编辑刚刚把这个目标标为不再适用（被新规划调整）。没有改动" in told
    assert not TargetEvidence.objects.exists()

    superseded = SupersededTarget.objects.get().pk
    post(editor_client, target, action="restore", expected_version=superseded)
    told = post(administrator_client, target, action="restore", expected_version=superseded)
    assert "刚刚把这个目标恢复为适用" in told


def test_a_figure_that_changed_meanwhile_is_not_linked(editor_client: Client, target: Target, figure: Figure) -> None:
    told = post(editor_client, target, action="link", figure=figure.pk, expected_figure="技术经纪人队伍800余人")

    assert "刚刚随答复函改为“技术经纪人队伍900余人”" in told
    assert not TargetEvidence.objects.exists()


def test_a_superseded_target_says_who_when_and_why(editor_client: Client, target: Target) -> None:
    assert "请写明这个目标为什么不再适用" in post(editor_client, target, action="supersede", reason=" ")
    after = post(editor_client, target, action="supersede", reason="被新规划调整")
    assert "标明这个目标不再适用：被新规划调整" in after
    assert "已调整" in after

    again = post(editor_client, target, action="restore", expected_version=SupersededTarget.objects.get().pk)
    assert "标为不再适用：被新规划调整" in again
    assert "恢复为适用" in again
    assert not SupersededTarget.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"action": "link", "figure": "999999"}, "这条数据已不在库中"),
        ({"action": "link", "figure": "x" * 9000}, "这条数据已不在库中"),
        ({"action": "link", "figure": "9" * 30}, "这条数据已不在库中"),
        ({"action": "link"}, "这条数据已不在库中"),
        ({"action": "unlink", "evidence": "²"}, "别人刚刚已经取下这条数据"),
        ({"action": "supersede", "reason": "长" * 301}, "理由太长"),
        ({"action": "supersede", "reason": "\0"}, "请写明"),
        ({"action": "drop"}, "没有这样的操作"),
        ({}, "没有这样的操作"),
    ],
)
def test_bad_posts_are_told(editor_client: Client, target: Target, said: dict[str, str], sentence: str) -> None:
    assert sentence in post(editor_client, target, **said)


def test_figures_of_drafts_are_neither_offered_nor_shown(editor_client: Client, target: Target, figure: Figure) -> None:
    link(editor_client, target, figure)
    ReplyLetter.objects.all().update(status="draft")

    assert "没有报告的数据" in page(editor_client, target)
    assert "这条数据已不在库中" in link(editor_client, target, figure)


def test_a_figure_of_an_indicator_that_is_linked_is_offered_first(
    editor_client: Client, target: Target, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Indicator, "get_absolute_url", lambda one: f"/indicators/{one.pk}/")
    other = Figure.objects.get(printed="38人")
    indicator = Indicator.objects.create(name="技术转移队伍", unit="人")
    Figure.objects.filter(pk__in=[figure.pk, other.pk]).update(indicator=indicator)
    link(editor_client, target, figure)
    offers = editor_client.get(target.get_absolute_url()).context["offers"]

    assert offers[0][0].figure == other
    assert offers[0][0].reason == "与已对应的数据同属指标“技术转移队伍”"


def test_links_and_offers_follow_a_corrected_letter(editor_client: Client, target: Target, figure: Figure) -> None:
    link(editor_client, target, figure)
    letter = ReplyLetter.objects.get(pk=figure.letter_id)
    edit_text(letter, letter.text.replace("900余人", "300余人"))
    letter.save()
    refresh_ledger(letter)

    assert TargetEvidence.objects.get().figure.printed == "300余人"
    assert TargetSuggestion.objects.filter(target=target, figure__printed="300余人").exists()
    assert "300余人" in page(editor_client, target)

    edit_text(letter, letter.text.replace("300余人", "许多人"))
    letter.save()
    refresh_ledger(letter)

    assert not TargetEvidence.objects.exists()
    assert "一条数据（现已不在答复函中）" in page(editor_client, target)


def test_queries_do_not_grow_with_figures(client: Client, target: Target) -> None:
    with CaptureQueriesContext(connection) as offered:
        client.get(target.get_absolute_url())
    TargetEvidence.objects.bulk_create(
        TargetEvidence(target=target, figure=offer.figure) for offer in TargetSuggestion.objects.filter(target=target)
    )
    with CaptureQueriesContext(connection) as linked:
        client.get(target.get_absolute_url())

    assert len(linked) <= len(offered) <= 9


@pytest.mark.parametrize("odd", ["0", "9" * 25])
def test_unknown_targets_are_not_there(client: Client, target: Target, odd: str) -> None:
    assert client.get(f"/plans/{target.item.plan_id}/targets/{odd}/").status_code == 404
    assert client.get(f"/plans/{odd}/targets/{target.pk}/").status_code == 404
