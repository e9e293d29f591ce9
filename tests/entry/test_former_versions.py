"""What a letter was before another version took its place, for those who are logged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from proposals.models import LetterVersion, ReplyLetter, Status
from proposals.records import replace_letter
from tests.entry.desk_tools import seed, words_of

pytestmark = pytest.mark.django_db

OLD = seed("000") + "\n联系人及电话：陆言，13800000000\n".encode()
NEW = seed("000").decode().replace("技术转移机构", "量子纠缠机构").replace("84号", "85号").encode()


@pytest.fixture
def former(editor: User, data_dir: Path) -> LetterVersion:
    letter = ingest_letter(read_letter("旧.txt", OLD), by=editor, publish=True)
    arrived = stage_letter(read_letter("新.txt", NEW), by=editor)
    return replace_letter(letter, arrived, by=editor).versions.get()


def address(former: LetterVersion, name: str = "letter_former") -> str:
    return reverse(name, args=[former.letter_id, former.pk])


def test_it_works(reader_client: Client, former: LetterVersion) -> None:
    page = reader_client.get(address(former))

    assert [field.label for field in page.context["fields"]] == ["发文字号"]
    assert "量子纠缠" in words_of(page)
    assert "由编辑替换" in words_of(page)
    assert not page.context["comparison"].is_same


def test_contacts_stay_masked(editor_client: Client, former: LetterVersion) -> None:
    shown = editor_client.get(address(former)).content.decode()

    assert "13800000000" not in shown
    assert "陆言" not in shown


def test_its_original_can_be_had(reader_client: Client, former: LetterVersion) -> None:
    given = reader_client.get(address(former, "former_original"))

    assert b"".join(given.streaming_content) == OLD
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"


def test_the_letters_page_lists_them(client: Client, reader_client: Client, former: LetterVersion) -> None:
    shown = reader_client.get(former.letter.get_absolute_url()).content.decode()

    assert address(former) in shown
    assert address(former, "former_original") in shown
    assert "旧版" not in words_of(client.get(former.letter.get_absolute_url()))


@pytest.mark.parametrize("name", ["letter_former", "former_original"])
def test_who_may(client: Client, reader_client: Client, former: LetterVersion, name: str) -> None:
    assert client.get(address(former, name))["Location"].startswith(reverse("login"))
    ReplyLetter.objects.update(status=Status.DRAFT)
    assert reader_client.get(address(former, name)).status_code == 404


@pytest.mark.parametrize("name", ["letter_former", "former_original"])
def test_the_version_of_another_letter_is_not_there(
    reader_client: Client, seeds: dict[str, ReplyLetter], former: LetterVersion, name: str
) -> None:
    assert reader_client.get(reverse(name, args=[seeds["001"].pk, former.pk])).status_code == 404
    assert reader_client.get(reverse(name, args=[former.letter_id, 10**19])).status_code == 404
