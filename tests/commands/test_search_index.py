"""The index seen to from the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kejiting.indexing import sync
from kejiting.indexing.documents import all_documents
from kejiting.indexing.sync import find_mismatches, pending, rebuild, sync_pending
from kejiting.search import Document
from kejiting.search.whoosh.files import REBUILD_LOCK, lock, read_state
from measures.models import Plan
from proposals.models import IndexOutbox, ReplyLetter, Status
from proposals.records import set_status

pytestmark = pytest.mark.django_db


def said(deed: str) -> str:
    out = StringIO()
    call_command("search_index", deed, stdout=out)
    return out.getvalue().strip()


def test_it_works(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    assert said("rebuild").startswith("5 份文件，")
    assert "可用；待告知 0 处改动" in said("status")
    assert said("verify") == "与数据库相符。"


def test_what_was_noted_is_not_wrong(seeds: dict[str, ReplyLetter]) -> None:
    sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误传")

    assert said("verify") == "与数据库相符；1 份的改动还没有告知，下一次检索时补上。"


def test_what_was_never_noted_is(seeds: dict[str, ReplyLetter]) -> None:
    sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误传")
    IndexOutbox.objects.last().delete()

    with pytest.raises(CommandError, match=f"与数据库不符 1 份：{seeds['000'].key}"):
        said("verify")
    said("rebuild")
    assert said("verify") == "与数据库相符。"


def test_a_missing_index(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    sync_pending()
    shutil.rmtree(index_folder)

    assert "要重建" in said("status")
    with pytest.raises(CommandError, match="检索目录用不了"):
        said("verify")


def test_another_process_is_at_it(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    sync_pending()
    with lock(index_folder, REBUILD_LOCK, timeout=0), pytest.raises(CommandError, match="另一个进程"):
        said("rebuild")


def test_mending_builds_only_what_has_to_be_built(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    sync_pending()
    folder = read_state(index_folder).folder
    said("mend")
    assert read_state(index_folder).folder == folder

    shutil.rmtree(index_folder)
    assert "可用；待告知 0 处改动" in said("mend")


def test_what_is_saved_while_the_index_is_built_is_in_it(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save does not wait for the end of a rebuild, and the new index knows of it."""
    sync_pending()

    def saved_meanwhile() -> Iterator[Document]:
        yield from all_documents()
        set_status(seeds["000"], Status.WITHDRAWN, reason="误传")
        sync_pending()
        assert not pending().keys

    monkeypatch.setattr(sync, "all_documents", saved_meanwhile)
    rebuild()

    monkeypatch.undo()
    assert find_mismatches() == []
