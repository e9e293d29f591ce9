"""F6: numbers that jump or come twice, levels and forms mixed, headings without text, headings that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kejiting.draft_checks.answers import empty_asks
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import number_of_item, to_int
from kejiting.text.spans import Span
from proposals.parsing.lines import LetterLine

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# The levels of an official document, from the top; each with the forms that its numbers are printed in
_LEVELS = (
    ("一、", rf"(?P<number>{_NUMERAL})\s*(?P<form>[、.．，,])"),
    ("（一）", rf"(?P<form>[（(])\s*(?P<number>{_NUMERAL})\s*[）)]"),
    ("1.", r"(?P<number>\d{1,2})\s*(?P<form>[、．]|\.(?!\d(?!\d{3}\s*年)))"),
    ("（1）", r"(?P<form>[（(])\s*(?P<number>\d{1,2})\s*[）)]"),
    ("①", r"(?P<number>[①-⑳])(?P<form>)"),
)
_PATTERNS = tuple((name, lazy_re(pattern)) for name, pattern in _LEVELS)
# 一是, 二是 at the beginning of a sentence or behind a colon
_POINT = lazy_re(
    rf"(?:^|(?<=[。；;：:，,、）)”》]))(?:(?P<number>{_NUMERAL})(?P<form>是|要)(?!否|非|个|定|求)|第(?P<nth>{_NUMERAL})[，,、：:])"
)
# 重点做好三项工作。一是…
_COUNT = lazy_re(
    r"(?:做好|抓好|做了|开展|推进|以下|下列|如下|重点|突出|主要|实施|采取|从)[^。；，0-9]{0,8}(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个方面|项|点|条|方面)(?:的?(?:重点|主要|具体)?(?:工作|任务|措施|举措|内容|做法|打算))?[。：:]\s*(?=一(?:是|要))"
)
_STOP = lazy_re(r"[。；;：:！？]")
_LONGEST_HEADING = 80


@dataclass(slots=True)
class _Numbered:
    """A line that begins with a number; `level` counts from the top."""

    line: LetterLine
    level: int
    number: int
    form: str
    span: Span
    index: int

    @property
    def title(self) -> str:
        return "".join(self.line.text[self.span.end - self.line.start :].split()).rstrip("。：:")

    @property
    def is_heading(self) -> bool:
        title = self.title
        return bool(title) and len(title) <= _LONGEST_HEADING and not _STOP.search(title)


@dataclass(slots=True)
class _Lists:
    """The lists that are open, one a level: the last number of each, and the titles since its parent's last number."""

    last: dict[int, _Numbered] = field(default_factory=dict)
    titles: dict[int, dict[str, _Numbered]] = field(default_factory=dict)

    def close_below(self, level: int) -> None:
        for table in (self.last, self.titles):
            for deeper in [other for other in table if other > level]:
                del table[deeper]


