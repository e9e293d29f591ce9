"""What is deleted lies in the wastebasket: restored it is as before; the second of two people is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kejiting.answers import Question, answer
from kejiting.ingest.originals import original_path
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.ingest.wastebasket import GONE, days_left, restore, sweep_wastebasket, throw_away
from kejiting.web.actions import RowChangedError
from measures.models import Citation, Commitment, Figure, Mention, Plan, SeriesPoint, TargetSuggestion
from measures.records import catch_up_checks
from proposals.models import Delegate, LetterVersion, Passage, ReplyLetter, Status
from proposals.records import letter_of_file
from tests.admin.admin_pages import words_of
from tests.conftest import seed_readings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

LEDGERS = (Passage, Figure, Commitment, Mention, Citation, SeriesPoint)


def ledgers() -> dict[str, list[dict[str, object]]]:
    """Every row that hangs on a letter, as the base has it."""
    catch_up_checks()
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in LEDGERS}
    for point in rows["SeriesPoint"]:
        del point["id"]  # made anew with each look
    rows["SeriesPoint"].sort(key=str)
    return rows | {"suggestions": list(TargetSuggestion.objects.order_by("pk").values())}


def found(question: str) -> set[str]:
    return {document.document.key for document in answer(Question(question)).documents}


def restore_by(client: Client, document: ReplyLetter | Plan, **sent: str) -> str:
    kind = "plan" if isinstance(document, Plan) else "letter"
    address = reverse("wastebasket_restore", args=[kind, document.pk])
    return words_of(client.post(address, {"version": str(document.version), **sent}, follow=True))


@pytest.mark.usefixtures("plan")
def test_it_works(editor_client: Client, seeds: dict[str, ReplyLetter], administrator: User) -> None:
    letter = seeds["000"]
    before, row = ledgers(), ReplyLetter.objects.filter(pk=letter.pk).values().get()
    assert letter.key in found("技术经纪人")

    throw_away(letter, by=administrator, reason="重复录入")
    assert letter.key not in found("技术经纪人")
    assert editor_client.get(letter.get_absolute_url()).status_code == 404
    page = words_of(editor_client.get(reverse("wastebasket")))
    for words in (str(letter), "删除前：已发布", "管理员 删除", "还有 30 天", "原因：重复录入"):
        assert words in page

    assert "已恢复，现在是已发布" in restore_by(editor_client, letter)
    after = ReplyLetter.objects.filter(pk=letter.pk).values().get()
    assert {name for name in row if row[name] != after[name]} == {"version", "changed_at"}
    assert ledgers() == before
    assert letter.key in found("技术经纪人")


def test_a_plan_goes_and_comes_back(editor_client: Client, plan: Plan, seeds: dict[str, ReplyLetter]) -> None:
    before = ledgers()
    throw_away(plan, by=None)
    assert not Plan.objects.exists()
    assert editor_client.get(plan.get_absolute_url()).status_code == 404

    assert "已恢复，现在是已发布" in restore_by(editor_client, plan)
    assert ledgers() == before
    assert editor_client.get(plan.get_absolute_url()).status_code == 200


def test_its_titles_stand_for_numbers_no_more(seeds: dict[str, ReplyLetter]) -> None:
    """A number cited alone elsewhere is of the title that stands with it, as long as that letter is there."""
    told = set(Citation.objects.filter(title=None).values_list("pk", "document"))
    for letter in seeds.values():
        throw_away(letter, by=None)
    assert not Citation.objects.in_use().exists()
    for letter in seeds.values():
        letter.refresh_from_db()
        restore_quietly(letter)
    assert set(Citation.objects.filter(title=None).values_list("pk", "document")) == told


def restore_quietly(letter: ReplyLetter) -> None:
    restore(letter, expected_version=letter.version, allow_duplicate=True)


def test_the_second_of_two_is_told(
    editor_client: Client, administrator_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    letter, stale = seeds["001"], ReplyLetter.objects.get(pk=seeds["001"].pk)
    throw_away(letter, by=None)
    with pytest.raises(RowChangedError):
        throw_away(stale, by=None)

    restore_by(editor_client, letter)
    assert GONE in restore_by(editor_client, letter)
    erase = reverse("wastebasket_erase", args=["letter", letter.pk])
    assert GONE in words_of(administrator_client.post(erase, {"version": str(letter.version)}, follow=True))
    assert ReplyLetter.objects.get(pk=letter.pk).is_published

    letter.refresh_from_db()
    throw_away(letter, by=None)
    assert "已被别人改过" in words_of(administrator_client.post(erase, {"version": "1"}, follow=True))
    assert ReplyLetter.everything.get(pk=letter.pk).is_deleted


def test_its_place_is_taken(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """The same file may be entered anew; then it keeps the old one out. The same number or text is for a person."""
    letter = seeds["000"]
    throw_away(letter, by=None)
    again = ingest_letter(seed_readings()["000"], by=None, allow_duplicate=False)
    page = restore_by(editor_client, letter)
    assert "已经录入过" in page
    assert ReplyLetter.everything.get(pk=letter.pk).is_deleted

    throw_away(again, by=None)
    other = ingest_letter(read_letter("另一份.txt", letter.text.encode()), by=None, publish=True)
    page = restore_by(editor_client, letter)
    assert "没有恢复" in page
    assert "正文相同" in page
    assert str(other) in page
    assert "已恢复" in restore_by(editor_client, letter, allow_duplicate="on")
    assert {letter.pk, other.pk} <= set(ReplyLetter.objects.values_list("pk", flat=True))


def test_for_good_is_for_administrators(
    editor_client: Client, administrator_client: Client, administrator: User
) -> None:
    reading = seed_readings()["000"]
    letter = stage_letter(reading, by=administrator)
    original = original_path(reading.source.name, reading.source.sha256 or "")
    LetterVersion.objects.create(letter=letter, text="旧版", as_read_text="旧版")
    throw_away(letter, by=administrator)
    assert original.exists()

    erase = reverse("wastebasket_erase", args=["letter", letter.pk])
    assert editor_client.get(erase).status_code == 403
    assert editor_client.post(erase, {"version": str(letter.version)}).status_code == 403
    assert "不能恢复" in words_of(administrator_client.get(erase))
    assert ReplyLetter.everything.exists()
    page = administrator_client.post(erase, {"version": str(letter.version)}, follow=True)
    assert "已彻底删除" in words_of(page)
    assert not ReplyLetter.everything.exists()
    assert not LetterVersion.objects.exists()
    assert not Delegate.objects.exists()
    assert not original.exists()


def test_an_arrival_comes_back_as_one(editor_client: Client, editor: User) -> None:
    letter = stage_letter(seed_readings()["002"], by=editor)
    form = {"version": str(letter.version), "reason": "发错了\0" + "长" * 300}
    page = editor_client.post(reverse("entry_delete", args=[letter.pk]), form, follow=True)
    assert "在回收站里可以恢复" in words_of(page)
    letter = ReplyLetter.everything.get(pk=letter.pk)
    assert letter.deletion_reason == "发错了" + "长" * 197
    assert letter_of_file(letter.source_sha256) is None

    assert "已恢复，现在是待核对" in restore_by(editor_client, letter)
    assert ReplyLetter.objects.get(pk=letter.pk).status == Status.ARRIVED


def test_the_administration_puts_there_too(
    administrator_client: Client, administrator: User, seeds: dict[str, ReplyLetter], plan: Plan
) -> None:
    letters = reverse("admin:proposals_replyletter_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [seeds["000"].pk, seeds["001"].pk], "index": "0"}
    assert "放进回收站" in words_of(administrator_client.post(letters, chosen))
    administrator_client.post(letters, {**chosen, "post": "yes"})
    delete = reverse("admin:measures_plan_delete", args=[plan.pk])
    assert "在回收站恢复" in words_of(administrator_client.get(delete))
    administrator_client.post(delete, {"post": "yes"})

    lying = ReplyLetter.everything.filter(deleted_at__isnull=False)
    assert set(lying) == {seeds["000"], seeds["001"]}
    assert {letter.deleted_by for letter in lying} == {administrator}
    assert Plan.everything.get().is_deleted
    assert seeds["000"].title not in words_of(administrator_client.get(letters))


def test_old_ones_go(seeds: dict[str, ReplyLetter], plan: Plan, settings: Settings) -> None:
    settings.WASTEBASKET_DAYS = 7
    for document, days in ((seeds["000"], 6), (seeds["001"], 8), (plan, 8)):
        throw_away(document, by=None)
        day = timezone.now() - timedelta(days=days)
        type(document).everything.filter(pk=document.pk).update(deleted_at=day)
        assert days_left(day) == max(0, 7 - days)

    assert sweep_wastebasket() == 2
    assert [letter.pk for letter in ReplyLetter.everything.filter(deleted_at__isnull=False)] == [seeds["000"].pk]
    assert not Plan.everything.exists()


def test_the_command(seeds: dict[str, ReplyLetter], capsys: pytest.CaptureFixture[str]) -> None:
    throw_away(seeds["000"], by=None)
    call_command("empty_wastebasket")
    call_command("empty_wastebasket", "--older-than", "0")
    assert capsys.readouterr().out == "彻底删除了 0 份。\n彻底删除了 1 份。\n"
    with pytest.raises(CommandError, match="不是天数"):
        call_command("empty_wastebasket", "--older-than", "-1")


def test_many_cost_no_more_queries(editor_client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    throw_away(seeds["000"], by=None)
    throw_away(plan, by=None)
    editor_client.get(reverse("wastebasket"))
    with CaptureQueriesContext(connection) as few:
        editor_client.get(reverse("wastebasket"))
    for name in ("001", "002", "003"):
        throw_away(seeds[name], by=None)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(reverse("wastebasket"))
    assert len(many) == len(few)


@pytest.mark.parametrize("address", ["letter/1", "plan/1", "other/1", "letter/99999999999999999999"])
def test_what_is_not_there(editor_client: Client, address: str) -> None:
    answer = editor_client.post(f"/wastebasket/{address}/restore/", {"version": "x"})
    assert answer.status_code in {302, 404}


def test_readers_have_none(reader_client: Client, client: Client) -> None:
    assert reader_client.get(reverse("wastebasket")).status_code == 403
    assert client.get(reverse("wastebasket")).status_code == 302
