"""What a person corrects in a plan, and what becomes of it when the plan is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError
from measures.extraction.arranging import arranged
from measures.extraction.plan import parse_plan
from measures.models import Comparator, Figure, Plan, PlanItem, PlanLevel, SupersededTarget, Target, TargetEvidence
from measures.records import (
    TargetFields,
    change_item,
    correct_plan_head,
    join_plan_item,
    remove_target,
    reread_plan,
    save_target,
    split_plan_item,
)
from measures.records.recall import to_parsed
from proposals.models import ReplyLetter
from tests.plan_entry.plan_tools import SMALL

pytestmark = pytest.mark.django_db


def items(plan: Plan) -> list[PlanItem]:
    return list(plan.items.order_by("position"))


def at(plan: Plan, path: str, level: PlanLevel = PlanLevel.MEASURE) -> PlanItem:
    return plan.items.get(path=path, level=level)


def target(plan: Plan, words: str) -> Target:
    return next(one for one in Target.objects.filter(item__plan=plan) if words in one.text)


def assert_sound(plan: Plan) -> None:
    """Items stand one after the other and hold all that is not blank; targets stand in their items; paths fit."""
    rows = items(plan)
    assert [row.position for row in rows] == list(range(len(rows)))
    assert all(before.end <= after.start for before, after in pairwise(rows))
    assert strip_whitespace("".join(row.text for row in rows)) == strip_whitespace(plan.text)
    assert all(row.parent is None or row.parent.position < row.position for row in rows)
    assert arranged(to_parsed(plan).items) == to_parsed(plan).items
    for one in Target.objects.filter(item__plan=plan).select_related("item"):
        assert one.item.start <= one.start < one.item.end


def test_it_works(plan: Plan) -> None:
    correct_plan_head(plan, {"title": "另一个标题", "issued_on": date(2017, 1, 2)}, expected_version=plan.version)

    plan = Plan.objects.get()
    assert (plan.title, plan.issued_on) == ("另一个标题", date(2017, 1, 2))
    assert plan.set_by_person == ["issued_on", "title"]
    assert plan.history.count() == 2


def test_what_is_the_same_changes_nothing(plan: Plan) -> None:
    correct_plan_head(plan, {"title": plan.title, "cites": plan.cites}, expected_version=plan.version)

    assert Plan.objects.get().version == plan.version


def test_what_the_reader_made_is_arranged_already(plan: Plan) -> None:
    assert_sound(plan)


def test_a_heading_is_taken_away(plan: Plan) -> None:
    heading = at(plan, "一（二）", PlanLevel.SECTION)
    inside = list(plan.items.filter(parent=heading))

    change_item(plan, heading.pk, level=PlanLevel.PARAGRAPH, number=None, title=None, expected_version=plan.version)

    assert_sound(plan)
    heading.refresh_from_db()
    assert (heading.level, heading.path, heading.title) == ("paragraph", "一（一）", None)
    assert {PlanItem.objects.get(pk=item.pk).path for item in inside} == {"一（一）"}


def test_a_level_is_changed(plan: Plan) -> None:
    section = at(plan, "一（二）", PlanLevel.SECTION)

    change_item(plan, section.pk, level=PlanLevel.CHAPTER, number=9, title="主要目标", expected_version=plan.version)

    assert_sound(plan)
    section.refresh_from_db()
    assert (section.path, section.title, section.parent) == ("九", "主要目标", None)
    assert "items" in Plan.objects.get().set_by_person


def test_a_line_outside_becomes_a_heading(plan: Plan) -> None:
    """A plan of which the reader missed the first heading: what stands below it is its own then."""
    first, second = items(plan)[:2]
    assert second.parent is None

    change_item(plan, first.pk, level=PlanLevel.CHAPTER, number=None, title="前言", expected_version=plan.version)

    assert_sound(plan)
    second.refresh_from_db()
    assert second.parent == first


def test_split_and_join(plan: Plan) -> None:
    item = next(row for row in items(plan) if row.level == "measure" and "。" in row.text[:-1])
    before = to_parsed(plan)
    at_ = plan.text.index("。", item.start) + 1

    new = split_plan_item(plan, item.pk, at_, expected_version=plan.version)
    assert_sound(plan)
    assert (new.start, new.level) == (at_, "paragraph")
    change_item(plan, new.pk, level=PlanLevel.MEASURE, number=77, title=None, expected_version=plan.version)
    assert_sound(plan)
    assert PlanItem.objects.get(pk=new.pk).path.endswith("77")
    join_plan_item(plan, new.pk, expected_version=plan.version)

    assert_sound(plan)
    assert to_parsed(Plan.objects.get()) == before
    assert set(Target.objects.values_list("item__plan", flat=True)) == {plan.pk}


def test_a_place_that_splits_nothing(plan: Plan) -> None:
    item = items(plan)[3]
    for place in (item.start, item.end, 10**6):
        with pytest.raises(ActionError, match="拆不开"):
            split_plan_item(plan, item.pk, place, expected_version=plan.version)


def test_the_first_item_joins_nothing(plan: Plan) -> None:
    with pytest.raises(ActionError, match="第一条"):
        join_plan_item(plan, items(plan)[0].pk, expected_version=plan.version)


def fields(plan: Plan, words: str) -> TargetFields:
    start = plan.text.index(words)
    return TargetFields(
        "技术经纪人", Comparator.AT_LEAST, Decimal(120), Decimal(120), "名", "每年", Span(start, start + len(words))
    )


def test_a_target_is_changed_and_keeps_its_id(plan: Plan) -> None:
    one = target(plan, "每年培训100名左右技术经纪人")

    save_target(plan, one.pk, fields(plan, "培训100名左右技术经纪人"), expected_version=plan.version)

    changed = Target.objects.get(pk=one.pk)
    assert (changed.low, changed.comparator, changed.text) == (120, "≥", "培训100名左右技术经纪人")
    assert changed.item_id == one.item_id
    assert changed.history.count() == 2


def test_a_target_is_added_and_removed(plan: Plan) -> None:
    added = save_target(plan, None, fields(plan, "加强组织领导"), expected_version=plan.version)
    assert added.item.start <= added.start < added.item.end
    remove_target(plan, added.pk, expected_version=plan.version)

    assert Target.objects.count() == 38
    assert Plan.objects.get().set_by_person == ["targets"]


def test_a_target_that_people_decided_of_stays(plan: Plan, editor: User) -> None:
    one = target(plan, "每年培训100名左右技术经纪人")
    SupersededTarget.objects.create(target=one, reason="已调整", by=editor)

    with pytest.raises(ActionError, match="不能去掉"):
        remove_target(plan, one.pk, expected_version=plan.version)
    assert Target.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize("version", [0, 2, 999])
def test_a_stale_page_changes_nothing(plan: Plan, version: int) -> None:
    item, one = items(plan)[5], target(plan, "每年培训100名左右技术经纪人")
    calls = (
        lambda: correct_plan_head(plan, {"title": "别的"}, expected_version=version),
        lambda: change_item(plan, item.pk, level=PlanLevel.CHAPTER, number=1, title="别的", expected_version=version),
        lambda: split_plan_item(plan, item.pk, item.start + 2, expected_version=version),
        lambda: join_plan_item(plan, item.pk, expected_version=version),
        lambda: save_target(plan, one.pk, fields(plan, "加强组织领导"), expected_version=version),
        lambda: remove_target(plan, one.pk, expected_version=version),
        lambda: reread_plan(plan, expected_version=version),
    )
    for call in calls:
        with pytest.raises(RowChangedError, match="别人改过"):
            call()
    assert Plan.objects.get().version == 1


def test_reading_again_changes_nothing(plan: Plan) -> None:
    before, ids = to_parsed(plan), set(Target.objects.values_list("pk", flat=True))
    held = [item.pk for item in items(plan)]

    reread_plan(plan)

    assert to_parsed(Plan.objects.get()) == before
    assert set(Target.objects.values_list("pk", flat=True)) == ids
    assert [item.pk for item in items(plan)] == held


def test_reading_again_leaves_alone_what_a_person_set(plan: Plan) -> None:
    heading = at(plan, "一（二）", PlanLevel.SECTION)
    one = target(plan, "每年培训100名左右技术经纪人")
    correct_plan_head(plan, {"title": "别的"}, expected_version=plan.version)
    change_item(plan, heading.pk, level=PlanLevel.PARAGRAPH, number=None, title=None, expected_version=plan.version)
    remove_target(plan, one.pk, expected_version=plan.version)
    before = to_parsed(Plan.objects.get())

    reread_plan(plan)

    assert to_parsed(Plan.objects.get()) == before
    assert_sound(plan)


@pytest.mark.parametrize("released", ["title", "items", "targets"])
def test_what_is_released_is_the_rules_again(plan: Plan, released: str) -> None:
    heading = at(plan, "一（二）", PlanLevel.SECTION)
    parsed = to_parsed(plan)
    correct_plan_head(plan, {"title": "别的"}, expected_version=plan.version)
    change_item(plan, heading.pk, level=PlanLevel.PARAGRAPH, number=None, title=None, expected_version=plan.version)
    remove_target(plan, target(plan, "每年培训100名左右技术经纪人").pk, expected_version=plan.version)

    reread_plan(plan, release=released)

    held = to_parsed(Plan.objects.get())
    same = {
        "title": held.title == parsed.title,
        "items": held.items == parsed.items,
        "targets": len(held.targets) == len(parsed.targets),
    }
    assert {name for name, is_same in same.items() if is_same} == {released}
    assert_sound(plan)


def test_a_former_text_with_other_white_space(plan: Plan) -> None:
    """The plan was cleaned by older rules: what a person set moves along, and so do the ids."""
    correct_plan_head(plan, {"title": "别的"}, expected_version=plan.version)
    remove_target(plan, target(plan, "每年培训100名左右技术经纪人").pk, expected_version=plan.version)
    parsed, text = to_parsed(plan), plan.text
    at_ = text.index("（二）")
    older = f"{text[:at_]} \n {text[at_:]}"
    Plan.objects.update(text=older)
    for model in (PlanItem, Target):
        for row in model.objects.all():
            row.start, row.end = (place + 3 if place >= at_ else place for place in (row.start, row.end))
            row.save()
    plan = Plan.objects.get()

    reread_plan(plan)

    assert Plan.objects.get().text == text
    assert replace(to_parsed(Plan.objects.get()), problems=()) == replace(parsed, problems=())
    assert_sound(plan)


@pytest.mark.parametrize("older", ["joined", "split"])
def test_what_older_rules_read_otherwise_is_read_anew(plan: Plan, older: str) -> None:
    """Items come and go, targets keep their ids and belong to items that are there."""
    parsed, ids = to_parsed(plan), set(Target.objects.values_list("pk", flat=True))
    held = target(plan, "每年培训100名左右技术经纪人")
    if older == "joined":
        join_plan_item(plan, held.item_id, expected_version=plan.version)
    else:
        item = next(row for row in items(plan) if row.level == "measure" and "。" in row.text[:-1])
        place = plan.text.index("。", item.start) + 1
        split_plan_item(plan, item.pk, place, expected_version=plan.version)
    plan.set_by_person = []
    plan.save()
    assert to_parsed(plan) != parsed

    reread_plan(plan)

    assert to_parsed(Plan.objects.get()) == parsed
    assert set(Target.objects.values_list("pk", flat=True)) == ids
    connection.check_constraints()
    assert_sound(plan)


def test_a_linked_target_outlives_a_reading_that_does_not_find_it(
    plan: Plan, seeds: dict[str, ReplyLetter], editor: User
) -> None:
    figure = Figure.objects.first()
    assert figure is not None
    start = plan.text.index("加强组织领导")
    one = Target.objects.create(
        item=items(plan)[5], indicator="旧规则所读", comparator="=", low=1, high=1, start=start, end=start + 6
    )
    TargetEvidence.objects.create(target=one, figure=figure, by=editor)

    reread_plan(plan)

    assert TargetEvidence.objects.get().target_id == one.pk
    assert_sound(plan)


def test_a_plan_older_than_histories_begins_one(plan: Plan) -> None:
    for model in (Plan, PlanItem, Target):
        model.history.all().delete()

    correct_plan_head(plan, {"title": "别的"}, expected_version=plan.version)

    first, last = plan.history.order_by("history_id")
    assert (first.title, last.title) == ("吉林省促进科技成果转移转化实施方案", "别的")
    assert Target.history.count() == 38


def test_arranging_what_is_read() -> None:
    tests = Path(__file__).parents[1]
    files = [*(tests.parent / "fixtures" / "plans").glob("*.txt"), *(tests / "extraction" / "plans").glob("*.txt")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    for text in (*texts, "第一章 总则\n第一节 目标\n1.建成3个。\n附件：名单\n一、甲\n二、乙", "（一）甲\n1.乙\n2.丙"):
        read = parse_plan(clean(text)).items
        assert arranged(read) == read


ARABIC = Path(__file__).parents[1] / "extraction" / "plans" / "08_arabic_chapters.txt"


@pytest.mark.parametrize(("text", "path"), [(ARABIC.read_text(encoding="utf-8"), "7"), (SMALL, "七")])
def test_a_number_is_printed_as_those_of_the_chapters(text: str, path: str) -> None:
    items = parse_plan(text).items
    changed = next(place for place, item in enumerate(items) if item.level == "chapter")
    items = (*items[:changed], replace(items[changed], number=7, path=""), *items[changed + 1 :])

    assert arranged(items)[changed].path == path
