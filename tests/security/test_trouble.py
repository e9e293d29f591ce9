"""What goes wrong around the program: each is a sentence to people, and nothing of what was there is lost.

Other kinds are held elsewhere; docs/security.md names where.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
from kejiting.ingest.originals import original_path
from proposals.models import ReplyLetter, Status
from proposals.records import set_status
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db
LETTER = next((FIXTURES / "letters").glob("000_*.txt"))


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_an_original_that_cannot_be_kept(
    data_dir: Path, editor_client: Client, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    """No room, no inodes and a full quota, a folder for reading only, or somebody else's."""
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "w" in mode and data_dir in path.parents:
            raise OSError(trouble, "not written", str(path))
        return opened(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)
    page = editor_client.post(reverse("entry_read"), {"file": SimpleUploadedFile(LETTER.name, LETTER.read_bytes())})

    assert page.status_code == 422
    assert "没有存成" in page.content.decode()
    assert not ReplyLetter.everything.exists()
    assert [path for path in data_dir.rglob("*") if path.is_file()] == []


def test_a_base_without_room(data_dir: Path, editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    def is_full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and "replyletter" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    letter = seeds["000"]
    editor_client.raise_request_exception = False
    with connection.execute_wrapper(is_full):
        form = {"version": letter.version, "reason": "误传"}
        page = editor_client.post(reverse("entry_withdraw", args=[letter.pk]), form)

    assert page.status_code == 500
    assert "没有做成" in page.content.decode()
    assert ReplyLetter.objects.get(pk=letter.pk).is_published


def test_an_original_that_is_gone(data_dir: Path, editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    original_path(letter.source_name, letter.source_sha256 or "").unlink()

    assert editor_client.get(letter.get_absolute_url()).status_code == 200
    page = editor_client.get(reverse("letter_original", args=[letter.pk]))
    assert page.status_code == 404
    assert "没有这一页" in page.content.decode()


def test_a_clock_that_was_set_back(seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts keep the order in which they were done, and the chain is whole."""
    letter, now = seeds["000"], timezone.now
    set_status(letter, Status.WITHDRAWN, reason="先")
    monkeypatch.setattr(timezone, "now", lambda: now() - timedelta(days=2))
    set_status(letter, Status.PUBLISHED)

    records = AuditRecord.objects.order_by("number")
    assert list(breaks_in(records, AuditHead.objects.get())) == []
    assert [record.act for record in records][-2:] == ["withdrawn", "published"]
    assert records[len(records) - 1].at < records[len(records) - 2].at
    assert ReplyLetter.objects.get(pk=letter.pk).is_published
