"""Read the numbers of a proposal's lines and lists, in whatever form, and which of them are the outermost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.reading_view import HAN
from proposals.parsing.lines import LetterLine

_N = "[一二三四五六七八九十]{1,3}"
_EITHER = rf"(?P<number>{_N}|\d{{1,2}})"
# At the beginning of a line or behind one of these
_STOP = r"(?:^|(?<=[。；;：:！？\n]))"
_PAUSE = r"(?:^|(?<=[。；;：:！？，,、\n]))"
_LINE = "^"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SINGLE = {char: place for row in (_FORMAL, _ROMAN, _CIRCLED) for place, char in enumerate(row, 1)} | {"首先": 1}
# 其次, 最后: they go on with what 首先 began
_GOES_ON = 0
_ENDS = r"(?:[】\]〗]\s*[:：、.．]?|[:：、．，,]|\.(?!\d)|(?=关于|针对)|$)\s*"
_FORMS = tuple(
    (form, lazy_re(where + pattern))
    for form, where, pattern in (
        # 建议一：, 【问题1】, 建议之二、; not 建议一并, 办法1.设立…
        (
            "",
            _STOP,
            rf"[【\[〖]?(?P<word>建议|诉求|请求|意见|问题|困难|不足|(?:对策|措施|办法)(?!\d+[.．、]))(?:之|内容)?{_EITHER}\s*{_ENDS}",
        ),
        # 第一，, 第二：, 第三条建议：, 第一部分, 第一是; not 第一批, 第一个
        (
            "第N",
            _STOP,
            rf"第(?P<number>{_N})(?:(?:[条点项个件](?:建议|问题|提案|意见|请求|措施|事)?|是|部分)?\s*[、，,:：.．]|部分|[条章]\s)\s*",
        ),
        ("第N", _LINE, rf"第(?P<number>{_N})条(?=[{HAN}])"),
        ("其N", _STOP, rf"其(?P<number>{_N})(?:是|\s*[，,、：:])\s*"),
        # 一、; inside of a line only so
        ("N、", _STOP, rf"(?P<number>{_N}|[{_FORMAL}{_ROMAN}])、\s*"),
        ("N、", _LINE, rf"(?P<number>{_N}|[{_FORMAL}{_ROMAN}])\s*[.．，,]\s*"),
        ("（N）", _STOP, rf"[（(〔［\[]\s*(?P<number>{_N})\s*[）)〕］\]]\s*[、.．]?\s*"),
        ("N）", _LINE, rf"(?P<number>{_N})[）)]\s*"),
        # 一是, 二要; not 一是非, 一要求
        ("N是", _PAUSE, rf"(?P<number>{_N})\s?(?:是|要(?!求))(?!非|以来)"),
        # 1.1 加强, 2.3.1; not 1.11亿元, 2.5万
        ("D.D", _LINE, r"\d{1,2}(?:[.．]\d)*[.．](?P<number>\d)(?![\d.．%％万亿千元个倍家米人])[、.．]?\s*"),
        # 1. 2、; not 1.11亿元
        ("D.", _LINE, r"(?P<number>\d{3})\s*[、．.]\s*(?!\d)"),
        ("D.", _STOP, r"(?P<number>\d{1,2})\s*(?:[、．]|\.(?!\d))\s*"),
        # 1,推行; 1编写 of a number whose mark was lost; not 1,200家, 3月5日
        ("D.", _LINE, r"(?P<number>\d{1,2})\s*[，,]\s*(?!\d)"),
        (
            "D",
            _LINE,
            rf"(?P<number>\d)\s?(?=[{HAN}])(?![年月日号个家人名万亿千百十余多至到次届期条项点时元岁米里分秒天周季处所座台套辆吨亩公平倍成户口])",
        ),
        ("D）", _STOP, r"(?P<number>\d{1,2})\s*[）)]\s*"),
        # （1）; not (2024-2026年)
        ("（D）", _STOP, r"[（(〔［\[]\s*(?P<number>\d{1,2})\s*[）)〕］\]]\s*[、.．]?\s*"),
        ("①", _STOP, rf"(?P<number>[{_CIRCLED}])\s*"),
        ("首先", _STOP, r"(?P<number>首先|其次|再次|再者|然后|此外|另外|同时|最后)[，,：:]\s*"),
        ("", _LINE, r"(?P<word>[•●◆◇■□▪·○★☆►▶➢➤√✔✓❖◎▲△※*–—-])(?P=word)*\s*(?=[^\s\d]|\d{2}|\d[^.、）)])"),
    )
)
# Lists stand inside lists, but not so deep; a bound keeps a run of first items linear
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or bullet before words. `form`: how it is written; `number`: None of a bullet, 0 of 其次 and 最后.

    `start` and `end` count characters of the line, or of the text where several lines were read.
    """

    form: str
    number: int | None
    start: int
    end: int
    at_line: bool

    def opens(self) -> bool:
        return self.number in (1, None)


Level = tuple[str, int | None]


def read_mark(line: str) -> Mark | None:
    """Return the number or bullet that a line begins with."""
    return next((mark for mark in _marks(line, 0) if mark.start == 0), None)


def marks_of(lines: Sequence[LetterLine]) -> list[Mark]:
    """Return all marks of the lines in order, with their places in the text: at lines' beginnings and behind stops."""
    return [mark for line in lines for mark in sorted(_marks(line.text, line.start), key=lambda mark: mark.start)]


def _marks(line: str, start: int) -> Iterator[Mark]:
    taken = set[int]()
    for form, pattern in _FORMS:
        for match in pattern.finditer(line):
            if match.start() in taken:
                continue
            taken.add(match.start())
            groups = match.groupdict()
            printed = groups.get("number")
            number = None if printed is None else _SINGLE.get(printed, _GOES_ON if form == "首先" else to_int(printed))
            if number is None and printed:
                continue
            at = start + match.start()
            yield Mark(form or groups["word"], number, at, start + match.end(), match.start() == 0)


def open_levels(levels: Sequence[Level], mark: Mark) -> list[Level]:
    """Return the lists that are open once a line's mark was read, the outermost first."""
    depth = next((at for at, level in enumerate(levels) if level[0] == mark.form), len(levels))
    return [*levels[: min(depth, _DEEPEST)], (mark.form, mark.number)]


def outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks of the list that the first mark opens.

    Of the lists that are open the innermost that expects the number takes it: in 一是甲；二是乙。一是丙。二是丁；三是戊
    the second 一是 opens a list inside 二是, its 二是 is taken there, and so would be a 三是 that follows it.
    """
    stack, tops = list[Level](), list[Mark]()
    for mark in marks:
        depth = next((at for at in range(len(stack) - 1, -1, -1) if _expects(stack[at], mark)), None)
        again = mark.at_line and bool(stack) and stack[0][0] == mark.form
        if depth is not None:
            del stack[depth:]
        elif again or (mark.at_line and not stack and mark.number != _GOES_ON):
            # a list that begins again, whose numbers were mistyped, or whose first number was lost
            del stack[:]
        elif not mark.opens() or len(stack) == _DEEPEST or (mark.number is None and not mark.at_line):
            continue
        stack.append((mark.form, mark.number))
        if len(stack) == 1:
            tops.append(mark)
    return tops


def _expects(level: Level, mark: Mark) -> bool:
    form, number = level
    return form == mark.form and (mark.number in (None, _GOES_ON) or (number is not None and mark.number == number + 1))
