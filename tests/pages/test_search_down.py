"""When there is no index to ask: the base is read instead, and the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from kejiting.indexing import sync
from kejiting.indexing.fallback import read_base
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.search import BaseScan, Filters, SearchQuery, parse_terms
from measures.models import Plan
from proposals.models import IndexOutbox, ReplyLetter, ZeroResultQuery
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SENTENCE = "检索目录暂时不能用，正在重建"


@pytest.fixture
def no_place_for_an_index(tmp_path: Path, settings: Settings) -> None:
    """A full disk, a folder that is not ours."""
    (tmp_path / "file").touch()
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "index"
    sync.search_index.cache_clear()


@pytest.fixture
def too_large_to_build_at_once(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that are run aside are only noted."""
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(sync, "MOST_BUILT_AT_ONCE", 0)
    monkeypatch.setattr(sync, "run_in_background", lambda *command: started.append(command))
    return started


@pytest.mark.usefixtures("no_place_for_an_index", "seeds")
def test_the_page_finds_in_the_base_and_says_so(client: Client) -> None:
    response = client.get("/", {"q": "技术经纪人"})

    page = response.content.decode()
    assert response.status_code == 200
    assert SENTENCE in page
    assert "只查阅了" not in page
    assert "找到 3 份文件" in page


@pytest.mark.usefixtures("no_place_for_an_index", "seeds")
def test_the_api_finds_in_the_base_and_says_so(client: Client) -> None:
    answer = client.get("/api/search", {"q": "技术经纪人"}).json()

    assert answer["count"] == 3
    assert SENTENCE in answer["notice"]


@pytest.mark.usefixtures("no_place_for_an_index", "seeds")
def test_an_export_is_put_off(client: Client) -> None:
    response = client.get("/search/export/", {"q": "技术经纪人", "format": "csv"})

    assert response.status_code == 503
    assert "检索目录正在重建，暂时不能导出" in response.content.decode()


@pytest.mark.usefixtures("no_place_for_an_index", "seeds")
def test_what_is_not_found_then_does_not_count_as_missed(client: Client) -> None:
    client.get("/", {"q": "没有这样的词语"})

    assert not ZeroResultQuery.objects.exists()


@pytest.mark.usefixtures("no_place_for_an_index")
def test_a_letter_is_saved_all_the_same(client: Client) -> None:
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    letter = ingest_letter(read_letter(path.name, path.read_bytes()), by=None, publish=True)

    assert client.get(letter.get_absolute_url()).status_code == 200
    assert IndexOutbox.objects.last().key == letter.key


def test_a_large_index_is_built_aside_while_the_base_answers(
    client: Client, seeds: dict[str, ReplyLetter], too_large_to_build_at_once: list[tuple[str, ...]]
) -> None:
    page = client.get("/", {"q": "技术经纪人"}).content.decode()
    assert SENTENCE in page
    assert too_large_to_build_at_once[-1] == ("search_index", "mend")

    call_command(*too_large_to_build_at_once[-1])

    page = client.get("/", {"q": "技术经纪人"}).content.decode()
    assert SENTENCE not in page
    assert not sync.pending().keys


def test_the_base_answers_as_the_index_does(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    for q, filters in [("科技成果转化", Filters()), ("1928个", Filters()), ("", Filters(year=2025, part="next_steps"))]:
        query = SearchQuery(parse_terms(q), filters, sort="date", size=50)
        ours, theirs = read_base(query), sync.search(query)
        assert ours.read == BaseScan(4, whole=True)
        assert (ours.count, ours.passages, ours.documents, ours.facets) == (
            theirs.count,
            theirs.passages,
            theirs.documents,
            theirs.facets,
        )


def test_without_time_it_says_how_far_it_read(seeds: dict[str, ReplyLetter]) -> None:
    assert read_base(SearchQuery(parse_terms("科技")), seconds=0).read == BaseScan(0, whole=False)