def check_headings(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    numbered = list(_numbered(draft))
    yield from _sequence(draft, numbered)
    yield from _mixed_forms(draft, numbered)
    empty = [finding.span for finding in empty_asks(draft)]  # that is told as an ask without an answer
    yield from (found for found in _without_text(draft, numbered) if not any(map(found.span.overlaps, empty)))
    yield from _points(draft)
    yield from _counts(draft)


def _numbered(draft: ReplyDraft) -> Iterator[_Numbered]:
    for index, line in enumerate(draft.answer):
        for level, (_, pattern) in enumerate(_PATTERNS):
            match = pattern.match(line.text)
            number = number_of_item(match["number"]) if match else None
            if match and number:
                span = Span(line.start, line.start + match.end())
                yield _Numbered(line, level, number, match["form"], span, index)
                break


def _sequence(draft: ReplyDraft, numbered: list[_Numbered]) -> Iterator[DraftFinding]:
    lists = _Lists()
    slipped = _slipped(numbered)
    for at, item in enumerate(numbered):
        if at in slipped:
            message = f"序号层次不对：此处是“{item.span.of(draft.read)}”，前后都是“{numbered[at - 1].span.of(draft.read)}”一层"
            yield draft.finding("F6", "ask", item.span, message, numbered[at - 1].span)
            continue
        lists.close_below(item.level)
        last = lists.last.get(item.level)
        # a list that follows a plain paragraph may begin anew
        begins = item.number == 1 and (last is None or (item.level > 0 and item.index > last.index + 1))
        expected = last.number + 1 if last else 1
        if not begins and item.number != expected:
            said = f"上一个是“{last.span.of(draft.read)}”" if last else "前面没有第一个"
            what = "重复" if last and item.number == last.number else "不连续"
            yield draft.finding(
                "F6",
                "ask",
                item.span,
                f"序号{what}：此处是“{item.span.of(draft.read)}”，{said}",
                last.span if last else None,
            )
        if begins:
            lists.titles.pop(item.level, None)
        lists.last[item.level] = item
        yield from _same_title(draft, item, lists)


def _slipped(numbered: list[_Numbered]) -> set[int]:
    """Items between two of another level whose numbers they lie between: （一）, 二、, （三）."""
    return {
        at
        for at in range(1, len(numbered) - 1)
        for before, item, after in (numbered[at - 1 : at + 2],)
        if item.number == before.number + 1
        and before.level != item.level
        and (
            (after.level == before.level and after.number == item.number + 1)
            # or the next of its own level has its number
            or next((one.number for one in numbered[at + 1 :] if one.level == item.level), 0) == item.number > 1
        )
    }


def _same_title(draft: ReplyDraft, item: _Numbered, lists: _Lists) -> Iterator[DraftFinding]:
    if item.is_heading:
        titles = lists.titles.setdefault(item.level, {})
        former = titles.setdefault(item.title, item)
        if former is not item:
            yield draft.finding("F6", "ask", item.line.span, "标题与前面的标题重复", former.line.span)


def _mixed_forms(draft: ReplyDraft, numbered: list[_Numbered]) -> Iterator[DraftFinding]:
    """Yield numbers of a level that are printed in another form than the one before them in their list: 1. 2、 3."""
    lists = _Lists()
    for item in numbered:
        lists.close_below(item.level)
        last = lists.last.get(item.level)
        if last and item.number == last.number + 1 and _form(item) != _form(last):
            message = f"同一层次序号写法不一：此处是“{item.span.of(draft.read)}”，前面是“{last.span.of(draft.read)}”"
            yield draft.finding("F6", "hint", item.span, message, last.span)
        lists.last[item.level] = item


def _form(item: _Numbered) -> str:
    return item.form.translate(str.maketrans("．，(", ".,（"))


# （一）2026年9月底前出台管理办法。
_SAYS_SOMETHING = lazy_re(r"[，0-9]")


def _without_text(draft: ReplyDraft, numbered: list[_Numbered]) -> Iterator[DraftFinding]:
    """Yield headings with nothing below them but a heading of their own or a higher level, or the end."""
    for at, item in enumerate(numbered):
        following = numbered[at + 1] if at + 1 < len(numbered) else None
        is_sentence = item.line.text.rstrip().endswith("。") and _SAYS_SOMETHING.search(item.title)
        if not item.is_heading or is_sentence or item.level > 1:
            continue
        is_last = following is None and item.index == len(draft.answer) - 1
        is_followed = following is not None and following.index == item.index + 1 and following.level <= item.level
        if is_last or (is_followed and following is not None and _is_alone(item, following, numbered)):
            yield draft.finding("F6", "ask", item.line.span, "这个标题下没有内容")


def _is_alone(item: _Numbered, following: _Numbered, numbered: list[_Numbered]) -> bool:
    """Tell a heading that lost its text from a list of short items: some other of its level has text below it."""
    peers = [other for other in numbered if other.level == item.level and other is not item]
    indexes = {other.index: other for other in numbered}
    return any(not (below := indexes.get(peer.index + 1)) or below.level > peer.level for peer in peers)


def _points(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield 一是, 二是, 四是 that do not follow each other; a list may stand inside a point of another one."""
    open_lists: list[tuple[int, Span]] = []
    for line in draft.answer:
        if any(pattern.match(line.text) for _, pattern in _PATTERNS):
            open_lists = []
        for match in _POINT.finditer(line.text):
            number = to_int(match["number"] or match["nth"])
            span = Span(*match.span()).shifted(line.start)
            if number is None:
                continue
            if number == 1:
                open_lists = [*open_lists[-4:], (1, span)]
                continue
            depth = next((at for at in range(len(open_lists) - 1, -1, -1) if open_lists[at][0] == number - 1), None)
            if depth is None and open_lists:
                last = open_lists[-1][1]
                message = f"序号不连续：此处是“{match[0]}”，上一个是“{last.of(draft.read)}”"
                yield draft.finding("F6", "ask", span, message, last)
            depth = len(open_lists) - 1 if depth is None else depth
            open_lists = [*open_lists[: max(depth, 0)], (number, span)]


def _counts(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield how many points are said to follow where as many do not: 重点做好四项工作。一是…二是…三是…."""
    for line in draft.answer:
        for match in _COUNT.finditer(line.text):
            numbers = [to_int(point["number"]) for point in _POINT.finditer(line.text, match.end()) if point["number"]]
            # up to where the next list begins
            again = next((at for at, number in enumerate(numbers[1:], 1) if number == 1), len(numbers))
            last = max((number for number in numbers[:again] if number), default=0)
            said = 2 if match["count"] == "两" else to_int(match["count"])
            if last > 1 and said and said != last:
                said_at = match.start("count")
                end = said_at + len(line.text[said_at : match.end()].rstrip("。：: "))
                span = Span(said_at, end).shifted(line.start)
                yield draft.finding("F6", "ask", span, f"说有{match['count']}项，后面列了{last}项，请核对")
