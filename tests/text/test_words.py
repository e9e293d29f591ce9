from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.fold import fold
from kejiting.text.words import cut

PROJECT = Path(__file__).parents[2]
KEPT = f"words-1-jieba-{version('jieba')}-{sys.implementation.cache_tag}"
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


def test_the_dictionary_goes_where_it_is_told_and_nothing_is_printed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kejiting.text.words import cut, use_cache_folder;"
        "use_cache_folder(Path(sys.argv[1])); cut('科技成果')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "words")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=PROJECT)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert [path.name for path in (tmp_path / "words").iterdir()] == [KEPT]


def cut_in_a_new_process(folder: Path) -> tuple[str, bool]:
    """The words, and whether jieba was asked."""
    program = (
        "import sys; from pathlib import Path; from kejiting.text.words import cut, use_cache_folder;"
        "use_cache_folder(Path(sys.argv[1])); print(*cut('科技成果转化')); print('jieba' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(folder)]
    words, asked = subprocess.check_output(command, cwd=PROJECT, text=True).splitlines()
    return words, asked == "True"


@pytest.mark.parametrize("kept", [b"", b"\0\0\0\0", b"\xfb\x01\x00", b"not packed"])
def test_a_damaged_dictionary_is_packed_anew(kept: bytes, tmp_path: Path) -> None:
    (tmp_path / KEPT).write_bytes(kept)
    assert [cut_in_a_new_process(tmp_path) for _ in range(2)] == [("科技成果 转化", False)] * 2


def test_a_single_wrong_byte_is_noticed(tmp_path: Path) -> None:
    cut_in_a_new_process(tmp_path)
    kept = bytearray((tmp_path / KEPT).read_bytes())
    kept[len(kept) // 2] ^= 1
    (tmp_path / KEPT).write_bytes(kept)
    assert cut_in_a_new_process(tmp_path) == ("科技成果 转化", False)
    assert (tmp_path / KEPT).read_bytes() != kept


def test_where_nothing_can_be_kept_words_are_cut_all_the_same(tmp_path: Path) -> None:
    (tmp_path / KEPT).mkdir()
    assert cut_in_a_new_process(tmp_path) == ("科技成果 转化", True)
    assert list(tmp_path.iterdir()) == [tmp_path / KEPT]
