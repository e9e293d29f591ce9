"""Whatever can be deleted: out of sight, back whole with what people assigned and linked, or away for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kejiting.ingest.originals import original_path
from kejiting.ingest.wastebasket import KINDS, sweep_wastebasket, throw_away
from kejiting.models import Follow
from kejiting.web.actions import ActionError
from measures.models import Figure, Indicator, Plan, Topic
from measures.records import TopicWords, save_topic
from measures.records.following import follow_names
from proposals.models import ActKind, DeletableModel, ReplyLetter, ReplyTemplate, Request
from proposals.records import add_answer, one_act, remove_answer
from proposals.records.outlines import begin_outline, write
from tests.admin.admin_pages import words_of
from tests.conftest import mention_topics
from tests.records.house import WORDS, a_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

# What tells of the deletion itself, and what follows of itself
_TELLS = {"version", "changed_at", "deleted_at", "deleted_by_id", "deletion_reason", "status_before"}
_APART = ("Historical", "Act", "Content", "Audit", "IndexOutbox", "ExtractionVersion", "PlanLedger", "PendingRecheck", "Session", "LongQuestion")  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of the base, but for ids that are given anew."""
    follow_names()
    models = [
        one
        for one in apps.get_models(include_auto_created=True)
        if one._meta.app_label in {"proposals", "measures", "kejiting"}
    ]
    found = {}
    for model in models:
        if any(word in model.__name__ for word in _APART):
            continue
        told = model._base_manager.order_by("pk").values()
        anew = {"id"} if model.__name__ in {"Mention", "TopicName"} else set()
        found[model.__name__] = sorted(
            ({name: value for name, value in row.items() if name not in _TELLS | anew} for row in told), key=str
        )
    return found


def a_letter(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    return seeds["000"]


def a_plan(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    return Plan.objects.get()


def an_indicator(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    indicator = Indicator.objects.create(name="空的指标", unit="个")
    indicator.aliases.create(wording="空的说法")
    Follow.objects.create(person=by, kind="indicator", subject=str(indicator.pk))
    return indicator


def a_topic(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    mention_topics()
    topic = Topic.objects.filter(mentions__isnull=False).order_by("pk")[0]
    Follow.objects.create(person=by, kind="topic", subject=str(topic.pk))
    return topic


def a_template(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    template = ReplyTemplate.objects.create(**WORDS)
    begin_outline(Request.objects.first() or a_request(), by=by, template=template)
    return template


def the_request(seeds: dict[str, ReplyLetter], by: User) -> DeletableModel:
    row = a_request()
    add_answer(row, seeds["001"], by=by)
    remove_answer(row, seeds["002"])
    outline = begin_outline(row, by=by)
    write(outline, "我写的话", ask=row.asks.all()[0], expected_version=outline.version, by=by)
    return Request.objects.get(pk=row.pk)


MADE: dict[str, Callable[[dict[str, ReplyLetter], User], DeletableModel]] = {
    "letter": a_letter, "plan": a_plan, "indicator": an_indicator, "topic": a_topic, "template": a_template, "request": the_request,
}  # fmt: skip


def test_each_kind_is_tried() -> None:
    assert MADE.keys() == KINDS.keys()


def press(client: Client, address: str, row: DeletableModel) -> str:
    return words_of(client.post(address, {"version": row.version}, follow=True))


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("name", KINDS)
def test_it_comes_back_whole(
    name: str, seeds: dict[str, ReplyLetter], editor: User, editor_client: Client, administrator: User
) -> None:
    kind, row = KINDS[name], MADE[name](seeds, editor)
    model, address = type(row), row.get_absolute_url()  # type: ignore[attr-defined]
    before = rows()
    assert editor_client.get(address).status_code == 200

    throw_away(row, by=administrator, reason="不要了")
    row = kind.lying(row.pk)
    assert not model._default_manager.filter(pk=row.pk).exists()
    assert editor_client.get(address).status_code == 404
    page = words_of(editor_client.get(reverse("wastebasket")))
    for words in (kind.label, str(row), "管理员 删除", "还有 30 天", "原因：不要了"):
        assert words in page
    assert "放进回收站" in {str(act) for act in row.acts.all()}  # type: ignore[attr-defined]

    restore = reverse("wastebasket_restore", args=[name, row.pk])
    assert "已恢复" in press(editor_client, restore, row)
    assert rows() == before
    assert editor_client.get(address).status_code == 200
    assert "已恢复" not in press(editor_client, restore, row)
    assert editor_client.get(reverse("wastebasket_erase", args=[name, row.pk])).status_code == 403


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("name", KINDS)
def test_it_goes_for_good(
    name: str, seeds: dict[str, ReplyLetter], administrator: User, administrator_client: Client
) -> None:
    kind, row = KINDS[name], MADE[name](seeds, administrator)
    throw_away(row, by=administrator)
    everything = kind.model.everything
    assert sweep_wastebasket() == 0
    everything.filter(pk=row.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert sweep_wastebasket() == 1
    assert not everything.filter(pk=row.pk).exists()

    if name in {"letter", "plan"}:  # of which there is one of each file
        return
    again = MADE[name](seeds, administrator)
    throw_away(again, by=administrator)
    told = press(administrator_client, reverse("wastebasket_erase", args=[name, again.pk]), kind.lying(again.pk))
    assert "已彻底删除" in told
    assert not everything.filter(pk=again.pk).exists()


def test_what_took_its_place_is_told(seeds: dict[str, ReplyLetter], editor: User, editor_client: Client) -> None:
    first = {name: MADE[name](seeds, editor) for name in ("indicator", "template", "topic")}
    first["request"] = Request.objects.get()
    for row in first.values():
        throw_away(row, by=editor)
    Indicator.objects.create(name="空的指标", unit="个")
    ReplyTemplate.objects.create(**WORDS)
    save_topic(TopicWords(str(first["topic"])))
    a_request()

    for name, row in first.items():
        address = reverse("wastebasket_restore", args=[name, row.pk])
        assert "已" in press(editor_client, address, KINDS[name].lying(row.pk))
        assert KINDS[name].lying(row.pk)


def test_an_original_stays_until_the_end(editor: User) -> None:
    row = a_request()
    path = original_path(row.source_name, row.source_sha256 or "")
    throw_away(row, by=editor)
    assert path.exists()
    sweep_wastebasket(days=0)
    assert not path.exists()


def test_an_indicator_with_figures_is_not_deleted(editor: User, seeds: dict[str, ReplyLetter]) -> None:
    indicator = Indicator.objects.create(name="有数据的", unit="个")
    Figure.objects.filter(pk=Figure.objects.earliest("pk").pk).update(indicator=indicator)
    with pytest.raises(ActionError, match="还有数据，不能删除"):
        throw_away(indicator, by=editor)


def test_what_was_deleted_goes_back_to_no_act(editor: User, seeds: dict[str, ReplyLetter]) -> None:
    row = a_request()
    with one_act(row, ActKind.CORRECTED, by=editor):
        add_answer(row, seeds["001"], by=editor)
    throw_away(row, by=editor)
    states = [act.state.content.get("status") for act in row.acts.select_related("state")]
    assert states == [None, None, "deleted"]
