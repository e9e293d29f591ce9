"""Where the search index cannot be written, whatever was saved meanwhile is found all the same, and people are told."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from kejiting.indexing.sync import SyncState, stand, sync_pending
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from proposals.models import IndexOutbox, ReplyLetter

pytestmark = pytest.mark.django_db

WORD = "白山松水"
TOLD = "检索目录暂时不能用"
LETTER = (
    f"王洪福委员：\n您提出的《关于加强科技创新的建议》收悉，现答复如下：\n一、关于“创新”的建议\n我厅支持{WORD}平台。\n"
)


@pytest.fixture
def full(seeds: dict[str, ReplyLetter], index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Call it when the index holds the seeds: no file below its folder can be written from then on."""
    assert sync_pending() is SyncState.IN_STEP
    opened = io.open

    def fail(trouble: int) -> None:
        def open_file(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            if set(mode) & set("wax+") and str(index_folder) in str(file):
                raise OSError(trouble, "the index cannot be written", str(file))
            return opened(file, mode, *rest, **more)

        monkeypatch.setattr(io, "open", open_file)

    return fail


def save(by: User) -> ReplyLetter:
    return ingest_letter(read_letter("letter.txt", LETTER.encode()), by=by, publish=True)


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_the_index_was_not_told_of_is_found(
    full: Callable[[int], None], editor: User, client: Client, trouble: int
) -> None:
    full(trouble)
    letter = save(editor)
    assert stand() is SyncState.BEHIND

    page = client.get("/", {"q": WORD}).content.decode()
    answer = client.get("/api/search", {"q": WORD}).json()
    file = client.get("/search/export/", {"q": WORD, "format": "csv"})

    assert f'href="/letters/{letter.pk}/' in page
    assert TOLD in page
    assert [item["letter"]["id"] for item in answer["items"]] == [letter.pk]
    assert TOLD in answer["notice"]
    assert file.status_code == 503 or WORD in file.content.decode("utf-8-sig")


def test_a_withdrawn_letter_is_not_shown(
    full: Callable[[int], None], seeds: dict[str, ReplyLetter], client: Client
) -> None:
    assert client.get("/api/search", {"q": "科技成果"}).json()["count"]
    full(errno.ENOSPC)
    for letter in seeds.values():
        letter.status = "draft"
        letter.save()
        IndexOutbox.objects.create(key=letter.key, transaction=IndexOutbox.objects.order_by("-pk")[0].transaction + 1)

    assert client.get("/api/search", {"q": "科技成果"}).json()["count"] == 0


def test_room_again(full: Callable[[int], None], editor: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    full(errno.ENOSPC)
    save(editor)
    monkeypatch.undo()

    answer = client.get("/api/search", {"q": WORD}).json()

    assert answer["count"] == 1
    assert answer["notice"] is None


def test_a_note_that_cannot_be_written_lets_nothing_be_saved(
    full: Callable[[int], None], editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    before = ReplyLetter.everything.count()
    monkeypatch.setattr(type(IndexOutbox.objects), "bulk_create", no_room)
    with pytest.raises(OperationalError):
        save(editor)
    assert ReplyLetter.everything.count() == before
