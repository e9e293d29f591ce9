"""Whatever bytes a reader is given, text comes out or a refusal, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.file_text import FileText
from kejiting.text.html import read_html, read_mht
from kejiting.text.pdf import read_pdf
from kejiting.text.plain import read_plain
from kejiting.text.word.reader import read_docx
from tests.text.reading import text_or_refusal

BEGINNINGS = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"MIME-Version: 1.0\n"])
PAGES = st.text(alphabet="<>/!-=\"' \n&;#aptrdiv王，。：\u3000\xa0", max_size=200).map(str.encode)


@pytest.mark.parametrize("read", [read_plain, read_html, read_mht, read_docx, read_pdf])
@given(BEGINNINGS, st.one_of(st.binary(max_size=400), PAGES))
def test_any_bytes_give_text_or_a_refusal(read: Callable[[bytes], FileText | str], begins: bytes, data: bytes) -> None:
    text = text_or_refusal(read, begins + data)
    assert "\0" not in text.encode().decode()
