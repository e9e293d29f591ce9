"""Plans arrive at the desk: each is kept for a person to look at, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.originals import original_path
from kejiting.ingest.plan_saving import discard_plan
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import discard_letter, stage_letter
from kejiting.text.files import MAX_FILE_BYTES
from measures.models import Plan, Target
from measures.plan_entry import desk
from tests.plan_entry.plan_tools import LETTER, SMALL, upload, words_of

pytestmark = pytest.mark.django_db


def original(plan: Plan) -> Path:
    return original_path(plan.source_name, plan.source_sha256)


def test_it_works(editor_client: Client, editor: User) -> None:
    page = upload(editor_client, ("方案.txt", SMALL.encode()))

    plan = Plan.objects.get()
    assert page.redirect_chain[-1][0] == reverse("entry_plan", args=[plan.pk])
    assert (plan.status, plan.entered_by, plan.title) == ("arrived", editor, "海东市推进低空经济发展实施方案")
    assert plan.history.get().history_user == editor
    assert original(plan).read_bytes() == SMALL.encode()
    shown = words_of(page)
    for words in ("核对后保存：方案", "海政办发〔2023〕12号", "起降点", "30个", "试飞基地", "操控员"):
        assert words in page.content.decode() or words in shown


def test_it_is_for_no_reader(client: Client, reader_client: Client, arrived: Plan) -> None:
    sync_pending()

    for someone in (client, reader_client):
        assert someone.get(arrived.get_absolute_url()).status_code == 404
        assert str(arrived) not in words_of(someone.get("/plans/"))
        assert someone.get("/api/plans").json()["count"] == 0
        assert someone.get("/api/search?q=试飞基地").json()["items"] == []


def test_pasted_text(editor_client: Client) -> None:
    editor_client.post(reverse("entry_plans_read"), {"text": SMALL.replace("\n", "\r\n")})

    plan = Plan.objects.get()
    assert (plan.source_name, Target.objects.count()) == ("粘贴文本.txt", 4)


def test_several_files_at_once(editor_client: Client) -> None:
    page = upload(editor_client, ("a.txt", SMALL.encode()), ("b.txt", b""), ("c.txt", LETTER.encode()))

    shown = words_of(page)
    assert page.status_code == 422
    assert Plan.objects.count() == 1
    assert "a.txt 已读出，请核对：海东市推进低空经济发展实施方案" in shown
    assert "b.txt：" in shown
    assert "空的" in shown
    assert "c.txt：这份文本不像实施方案" in shown


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.txt", b"", "空的"),
        ("信.txt", LETTER.encode(), "这份文本不像实施方案：没有找到"),
        ("坏.docx", b"PK\x03\x04broken", "Word"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "doc"),
        ("大.txt", b"x" * (MAX_FILE_BYTES + 1), "MB"),
    ],
)
def test_what_is_no_plan_gets_a_sentence(editor_client: Client, name: str, data: bytes, sentence: str) -> None:
    page = upload(editor_client, (name, data))

    assert page.status_code == 422
    assert sentence in words_of(page)
    assert not Plan.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"text": ""}, {"text": " \n "}])
def test_nothing_was_sent(editor_client: Client, sent: dict[str, str]) -> None:
    page = editor_client.post(reverse("entry_plans_read"), sent)

    assert page.status_code == 422
    assert "请先" in words_of(page)


def test_a_letter_with_an_outline_is_a_doubt(editor_client: Client) -> None:
    """It may be a plan that a notice answers with: the person says what it is."""
    letter = LETTER + "一、建设平台\n建成平台3个。\n二、培养人才\n培养100名。\n"

    page = upload(editor_client, ("信.txt", letter.encode()))

    assert "这份文本像一份答复函" in words_of(page)
    assert Plan.objects.get().is_arrived


def test_the_same_file_again(editor_client: Client, arrived: Plan) -> None:
    page = upload(editor_client, ("别名.txt", SMALL.encode()))

    assert "这份文件已经录入过，没有再存：海东市推进低空经济发展实施方案" in words_of(page)
    assert Plan.objects.count() == 1


def test_a_base_that_cannot_save(editor_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Plan:
        raise DatabaseError

    monkeypatch.setattr(desk, "stage_plan", fails)

    page = upload(editor_client, ("a.txt", SMALL.encode()))

    assert (page.status_code, Plan.objects.count()) == (422, 0)
    assert "没有存成" in words_of(page)


@pytest.mark.parametrize("address", ["/entry/plans/", "/entry/plans/1/", "/entry/plans/1/delete/"])
def test_who_may_enter(client: Client, reader_client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/login/?next={address}"
    assert reader_client.get(address).status_code == 403
    assert reader_client.post(address, {"version": "1", "action": "publish"}).status_code == 403


def test_readers_upload_nothing(client: Client, reader_client: Client) -> None:
    assert upload(reader_client, ("a.txt", SMALL.encode())).status_code == 403
    client.post(reverse("entry_plans_read"), {"text": SMALL})
    assert not Plan.objects.exists()


def test_the_desks_lead_to_one_another(editor_client: Client, reader_client: Client, arrived: Plan) -> None:
    assert "录入方案" in words_of(editor_client.get("/entry/"))
    assert "录入方案" in words_of(editor_client.get("/plans/"))
    assert 'href="/entry/plans/"' not in reader_client.get("/plans/").content.decode()
    desk = words_of(editor_client.get("/entry/plans/"))
    for words in ("录入答复函", "待处理（1）", "海东市推进低空经济发展实施方案", "待核对"):
        assert words in desk


def test_a_file_of_a_letter_and_a_plan_is_kept_for_either(editor: User, arrived: Plan) -> None:
    letter = stage_letter(read_letter("信.txt", SMALL.encode()), by=editor)
    path = original(arrived)

    discard_plan(arrived, expected_version=arrived.version)
    assert path.exists()
    discard_letter(letter, expected_version=letter.version)
    assert not path.exists()
