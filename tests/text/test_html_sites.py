"""The seed letters inside pages of government sites are the same letters as in their text files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.clean import strip_whitespace
from kejiting.text.files import read_file
from kejiting.text.html import read_html
from tests.text.reading import shape_of, text_or_refusal
from tests.text.site_pages import OFFICE_TELEPHONE, OTHER_LETTER, OTHER_NUMBER, SITES, read_letter

SEEDS = sorted(Path("fixtures/letters").glob("*.txt"))
FURNITURE = (OTHER_LETTER, OTHER_NUMBER, OFFICE_TELEPHONE, "首页", "打印", "分享到", "浏览次数", "ICP", "请打开脚本")


@cache
def page_of(seed: Path, site: str) -> str:
    return SITES[site](read_letter(seed))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_letter_reads_the_same_on_every_site(seed: Path, site: str, encoding: str) -> None:
    page = page_of(seed, site).encode(encoding)
    assert shape_of(read_file("答复.shtml", page).text) == shape_of(seed.read_text(encoding="utf-8"))


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_nothing_of_the_page_around_it_leaks_in(seed: Path, site: str) -> None:
    text = read_html(page_of(seed, site).encode()).text
    assert [words for words in FURNITURE if words in text] == []


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_nothing_of_the_letter_is_lost_or_said_twice(seed: Path, site: str) -> None:
    text = strip_whitespace(read_html(page_of(seed, site).encode()).text)
    assert text.endswith(strip_whitespace("".join(read_letter(seed).paragraphs)))


@settings(max_examples=60)
@given(
    st.sampled_from(SEEDS),
    st.sampled_from(sorted(SITES)),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from([b"", b"<", b">", b"</div>", b"<table>", b"\xff", b"&#", b"\0", b"<!--", b'"']),
        ),
        max_size=8,
    ),
)
def test_a_damaged_page_gives_text_or_a_refusal(seed: Path, site: str, damages: list[tuple[float, bytes]]) -> None:
    data = page_of(seed, site).encode()
    for place, damage in damages:
        cut = int(place * len(data))
        data = data[:cut] + damage + data[cut + 1 :]
    assert text_or_refusal(read_html, data).encode()
