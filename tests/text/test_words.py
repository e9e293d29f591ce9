from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import jieba
import pytest
import rjieba
from hypothesis import example, given
from hypothesis import strategies as st
from jieba import finalseg
from jieba.finalseg import prob_emit

from kejiting.text import jieba_words, words
from kejiting.text.fold import fold
from kejiting.text.words import cut
from tests.bench.corpus import documents
from tests.soak.chance import Chance

PROJECT = Path(__file__).parents[2]
# so many words are run together
TOGETHER = 40
WORDS = [
    ("科技成果转化", ["科技成果", "转化"]),
    ("1928个技术合同", ["1928", "个", "技术", "合同"]),
    ("增长27.27%,", ["增长", "27.27", "%"][:2]),
    ("r&d经费1,928万元", ["r&d", "经费", "1,928", "万元"]),
    ("5g网络", ["5g", "网络"]),
    ("c++与c#", ["c", "与", "c"]),
    ("1.2.3版,1.2.3a版", ["1.2.3", "版", "1.2", "3a", "版"]),
    ("2025年5月27日,第157号", ["2025", "年", "5", "月", "27", "日", "第", "157", "号"]),
    ("科 技\n成果\r\n", ["科", "技", "成果"]),
    ("《办法》(试行)。", ["办法", "试行"]),
    ("covid-19", ["covid-19"]),
    ("成效显着,着力", ["成效显着", "着力"]),
    ("㐂㐂科技𠮷龦鿖", ["㐂", "㐂", "科技", "𠮷", "龦", "鿖"]),
    ("", []),
    ("、。—", []),
]

Cut = Callable[[str], list[str]]


@pytest.fixture(scope="module", params=[rjieba.cut, jieba_words.cut_han], ids=["rjieba", "jieba"])
def either(request: pytest.FixtureRequest) -> Iterator[Cut]:
    """Our cut with the one and with the other."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, "han_cutter", lambda: request.param)
        yield cut


@pytest.fixture(scope="module")
def dictionary() -> list[str]:
    """Its words of Chinese characters alone."""
    frequencies, _ = jieba.Tokenizer.gen_pfdict(jieba.get_dict_file())
    chinese = re.compile("[\u4e00-\u9fd5]+")
    return [word for word, frequency in frequencies.items() if frequency and chinese.fullmatch(word)]


@pytest.fixture
def unchanged(monkeypatch: pytest.MonkeyPatch) -> Cut:
    """jieba as it comes, with all its digits."""
    monkeypatch.setattr(finalseg, "emit_P", prob_emit.P)
    return jieba.lcut


def cut_otherwise(texts: Iterable[str], cut_han: Cut = jieba_words.cut_han) -> list[str]:
    """Those that rjieba cuts otherwise."""
    return [text for text in texts if rjieba.cut(text) != cut_han(text)]


def han(texts: Iterable[str]) -> Iterator[str]:
    """Numbers, Latin and marks are cut by a rule of our own."""
    return ("".join(one if "\u4e00" <= one <= "\u9fd5" else " " for one in fold(text)) for text in texts)


def letters_and_plan() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (PROJECT / "fixtures").rglob("*.txt")]


def generated_letters() -> list[str]:
    return [entry.text for letter in documents(20) for entry in letter.entries]


def put_together(dictionary: list[str], count: int) -> Iterator[str]:
    chance = Chance(20)
    for _ in range(count):
        yield "".join(chance.choices(dictionary, k=chance.randint(2, 8)))


def scattered(count: int) -> Iterator[str]:
    """Characters that nobody writes side by side."""
    chance = Chance(21)
    for _ in range(count):
        yield "".join(chr(chance.randint(0x4E00, 0x9FD5)) for _ in range(chance.randint(1, 20)))


def repeated(count: int) -> Iterator[str]:
    """A few characters again and again: many cuts of them are equally likely."""
    chance = Chance(22)
    for _ in range(count):
        few = [chr(chance.randint(0x4E00, 0x9FD5)) for _ in range(chance.randint(1, 4))]
        yield "".join(chance.choices(few, k=chance.randint(3, 25)))


@pytest.mark.parametrize(("folded", "expected"), WORDS)
def test_words(folded: str, expected: list[str], either: Cut) -> None:
    assert either(folded) == expected


@given(st.text())
def test_words_stand_in_the_text_one_after_the_other(text: str) -> None:
    folded, at = fold(text), 0
    for word in cut(folded):
        at = folded.index(word, at) + len(word)
    assert at <= len(folded)


def test_jieba_cuts_the_letters_and_the_plan_so(unchanged: Cut) -> None:
    assert cut_otherwise(han([*letters_and_plan(), *generated_letters()]), unchanged) == []


def test_jieba_cuts_the_dictionary_so(unchanged: Cut, dictionary: list[str]) -> None:
    """A word may be cut in two, by rjieba as by jieba."""
    assert cut_otherwise(dictionary, unchanged) == []


def test_jieba_cuts_words_put_together_at_random_so(unchanged: Cut, dictionary: list[str]) -> None:
    assert cut_otherwise(put_together(dictionary, 5_000), unchanged) == []


def test_both_cut_letters_and_plan_the_same() -> None:
    assert cut_otherwise(han([*letters_and_plan(), *generated_letters()])) == []


@pytest.mark.parametrize("apart", [" ", ""], ids=["one by one", "run together"])
def test_both_cut_words_of_the_dictionary_the_same(apart: str, dictionary: list[str]) -> None:
    every = iter(dictionary[::5])
    texts = iter(lambda: apart.join(islice(every, TOGETHER)), "")
    assert cut_otherwise(texts) == []


def test_both_cut_random_text_the_same(dictionary: list[str]) -> None:
    assert cut_otherwise([*put_together(dictionary, 5_000), *scattered(5_000), *repeated(5_000)]) == []


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=40))
@example("龥龦龧")  # in no dictionary, and in no model
@example("一一")
@example("大果果果学")  # 大果, 果果学 is as likely as 大果果, 果学
@example("蛐蛐蛐規訛蛐規蛐規訛規規蛐規蛐訛規規蛐")  # as likely with 蛐 first as with 蛐蛐, but for the last digit
@example("烂算填走膠悲霞粗檸煞讳拣稼諳蹌紀絹溯华爹")  # 溯, 华爹 is less likely than 溯华爹 by the seventh decimal
def test_both_cut_whatever_is_written_the_same(text: str) -> None:
    assert cut_otherwise([text]) == []


def test_what_runs_on_is_cut_in_pieces(either: Cut) -> None:
    """Text without a mark, of characters that are in no dictionary, takes no more than its length."""
    text = "龥龦龧龨" * 5_000
    assert "".join(either(text)) == text
    assert either("科技成果" * 5_000) == ["科技成果"] * 5_000


def test_threads_get_the_same_words(either: Cut) -> None:
    texts = ["推动高校科技成果就地转化"] * 40
    with ThreadPoolExecutor(8) as pool:
        assert {tuple(found) for found in pool.map(either, texts)} == {("推动", "高校", "科技成果", "就", "地", "转化")}


def test_without_rjieba_words_are_the_same_and_nothing_is_kept_or_printed(tmp_path: Path) -> None:
    """Eight threads ask at once for what none of them has loaded."""
    program = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from kejiting.text.words import cut\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(*{' '.join(words) for words in pool.map(cut, ['1928个科技成果转化'] * 8)}, sep='|')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=PROJECT,
        env={"TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.stdout.decode(), done.stderr) == ("1928 个 科技成果 转化\n", b"")
    assert list(tmp_path.iterdir()) == []
