from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.fold import fold
from kejiting.text.words import cut

WORDS = [
    ("科技成果转化", ["科技成果", "转化"]),
    ("1928个技术合同", ["1928", "个", "技术", "合同"]),
    ("增长27.27%,", ["增长", "27.27", "%"][:2]),
    ("r&d经费1,928万元", ["r&d", "经费", "1,928", "万元"]),
    ("5g网络", ["5g", "网络"]),
    ("《办法》(试行)。", ["办法", "试行"]),
    ("covid-19", ["covid-19"]),
    ("", []),
    ("、。—", []),
]


@pytest.mark.parametrize(("folded", "words"), WORDS)
def test_words(folded: str, words: list[str]) -> None:
    assert cut(folded) == words


@given(st.text())
def test_words_stand_in_the_text_one_after_the_other(text: str) -> None:
    folded, at = fold(text), 0
    for word in cut(folded):
        at = folded.index(word, at) + len(word)
    assert at <= len(folded)


def test_threads_get_the_same_words() -> None:
    texts = ["推动高校科技成果就地转化"] * 40
    with ThreadPoolExecutor(8) as pool:
        assert {tuple(words) for words in pool.map(cut, texts)} == {tuple(cut(texts[0]))}


def test_the_cache_goes_where_it_is_told_and_nothing_is_printed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kejiting.text.words import cut, use_cache_folder;"
        "use_cache_folder(Path(sys.argv[1])); cut('科技成果')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "words")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert (done.stdout, done.stderr) == (b"", b"")
    assert [path.name for path in (tmp_path / "words").iterdir()] == ["jieba.cache"]


@pytest.mark.parametrize("cache", [b"", b"\xfb\x01\x00", b"N", b"not marshalled"])
def test_a_damaged_cache_is_made_anew(cache: bytes, tmp_path: Path) -> None:
    (tmp_path / "jieba.cache").write_bytes(cache)
    program = (
        "import sys; from pathlib import Path; from kejiting.text.words import cut, use_cache_folder;"
        "use_cache_folder(Path(sys.argv[1])); print(*cut('科技成果转化'))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    words = [subprocess.check_output(command, cwd=Path(__file__).parents[2], text=True) for _ in range(2)]
    assert words == ["科技成果 转化\n"] * 2
    assert (tmp_path / "jieba.cache").stat().st_size > 1_000_000
