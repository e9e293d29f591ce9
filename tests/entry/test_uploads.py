"""Of a file that is too large little is stored, and its sentence arrives."""

from __future__ import annotations

import pytest
from django.test import Client

from kejiting.text.files import MAX_FILE_BYTES
from kejiting.web.upload_limit import SizeLimitedUploadHandler
from tests.entry.desk_tools import upload, words_of


@pytest.mark.parametrize(
    ("start", "stored"), [(0, b"piece"), (MAX_FILE_BYTES, b"piece"), (MAX_FILE_BYTES + 1, None), (10**12, None)]
)
def test_pieces(start: int, stored: bytes | None) -> None:
    assert SizeLimitedUploadHandler().receive_data_chunk(b"piece", start) == stored


@pytest.mark.django_db
def test_fifty_megabytes(editor_client: Client) -> None:
    page = upload(editor_client, b"a" * 50 * 1024 * 1024)

    assert page.status_code == 422
    assert "文件超过 20 MB" in words_of(page)
