"""Words of a folded text, for ranking: jieba's for Chinese, our own rule for numbers and Latin."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from kejiting.text.lazy_re import lazy_re

# What jieba cuts. It takes time with the square of what it does not know: what runs on without a mark is cut in pieces.
_HAN = lazy_re("([\u4e00-\u9fd5]{1,2000})")
# 1928 | 个 in 1928个; 27.27 in 27.27%; r&d, 5g, covid-19 whole; 㐂 and 𠮷, which jieba's words never hold, one by one;
# not 、 between 成果、转化.
_OTHER = lazy_re(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[0-9]+(?:[.,][0-9]+)*(?![0-9a-z])"
    r"|[0-9a-z]+(?:[-&+./_][0-9a-z]+)*"
)
# Folded, 显著 is 显着; as jieba's words have it: 著名, 专著; not 着力
_ZHU = lazy_re("着(?:(?<=[显卓昭原专论编译名巨遗土]着)|(?=[名作述称录]))")


def cut(folded: str) -> list[str]:
    """`1928个技术合同,r&d` → ["1928", "个", "技术", "合同", "r&d"]. No word overlaps another, marks are dropped."""
    pieces = _HAN.split(folded)
    others = map(_OTHER.findall, pieces[::2])
    # all at once, with a space for what stands between: rjieba gives way to other threads at every call
    spelled, count = _ZHU.subn("著", " ".join(["", *pieces[1::2], ""]))
    words: list[str] = []
    for word in han_cutter()(spelled):
        if word == " ":
            words += next(others)
        else:
            words.append(word)
    return [word.replace("著", "着") for word in words] if count else words


@cache
def han_cutter() -> Callable[[str], list[str]]:
    """Its dictionary takes a tenth of a second and 33 MB, and most commands never cut a word."""
    cutter: Callable[[str], list[str]]
    try:
        cutter = import_module("rjieba").cut
    except ImportError:  # no wheel for this machine
        cutter = import_module("kejiting.text.jieba_words").cut_han
    return cutter
