"""The index is a shadow of the base: it comes back by itself and misses nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kejiting import catalogue
from kejiting.search import Reading, SearchQuery, parse_words
from measures.models import Plan
from measures.records import delete_plan
from proposals.models import ReplyLetter, Status
from proposals.records import delete_letter, set_status

pytestmark = pytest.mark.django_db


def count(q: str) -> int:
    return catalogue.search(SearchQuery(parse_words(q))).count


def test_it_works(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    assert count("技术经纪人") == 4  # 000, 001, 002 and the plan
    assert not catalogue.pending().keys


def test_a_change_not_yet_told_is_made_good(seeds: dict[str, ReplyLetter]) -> None:
    """As after a crash between the save and the index: the note is there, the index knows nothing."""
    catalogue.catch_up()
    set_status(seeds["000"], Status.DRAFT)
    assert len(catalogue.pending().keys) == 1

    assert count("王洪福") == 0
    assert not catalogue.pending().keys
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
    assert not catalogue.search_index().exists()

    assert count("科创专员") == 1


def test_a_damaged_index_comes_back(seeds: dict[str, ReplyLetter], index_folder: Path) -> None:
    assert count("科创专员") == 1
    for path in index_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)
    catalogue.search_index.cache_clear()

    assert count("科创专员") == 1


def test_an_index_that_many_saves_scattered_is_built_anew_aside(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(catalogue, "run_aside", lambda *command: started.append(command))
    catalogue.catch_up()
    status = replace(catalogue.search_index().status(), needs_compaction=True)
    monkeypatch.setattr(type(catalogue.search_index()), "status", lambda _index: status)
    set_status(seeds["000"], Status.DRAFT)
    catalogue.catch_up()
    catalogue.catch_up()

    assert started == [("search_index", "rebuild")]


def test_a_reader_who_cannot_be_told_reads_the_base(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process is telling the index for longer than a reader waits: never an answer that misses a change."""
    monkeypatch.setattr(catalogue, "READER_PATIENCE_SECONDS", 0.01)
    catalogue.catch_up()
    set_status(seeds["000"], Status.DRAFT)

    with catalogue.search_index().sync_lock(wait=0):
        answer = catalogue.search(SearchQuery(parse_words("科创专员")))
        assert (answer.count, answer.read) == (0, Reading(3, whole=True))
    assert count("科创专员") == 0
    assert catalogue.search(SearchQuery()).read is None


def test_what_is_noted_while_the_base_is_read_stays_noted(seeds: dict[str, ReplyLetter]) -> None:
    """An older reading never overwrites a newer one: whoever comes second waits, and reads the base afterwards."""
    catalogue.catch_up()
    set_status(seeds["000"], Status.DRAFT)
    with catalogue.search_index().sync_lock(wait=0):
        catalogue.catch_up(wait=0)
        assert len(catalogue.pending().keys) == 1
    catalogue.catch_up()

    assert not catalogue.pending().keys


def test_readers_do_not_fill_the_log_while_another_tells(
    seeds: dict[str, ReplyLetter], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.catch_up()
    set_status(seeds["000"], Status.DRAFT)
    caplog.set_level("INFO")
    caplog.clear()
    monkeypatch.setattr(catalogue, "READER_PATIENCE_SECONDS", 0.01)

    with catalogue.search_index().sync_lock(wait=0):
        count("科创专员")

    assert not caplog.records
