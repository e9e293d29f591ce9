"""A plan that came beside the one that may be the same: it takes its place, is given up, or both stay."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import find_mismatches
from kejiting.ingest.originals import original_path
from kejiting.ingest.plan_saving import discard_plan, ingest_plan, stage_plan
from kejiting.ingest.reading import read_plan
from measures.models import Plan, SupersededTarget, Target
from measures.plan_entry.former import former_versions
from measures.records import correct_plan_head
from tests.plan_entry.plan_tools import SMALL, upload, words_of

pytestmark = pytest.mark.django_db

NEW = SMALL.replace("2.培养人才。", "2.发展旅游。开通航线8条。\n3.培养人才。").replace("30个", "35个")


@pytest.fixture
def old(editor: User) -> Plan:
    return ingest_plan(read_plan("旧.txt", SMALL.encode()), by=editor)


@pytest.fixture
def new(old: Plan, editor: User) -> Plan:
    return stage_plan(read_plan("新.txt", NEW.encode()), by=editor)


def address(new: Plan, old: Plan) -> str:
    return reverse("entry_plan_compare", args=[new.pk, old.pk])


def act(client: Client, new: Plan, old: Plan, action: str) -> str:
    sent = {"action": action, "version": str(new.version), "other_version": str(old.version)}
    return words_of(client.post(address(new, old), sent, follow=True))


def target(plan: Plan, words: str) -> Target:
    return next(one for one in Target.objects.filter(item__plan=plan) if words in one.text)


def test_it_works(client: Client, editor_client: Client, editor: User, old: Plan, new: Plan) -> None:
    """Replaced: what people decided of a target stays with it, and what the plan was stays in its history."""
    stays = target(old, "试飞基地")
    SupersededTarget.objects.create(target=stays, reason="已调整", by=editor)
    shown = words_of(editor_client.get(address(new, old)))
    for words in ("比较两份方案", "旧.txt", "新.txt", "开通航线8条"):
        assert words in shown

    assert "已用新来的替换" in act(editor_client, new, old, "replace")

    held = Plan.objects.get()
    assert (held.pk, held.is_published, held.source_name) == (old.pk, True, "新.txt")
    assert "开通航线8条" in words_of(client.get(held.get_absolute_url()))
    assert (target(held, "试飞基地").pk, target(held, "35个").low) == (stays.pk, 35)
    assert SupersededTarget.objects.get().target == stays
    assert {row.source_name for row in held.history.all()} == {"旧.txt", "新.txt"}
    assert client.get("/api/search?q=开通航线").json()["items"][0]["plan"]["id"] == old.pk
    assert find_mismatches() == []


def test_contacts_are_hidden_and_kept(editor_client: Client, editor: User, old: Plan) -> None:
    """What is shown is masked; what takes the place of another plan is the text itself."""
    text = NEW.replace("附件", "联系人：林清禾，电话：0431-88975626\n附件")
    new = stage_plan(read_plan("新.txt", text.encode()), by=editor)
    for page in (address(new, old), reverse("entry_plan", args=[new.pk])):
        assert "88975626" not in editor_client.get(page).content.decode()

    act(editor_client, new, old, "replace")

    assert "88975626" in Plan.objects.get().text
    (former,) = former_versions(Plan.objects.get())
    page = editor_client.get(reverse("entry_plan_former", args=[old.pk, former.pk])).content.decode()
    assert "88975626" not in page


def test_the_former_version(editor_client: Client, reader_client: Client, old: Plan, new: Plan) -> None:
    act(editor_client, new, old, "replace")
    (former,) = former_versions(Plan.objects.get())
    review = reverse("entry_plan", args=[old.pk])

    page = words_of(editor_client.get(review))
    assert "旧版：读自《旧.txt》" in "".join(page.split())
    compared = words_of(editor_client.get(f"{review}former/{former.pk}/"))
    assert "开通航线8条" in compared
    for address, data in ((f"{review}former/{former.pk}/original/", SMALL), (f"{review}original/", NEW)):
        assert b"".join(editor_client.get(address).streaming_content).decode() == data
        assert reader_client.get(address).status_code == 403
    for number in (0, former.pk + 1, 10**17):
        assert editor_client.get(f"{review}former/{number}/").status_code == 404
        assert editor_client.get(f"{review}former/{number}/original/").status_code == 404


def test_what_was_corrected_in_the_new_one_stays_a_persons(editor_client: Client, old: Plan, new: Plan) -> None:
    correct_plan_head(new, {"period": "十四五"}, expected_version=new.version)

    act(editor_client, new, old, "replace")

    held = Plan.objects.get()
    assert (held.period, held.set_by_person) == ("十四五", ["period"])


def test_a_decided_target_without_a_place_stops_it(editor_client: Client, editor: User, old: Plan) -> None:
    SupersededTarget.objects.create(target=target(old, "操控员"), reason="已调整", by=editor)
    text = SMALL.replace("2.培养人才。每年培训操控员200名。\n", "")
    new = stage_plan(read_plan("新.txt", text.encode()), by=editor)

    shown = act(editor_client, new, old, "replace")

    assert "新的文本里没有这些目标" in shown
    assert "操控员" in shown
    assert (Plan.objects.count(), Plan.objects.get(pk=old.pk).text) == (2, old.text)


def test_give_up(editor_client: Client, old: Plan, new: Plan) -> None:
    assert "已放弃新来的" in act(editor_client, new, old, "discard")
    assert Plan.objects.get() == old
    assert original_path(new.source_name, new.source_sha256).exists()


@pytest.mark.parametrize("action", ["replace", "discard"])
@pytest.mark.parametrize("which", ["old", "new"])
def test_a_stale_page_changes_nothing(editor_client: Client, old: Plan, new: Plan, action: str, which: str) -> None:
    seen = Plan.objects.get(pk=old.pk), Plan.objects.get(pk=new.pk)
    correct_plan_head(old if which == "old" else new, {"period": "改了"}, expected_version=None)

    assert "别人改过" in act(editor_client, seen[1], seen[0], action)
    assert Plan.objects.count() == 2


def test_what_cannot_be_done(editor_client: Client, old: Plan, new: Plan) -> None:
    assert "请先撤回" in act(editor_client, old, new, "discard")
    assert "没有这样的操作" in act(editor_client, new, old, "explode")
    assert editor_client.get(address(new, new)).status_code == 404
    assert Plan.objects.count() == 2


def test_the_former_file_is_known_and_goes_with_the_plan(editor_client: Client, old: Plan, new: Plan) -> None:
    former, later = (original_path(one.source_name, one.source_sha256) for one in (old, new))
    act(editor_client, new, old, "replace")
    assert former.exists()
    assert later.exists()

    assert "已经录入过" in words_of(upload(editor_client, ("又来.txt", SMALL.encode())))
    held = Plan.objects.get()
    discard_plan(held, expected_version=held.version)
    assert not former.exists()
    assert not later.exists()


def test_who_may(client: Client, reader_client: Client, old: Plan, new: Plan) -> None:
    assert client.get(address(new, old)).status_code == 302
    assert reader_client.post(address(new, old), {"action": "replace"}).status_code == 403
    assert Plan.objects.count() == 2
