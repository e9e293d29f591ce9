"""Every act on a plan, an indicator or a topic is kept; it goes back to what it was after any, and nothing differs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kejiting.ingest.plan_saving import ingest_plan, stage_plan
from kejiting.ingest.reading import read_plan
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError
from measures.histories.urls import OF_INDICATORS, OF_PLANS, OF_TOPICS
from measures.models import Comparator, Figure, Indicator, Plan, PlanLevel, Target, Topic
from measures.records import (
    Maintenance,
    TargetFields,
    TopicWords,
    bring_plan_back,
    change_item,
    correct_plan_head,
    join_plan_item,
    maintain_indicator,
    put_plan_away,
    remove_target,
    replace_plan,
    reread_plan,
    restore_plan_act,
    save_target,
    save_topic,
    set_plan_status,
    split_plan_item,
)
from measures.records.indicators import learn
from proposals.models import ActKind, ReplyLetter, Status
from proposals.pages.history import History
from proposals.records import keep_act, one_act, state_after
from tests.admin.admin_pages import words_of
from tests.plan_entry.plan_tools import SMALL

pytestmark = pytest.mark.django_db

STEPS = 9


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return settings.SHARED_DIR


class Chance(Random):
    """The same number does the same acts."""


def head(plan: Plan, by: User, random: Chance) -> None:
    changed: dict[str, Any] = {
        "title": f"方案{random.randrange(9)}",
        "cites": [f"吉政发〔{random.randrange(2000, 2020)}〕1号"],
    }
    changed |= {"issued_on": random.choice((None, date(2016, 3, random.randrange(1, 29))))}
    correct_plan_head(plan, changed, expected_version=plan.version)


def some_item(plan: Plan, random: Chance) -> int:
    return random.choice(list(plan.items.values_list("pk", flat=True)))


def item(plan: Plan, by: User, random: Chance) -> None:
    level, number = random.choice(list(PlanLevel)), random.choice((None, 3))
    change_item(plan, some_item(plan, random), level=level, number=number, title="节", expected_version=plan.version)


def split(plan: Plan, by: User, random: Chance) -> None:
    held = plan.items.get(pk=some_item(plan, random))
    split_plan_item(plan, held.pk, random.randrange(held.start, held.end), expected_version=plan.version)


def target(plan: Plan, by: User, random: Chance) -> None:
    start, low = random.randrange(len(plan.text) - 9), random.randrange(1, 99)
    fields = TargetFields("试飞基地", Comparator.EQUAL, low, low, "个", "2027年", Span(start, start + 5))  # type: ignore[arg-type]
    save_target(plan, None, fields, expected_version=plan.version)


def no_target(plan: Plan, by: User, random: Chance) -> None:
    targets = list(Target.objects.filter(item__plan=plan).values_list("pk", flat=True))
    remove_target(plan, random.choice([*targets, 0]), expected_version=plan.version)


def anew(plan: Plan, by: User, random: Chance) -> None:
    text = f"{SMALL}\n附件第{random.randrange(10**9)}份。\n"
    replace_plan(plan, stage_plan(read_plan("新.txt", text.encode()), by=by), by=by)


def there_and_back(plan: Plan, by: User, random: Chance) -> None:
    put_plan_away(plan, by=by, reason="看错了")
    bring_plan_back(plan, by=by)


def of_plan(plan: Plan, by: User, random: Chance) -> None:
    acts: tuple[Callable[[Plan, User, Chance], object], ...] = (
        head, item, item, split, target, target, no_target, anew, there_and_back,
        lambda plan, by, random: join_plan_item(plan, some_item(plan, random), expected_version=plan.version),
        lambda plan, by, random: reread_plan(plan, by=by, expected_version=plan.version),
        lambda plan, by, random: set_plan_status(plan, random.choice(list(Status)[:5]), by=by, reason="看看"),
    )  # fmt: skip
    act = random.choice(acts)
    if act in (there_and_back, anew):
        act(plan, by, random)
        return
    with one_act(plan, ActKind.CORRECTED, by=by):
        act(plan, by, random)


def of_indicator(indicator: Indicator, by: User, random: Chance) -> None:
    action = random.choice(("edit", "edit", "split", "merge"))
    aliases = tuple(indicator.aliases.values_list("pk", flat=True)[:1])
    version, name = indicator.version, f"指标{random.randrange(99)}"
    if action == "merge":
        other = Indicator.objects.create(name=f"另{random.randrange(10**6)}", unit="个")
        learn(other, [f"说法{random.randrange(9)}"])
        asked = Maintenance("merge", other.version, name=indicator.name)
        maintain_indicator(other.pk, asked, by=by)
        return
    name = name if action == "edit" else f"拆出{random.randrange(10**6)}"
    asked = Maintenance(action, version, name=name, unit="个", note=f"口径{random.randrange(9)}", aliases=aliases)
    maintain_indicator(indicator.pk, asked, by=by)


def of_topic(topic: Topic, by: User, random: Chance) -> None:
    names = random.sample(("概念验证中心", "概念验证平台", "验证中心", "中试基地"), random.randrange(1, 5))
    words = TopicWords(names[0], tuple(names[1:]), f"说明{random.randrange(9)}")
    save_topic(words, topic=topic, by=by, expected_version=topic.version)


def a_plan() -> Plan:
    return ingest_plan(read_plan("方案.txt", SMALL.encode()))


def an_indicator() -> Indicator:
    indicator = Indicator.objects.create(name="试飞基地", unit="个")
    learn(indicator, ["试飞基地", "低空试飞基地"])
    return indicator


def a_topic() -> Topic:
    return save_topic(TopicWords("概念验证中心", ("验证中心",)))


KINDS = [(OF_PLANS, a_plan, of_plan), (OF_INDICATORS, an_indicator, of_indicator), (OF_TOPICS, a_topic, of_topic)]


def again(subject: Any) -> Any:
    return type(subject)._default_manager.get(pk=subject.pk)


@pytest.mark.parametrize("chance", range(3))
@pytest.mark.parametrize(("history", "make", "act"), KINDS, ids=["plan", "indicator", "topic"])
def test_any_act_comes_back(
    history: History, make: Callable[[], Model], act: Callable[[Any, User, Chance], None], chance: int, editor: User
) -> None:
    subject: Any = make()
    random = Chance(chance)
    for _ in range(STEPS):
        with suppress(ActionError):  # refused: as it was
            act(subject, editor, random)
        subject = again(subject)
        assert not keep_act(subject, ActKind.ELSEWHERE, by=None) or subject.acts.count() == 1, "it is kept already"

    acts = [one for one in subject.acts.select_related("state", "text") if state_after(one).get("status") != "deleted"]
    assert len(acts) > 2
    for former in random.sample(acts, min(6, len(acts))):
        assert former.by in (editor, None)
        history.restore(subject, former.pk, by=editor, expected_version=history.version(subject))
        subject = again(subject)
        last = subject.acts.select_related("state", "text").last()
        assert list(history.changes(state_after(former), history.state(subject))) == []
        assert (last.state_id, last.text_id) == (former.state_id, former.text_id)
        assert state_after(former) == history.state(subject)


def test_a_decided_target_is_not_lost(seeds: dict[str, ReplyLetter], editor: User) -> None:
    plan = a_plan()
    reread_plan(plan, by=editor)
    fields = TargetFields("试飞基地", Comparator.EQUAL, 2, 2, "个", None, Span(0, 5))  # type: ignore[arg-type]
    with one_act(plan, ActKind.CORRECTED, by=editor):
        new = save_target(plan, None, fields, expected_version=plan.version)
    new.evidence.create(figure=Figure.objects.all()[0], by=editor)
    first = plan.acts.earliest("pk")
    with pytest.raises(ActionError, match="已有人工认定的数据"):
        restore_plan_act(plan, first.pk, by=editor)
    assert Target.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(("history", "make", "act"), KINDS, ids=["plan", "indicator", "topic"])
def test_the_pages(
    history: History,
    make: Callable[[], Model],
    act: Callable[[Any, User, Chance], None],
    editor: User,
    editor_client: Client,
    reader_client: Client,
) -> None:
    subject: Any = make()
    address = reverse(f"{history.name}_history", args=[subject.pk])
    assert ("还没有改动过" in words_of(editor_client.get(address))) == (history is OF_PLANS)
    assert reader_client.get(address).status_code == 403
    if history is OF_PLANS:
        with one_act(subject, ActKind.CORRECTED, by=editor):
            correct_plan_head(subject, {"title": "改了的方案"}, expected_version=subject.version)
    elif history is OF_TOPICS:
        save_topic(TopicWords("改了的主题"), topic=subject, by=editor, expected_version=subject.version)
    else:
        maintain_indicator(subject.pk, Maintenance("edit", subject.version, "改了的指标", "个"), by=editor)
    subject = again(subject)

    page = words_of(editor_client.get(address))
    assert "改了的" in page
    assert "编辑" in page
    first = subject.acts.earliest("pk")
    step = reverse(f"{history.name}_act", args=[subject.pk, first.pk])
    assert "整份恢复到这一步" in words_of(editor_client.get(step))
    version = str(history.version(subject))
    assert "已恢复到“原来的内容”" in words_of(editor_client.post(step, {"expected_version": version}, follow=True))
    assert "别人" in words_of(editor_client.post(step, {"expected_version": version}, follow=True))
    assert "改了的" not in str(again(subject))
    assert "和现在相同" in words_of(editor_client.get(step))
