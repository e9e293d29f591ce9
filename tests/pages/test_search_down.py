"""When there is no index and none can be built: a full disk, a folder that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kejiting import catalogue
from kejiting.ingest import ingest_letter
from kejiting.reading import read_letter
from proposals.models import Unindexed
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SENTENCE = "检索目录暂时不能用"


@pytest.fixture
def no_place_for_an_index(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "index"
    catalogue.search_index.cache_clear()


@pytest.mark.usefixtures("no_place_for_an_index")
def test_the_page_says_so(client: Client) -> None:
    response = client.get("/", {"q": "科技"})

    assert response.status_code == 503
    assert SENTENCE in response.content.decode()


@pytest.mark.usefixtures("no_place_for_an_index")
def test_the_api_says_so(client: Client) -> None:
    response = client.get("/api/search", {"q": "科技"})

    assert response.status_code == 503
    assert SENTENCE in response.json()["detail"]


@pytest.mark.usefixtures("no_place_for_an_index")
def test_a_letter_is_saved_all_the_same(client: Client) -> None:
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    letter = ingest_letter(read_letter(path.name, path.read_bytes()), by=None, publish=True)

    assert client.get(letter.get_absolute_url()).status_code == 200
    assert Unindexed.objects.get().key == letter.key
