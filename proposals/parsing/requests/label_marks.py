"""Know the label of a field with its mark, alone or before a value, and cut words out of their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.text.breaks import BULLET
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.requests.labels import FIELD_OF, LABELS

# What parts cells where lines are drawn
BARS = "|｜│┃║"
_OTHERS = "|".join(label for label in LABELS if FIELD_OF[label] == "co_proposers")
# not 一次会|议案号; 领衔代表及联名代表 names both
_LABEL = rf"(?!(?<=会)议案)(?P<label>{'|'.join(LABELS)})(?:[及和与、/／](?P<others>{_OTHERS}))?(?:姓名|名单|签名|签字|[/／或]单位)?(?:[（(][^（）()]{{1,12}}[）)]|[1-9]\b)?"
_LABEL_ALONE = f"(?:{'|'.join(LABELS)})"
# 分办情况：|主办：
_AHEAD = rf"(?:{BULLET}\s*+)?[【\[〖〔（(\"]?\s*+(?:(?:承办|办理|分办|交办)(?:情况|意见|单位|部门)[:：]\s*+)?"
# 提案人：, 提案人……
_MARK = r"(?:[:：]|[.…·]{2,})"
_CLOSE = r"[】\]〗〕\"]"
# 提案人：, 【提案人】, 提案人（签名）:
MARKED = lazy_re(rf"{_LABEL}\s*(?:{_CLOSE}\s*[:：]?|{_MARK})\s*")
# 一、编号：, (2) 案由：
_NUMBERED = r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*+"
FIRST = lazy_re(rf"(?:{_NUMBERED})?{_AHEAD}{_LABEL}\s*(?:{_CLOSE}\s*[:：]?|{_MARK})")
ALONE = lazy_re(rf"{_AHEAD}{_LABEL}\s*+{_CLOSE}?\s*+[:：]?")
# parted by | or tabs; behind （第12号建议） a label begins a cell, too
CELL_ENDS = lazy_re(
    rf"[{BARS}\t]|(?=[【〖〔]{_LABEL_ALONE}[】〗〕])|(?:(?<=[（(）)号，,；;])|(?<=号提案)|(?<=号建议))(?={_LABEL}\s*[:：])"
)
_FIRST_NAME = lazy_re(r"[^、，,；;\s（(]+(?:[（(][^（）()]*[）)])?[、，,；;\s]*")
LONGEST_LINE = 400


def names_field(line: str) -> bool:
    """Tell whether a line begins with a label and its mark, or is a label alone."""
    cell = line[:LONGEST_LINE].lstrip(f"{BARS}\t ")
    end = CELL_ENDS.search(cell)
    cell = cell[: end.start()].strip() if end else cell
    return FIRST.match(cell) is not None or ALONE.fullmatch(cell) is not None


def shared(label: str, others: str | None, value: PlacedText) -> Iterator[tuple[str, PlacedText]]:
    """领衔代表及联名代表：毛竹青（领衔）、叶畲乡: the first made it, the others signed it."""
    first = _FIRST_NAME.match(value) if others else None
    end = first.end() if first else len(value)
    yield label, stripped(part(value, 0, end))
    if others and end < len(value):
        yield others, stripped(part(value, end, len(value)))


def part(words: PlacedText, start: int, end: int) -> PlacedText:
    """Return what stands between two places of placed words."""
    return PlacedText(words[start:end], Span(words.span.start + start, words.span.start + end))


def stripped(words: PlacedText) -> PlacedText:
    """Return the words without the blanks and marks around them."""
    bare = words.strip(f' \u3000{BARS}，,；;【】〔〕〖〗"*＊_＿').rstrip("（(")
    if bare.endswith(("）", ")")) and not re.search("[（(]", bare):
        bare = bare[:-1]  # （主办单位：省科技厅）
    start = words.find(bare)
    return part(words, start, start + len(bare))
