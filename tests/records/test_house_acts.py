"""Every act on what is the house's own is kept; it goes back to what it was after any, and nothing differs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kejiting.web.actions import ActionError
from kejiting.web.roles import AUDITOR, EDITOR, ensure_roles
from proposals.models import ActKind, DeadlineRule, Delegate, Outline, ReplyLetter
from proposals.records import one_act, state_after
from proposals.records.house_restore import restore_house_act
from proposals.records.house_states import version_of
from proposals.records.outlines import begin_outline, write
from tests.admin.admin_pages import words_of
from tests.records.house import HOUSE, Kind, a_request, an_account
from tests.soak.chance import Chance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds", "data_dir")]
STEPS = 7


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> None:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()


@pytest.mark.parametrize("chance", range(2))
@pytest.mark.parametrize("kind", HOUSE.values(), ids=HOUSE)
def test_any_act_comes_back(kind: Kind, chance: int, editor: User) -> None:
    subject, random = kind.make(), Chance(str(chance))
    for _ in range(STEPS):
        with suppress(ActionError):  # refused: as it was
            kind.act(subject, editor, random)
        subject = type(subject)._default_manager.get(pk=subject.pk)

    acts = list(subject.acts.select_related("state", "text"))
    assert len(acts) > 2
    for former in random.sample(acts, min(5, len(acts))):
        kind.history.restore(subject, former.pk, by=editor, expected_version=kind.history.version(subject))
        subject = type(subject)._default_manager.get(pk=subject.pk)
        last = subject.acts.select_related("state", "text").last()
        assert list(kind.history.changes(state_after(former), kind.history.state(subject))) == []
        assert (last.state_id, last.text_id) == (former.state_id, former.text_id)
        assert state_after(former) == state_after(last)


@pytest.mark.parametrize("kind", HOUSE.values(), ids=HOUSE)
def test_the_pages(
    kind: Kind, editor: User, editor_client: Client, administrator_client: Client, reader_client: Client
) -> None:
    client = administrator_client if kind.history.name == "account" else editor_client
    subject, random = kind.make(), Chance("3")
    address = reverse(f"{kind.history.name}_history", args=[subject.pk])
    assert "还没有改动过" in words_of(client.get(address))
    assert reader_client.get(address).status_code == 403
    while len({(act.state_id, act.text_id) for act in subject.acts.all()}) < 3:
        with suppress(ActionError):
            kind.act(subject, editor, random)
        subject = type(subject)._default_manager.get(pk=subject.pk)

    assert "改正" in words_of(client.get(address))
    *others, last = subject.acts.all()
    first = next(act for act in others if (act.state_id, act.text_id) != (last.state_id, last.text_id))
    step = reverse(f"{kind.history.name}_act", args=[subject.pk, first.pk])
    assert "整份恢复到这一步" in words_of(client.get(step))
    version = str(kind.history.version(subject))
    assert "已恢复到“" in words_of(client.post(step, {"expected_version": version}, follow=True))
    assert "刚才已被别人改过" in words_of(client.post(step, {"expected_version": version}, follow=True))
    assert "和现在相同" in words_of(client.get(step))


def test_what_one_sitting_wrote_is_one_act(editor: User, administrator: User) -> None:
    outline = begin_outline(a_request(), by=editor)
    for number in range(5):
        write(outline, f"第{number}段", ask=None, expected_version=outline.version, by=editor)
    assert not outline.acts.exists()
    write(outline, "别人写的", ask=None, expected_version=outline.version, by=administrator)

    act = outline.acts.get()
    assert (act.by, len(state_after(act)["items"])) == (editor, 5)
    restore_house_act(outline, act.pk, by=editor, expected_version=outline.version)
    assert [one.by for one in outline.acts.all()] == [editor, administrator, editor]
    assert Outline.objects.get().items.count() == 5


def test_nobody_gives_back_more_than_they_may_give(administrator: User) -> None:
    ensure_roles()
    person, superuser = an_account(), User.objects.create_superuser("超级")
    for name in (AUDITOR, EDITOR):
        with one_act(person, ActKind.CORRECTED, by=superuser):
            person.groups.set([Group.objects.get(name=name)])
    was_auditor = person.acts.order_by("pk")[1]
    with pytest.raises(ActionError, match="只有超级用户能改"):
        restore_house_act(person, was_auditor.pk, by=administrator, expected_version=version_of(person))
    assert list(person.groups.values_list("name", flat=True)) == [EDITOR]

    restore_house_act(person, was_auditor.pk, by=superuser, expected_version=version_of(person))
    assert list(person.groups.values_list("name", flat=True)) == [AUDITOR]


def test_what_is_saved_in_the_administration_is_kept(
    administrator_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    delegate, rule = (
        Delegate.objects.filter(signatures__proposal__letters=seeds["000"])[0],
        DeadlineRule.objects.all()[0],
    )
    former = delegate.name
    page = f"/admin/proposals/delegate/{delegate.pk}/change/"
    administrator_client.post(page, {"name": "王新名", "kind": delegate.kind or "", "region": delegate.region})
    assert [act.kind for act in delegate.acts.all()] == ["found", "corrected"]
    address = reverse("delegate_history", args=[delegate.pk])
    assert address in administrator_client.get(page).content.decode()
    assert "王新名" in words_of(administrator_client.get(address))
    step = reverse("delegate_act", args=[delegate.pk, delegate.acts.all()[0].pk])
    administrator_client.post(step, {"expected_version": version_of(delegate)})
    assert Delegate.objects.get(pk=delegate.pk).name == former

    count = DeadlineRule.objects.count()
    administrator_client.post(f"/admin/proposals/deadlinerule/{rule.pk}/delete/", {"post": "yes"})
    listed = administrator_client.get("/admin/proposals/deadlinerule/")
    table = listed.context["table"]
    assert reverse("settings_table_history", args=[table.pk]) in listed.content.decode()
    assert str(rule) in words_of(administrator_client.get(reverse("settings_table_history", args=[table.pk])))
    step = reverse("settings_table_act", args=[table.pk, table.acts.all()[0].pk])
    administrator_client.post(step, {"expected_version": version_of(table)})
    assert DeadlineRule.objects.count() == count
    assert DeadlineRule.objects.filter(pk=rule.pk).values().get() == {
        name: getattr(rule, name) for name in DeadlineRule.objects.values()[0]
    }
