"""The index is a shadow of the base: it comes back by itself and misses nothing."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from kejiting.indexing import sync
from kejiting.search import BaseScan, SearchQuery, parse_terms
from measures.models import Plan
from measures.records import delete_plan
from proposals.models import ReplyLetter, Status
from proposals.records import delete_letter, queue_for_indexing, set_status
from tests.soak.installations import finish, start

pytestmark = pytest.mark.django_db


def count(q: str) -> int:
    return sync.search(SearchQuery(parse_terms(q))).count


def test_it_works(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    assert count("技术经纪人") == 4  # 000, 001, 002 and the plan
    assert not sync.pending().keys


def test_a_change_not_yet_told_is_made_good(seeds: dict[str, ReplyLetter]) -> None:
    """As after a crash between the save and the index: the note is there, the index knows nothing."""
    sync.sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")
    assert len(sync.pending().keys) == 1

    assert count("王洪福") == 0
    assert not sync.pending().keys
    set_status(ReplyLetter.objects.get(pk=seeds["000"].pk), Status.PUBLISHED)
    assert count("科创专员") == 1


def test_deleted_documents_are_not_found(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    delete_letter(seeds["001"])
    delete_plan(plan)

    assert count("李锐") == 0
    assert count("舟桥机制") == 0


def test_a_deleted_index_comes_back(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    assert count("科创专员") == 1
    shutil.rmtree(index_folder)
    assert not sync.search_index().exists()

    assert count("科创专员") == 1


def test_a_damaged_index_comes_back(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    assert count("科创专员") == 1
    for path in index_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)
    sync.search_index.cache_clear()

    assert count("科创专员") == 1


def test_an_index_that_many_saves_scattered_is_built_anew_aside(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(sync, "run_in_background", lambda *command: started.append(command))
    sync.sync_pending()
    status = replace(sync.search_index().status(), needs_compaction=True)
    monkeypatch.setattr(type(sync.search_index()), "status", lambda _index: status)
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")
    sync.sync_pending()
    sync.sync_pending()

    assert started == [("search_index", "rebuild")]


def test_a_reader_who_cannot_be_told_reads_the_base(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process is telling the index for longer than a reader waits: never an answer that misses a change."""
    monkeypatch.setattr(sync, "READER_PATIENCE_SECONDS", 0.01)
    sync.sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")

    with sync.search_index().sync_lock(wait=0):
        answer = sync.search(SearchQuery(parse_terms("科创专员")))
        assert (answer.count, answer.read) == (0, BaseScan(3, whole=True))
    assert count("科创专员") == 0
    assert sync.search(SearchQuery()).read is None


def test_what_is_noted_while_the_base_is_read_stays_noted(seeds: dict[str, ReplyLetter]) -> None:
    """An older reading never overwrites a newer one: whoever comes second waits, and reads the base afterwards."""
    sync.sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")
    with sync.search_index().sync_lock(wait=0):
        sync.sync_pending(wait=0)
        assert len(sync.pending().keys) == 1
    sync.sync_pending()

    assert not sync.pending().keys


def test_readers_do_not_fill_the_log_while_another_tells(
    seeds: dict[str, ReplyLetter], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync.sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")
    caplog.set_level("INFO")
    caplog.clear()
    monkeypatch.setattr(sync, "READER_PATIENCE_SECONDS", 0.01)

    with sync.search_index().sync_lock(wait=0):
        count("科创专员")

    assert not caplog.records


def test_a_kind_that_only_a_newer_version_knows_is_passed_over(seeds: dict[str, ReplyLetter]) -> None:
    sync.sync_pending()
    queue_for_indexing("topic:3")
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")

    assert count("科创专员") == 0
    assert not sync.pending().keys


@pytest.mark.parametrize(
    "at", ["kejiting.search.whoosh.index.write_state", "kejiting.search.whoosh.writing.write_arrays"]
)
def test_a_disk_that_is_full_in_the_middle_of_a_change(
    seeds: dict[str, ReplyLetter], index_folder: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    sync.sync_pending()
    set_status(seeds["000"], Status.WITHDRAWN, reason="误发")
    set_status(seeds["000"], Status.PUBLISHED)
    set_status(seeds["001"], Status.WITHDRAWN, reason="误发")

    def is_full(*_given: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(at, is_full)
        answer = sync.search(SearchQuery())
        assert (answer.count, answer.read) == (3, BaseScan(3, whole=True))
    assert sync.search(SearchQuery()).read is None
    assert sync.find_mismatches() == []
    assert not list(index_folder.glob("CURRENT.*"))


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_the_primary_the_index_answers_with_what_it_knows(
    seeds: dict[str, ReplyLetter], client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    sync.sync_pending()

    def is_gone(_position: object) -> None:
        raise error("gone")

    monkeypatch.setattr(sync, "has_unread", is_gone)
    answer = client.get("/api/search", {"q": "科创专员"}).json()

    assert answer["count"] == 1
    assert answer["notice"] == "数据库主机暂时连不上，最近的改动可能还查不到。"
    assert client.get("/search/export/", {"q": "科创专员", "format": "csv"}).status_code == 200


def test_without_primary_and_index_both_are_said(
    seeds: dict[str, ReplyLetter], client: Client, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync.sync_pending()
    monkeypatch.setattr(sync, "stand", lambda: sync.SyncState.UNKNOWN)
    shutil.rmtree(index_folder)
    answer = client.get("/api/search", {"q": "科创专员"}).json()

    assert answer["count"] == 1
    assert "数据库主机暂时连不上" in answer["notice"]
    assert "不含相近的段落" in answer["notice"]


def test_the_folder_is_deleted_while_another_process_builds(filled: Path, tmp_path: Path) -> None:
    """What is local can be thrown away at any moment; all who serve go on."""
    installation = shutil.copytree(filled, tmp_path / "data")
    builders = [start(installation, "search_index", "rebuild") for _ in range(2)]
    for _ in range(20):
        shutil.rmtree(installation / "index", ignore_errors=True)
        time.sleep(0.05)
    for builder in builders:
        builder.communicate()

    finish(start(installation, "search_index", "mend"))
    assert finish(start(installation, "search_index", "verify")).strip() == "与数据库相符。"
