"""Find people's names and telephone numbers, which are masked wherever others than staff can see them.

Behind a label of contact everything is hidden up to the end of the cell, the sentence or the line, whatever it looks
like, but for what surely names nobody: an office, a date, an amount, a sentence. Where no label stands, names are
known by their surname beside a telephone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kejiting.text.dates import find_dates
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import DIGIT
from kejiting.text.reading_view import HAN, reading_view
from kejiting.text.spans import Span
from proposals.parsing.contact_columns import contact_cells
from proposals.parsing.contact_labels import ANY_LABEL, BEHIND, CELL, LABEL, LABELS, OTHER_FIELD, SIGNED
from proposals.parsing.contact_names import NAME, TITLE, is_nobody

_DASH = "[-—–－―一ー_~～.·]"
_MOBILE_NUMBER = rf"(?:[+＋]?86[- ]?)?[1１][3-9３-９]{DIGIT}[- ]?{DIGIT}{{4}}[- ]?{DIGIT}{{4}}"
_AREA = rf"(?:[（(]\s?[0０]{DIGIT}{{2,3}}\s?[）)]|[0０]{DIGIT}{{2,3}})"
_YEARS = rf"(?:19|20){DIGIT}{{2}}{_DASH}(?:19|20){DIGIT}{{2}}"
_LOCAL = rf"(?:{DIGIT}{{7,8}}|(?!{_YEARS}){DIGIT}{{3,4}}(?:{_DASH}|\s){DIGIT}{{4}})"
_EXTENSION = rf"(?:\s?(?:转|分机|{_DASH}|ext\.?)\s?{DIGIT}{{1,5}})?"
# A look at one character tells nearly all places where no number begins
_BEGINS = "(?=[+＋（(0-9０-９])"
# 万 and 元 make an amount of a number, 部 and 户 a count; not 88970053人事处
_COUNTED = (
    r"(?!\.?[\d余多万亿台个件户元年]|部(?!门|长)|名(?!称)|人(?!事|力|才|员)"
    r"|[ \u3000]?(?:次(?!长)|[亩吨斤克株]|平方|立方|公[里斤顷]|千[克瓦]|美元|欧元|人次))"
)
# 13800000000, 138 0000 0000, 138-0000-0000, １３８００００００００; not 13020802000330, 13800000000.5, 13800000000元
_MOBILE = lazy_re(rf"{_BEGINS}(?<![\d.]){_MOBILE_NUMBER}{_COUNTED}")
# 0431-88975566, 0431 88975566, （0431）88975566, 0000—0000000转801; not 2019-20251101, A/0151-2022041
_LANDLINE = lazy_re(
    rf"(?<![0-9０-９A-Za-z/_-])(?:[0０]{DIGIT}{{2,3}}(?:\s?{_DASH}{{1,2}}\s?|\s)|[（(][0０]{DIGIT}{{2,3}}[）)]\s?{_DASH}?){_LOCAL}{_EXTENSION}{_COUNTED}"
)
# 1 3 8 0 0 0 0 0 0 0 7, 0 4 3 1 - 8 8 9 7 0 0 0 1
_SPACED_NUMBER = lazy_re(
    rf"(?<![\d.])(?<!\d )(?:1 [3-9](?: {DIGIT}){{9}}|0(?: {DIGIT}){{2,3}} ?{_DASH} ?{DIGIT}(?: {DIGIT}){{6,7}})(?! ?\d)"
)
_PHONE = rf"(?:{_MOBILE_NUMBER}|(?:{_AREA}(?:\s?{_DASH}{{1,2}}\s?|\s)?)?{_LOCAL}{_EXTENSION}(?!{DIGIT}))"
_NUMBER = rf"{_PHONE}(?:\s?[、，,/；;]\s?(?:{_PHONE}|{DIGIT}{{2,4}}(?!{DIGIT}))){{0,5}}{_COUNTED}"
# cz@example.cn, cz＠example.cn
_MAIL = lazy_re(r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
# Without a mark, or with one that may go on with a sentence, only where a name or number follows: 联系人（程哲）,
# 联系人为程哲，, 联系人为成果处副处长程哲, 电话88975566, 微信号chengzhe99; not 联系人制度，, 手机10000000部
_BARELY = lazy_re(
    rf"(?:{LABELS}[ \u3000]{{0,3}}(?:[—–―-]{{1,2}}|[，,、.．（(【\[“\"「]|为|就?是|系|由)?|{SIGNED})[ \u3000]{{0,3}}"
    rf"(?=(?:(?:[{HAN}]{{1,15}}?[处科厅局室院办会的](?:{TITLE})?)?{NAME}(?:{TITLE}|担任|{LABEL}|{SIGNED}|[^{HAN}]|$))|{_NUMBER}|{DIGIT}{{6,12}}(?!{DIGIT}){_COUNTED}|[A-Za-z][A-Za-z-]{{2,20}}[0-9_])",
    re.MULTILINE,
)
# Behind a number: 0431-88975566|（程哲）, 88975566|与程哲联系, 0431-88975566|程哲 at the end of a line
_NAME_BEHIND = lazy_re(
    rf"\s?[（(]\s?(?P<bracketed>{NAME}(?:{TITLE})?(?:[、，,/\s]{NAME}(?:{TITLE})?){{0,5}})\s?[）)]"
    rf"|[，,]?[与找寻向和同由请](?P<name>{NAME})(?:{TITLE})?(?:联系|咨询|沟通|对接|接[听洽待]|洽谈|办理|[解代]?答复?)"
    rf"|[，,]?[找寻](?P<sought>{NAME})(?:{TITLE})?(?![{HAN}])"
    rf"|[ \u3000]?(?P<last>{NAME})(?:{TITLE})?(?=[。；;]?$)",
    re.MULTILINE,
)
# Before a label in brackets or a number, at the end of what stands before: 程哲|（联系人）, 程哲：|0431-88975566,
# 与程哲同志联系（电话|0431…; not 长春市|0431-88975566
_NAME_BEFORE = lazy_re(rf"(?P<name>{NAME})(?:{TITLE})?(?:联系)?(?:[（(:：，,\s]{{0,2}}(?:{LABEL}[:：]?\s?)?)?$")
_FAR = 40
_LABEL_IN_BRACKETS = lazy_re(rf"[（(]{LABELS}[）)]")
# A number of a line in which a label of contact stands
_NUMBER_BESIDE = lazy_re(rf"{_BEGINS}(?<![0-9０-９.A-Za-z/〔_-]){_NUMBER}")
# 索引号：0151-2022041, 备案号: number things, not people's telephones
_NUMBERED_THING = lazy_re(r"[^\n]{0,6}(?:索\s*引\s*号|编号|文号|备案号|信用代码|账号|证号)")
_PIECE = lazy_re(r"[^\s、，,；;/|｜（）()【】\[\]“”\"「」=→]+")
_NUMERIC = lazy_re(r"(?:[\d转\-—–－―*＊]*+[+＋一])*+[转\-—–－―*＊]*+\d[\d转\-—–－―*＊]*|转|分机|[+＋\-—–－―]+")
# 2025年, 2025年12月底前, which no contact is called
_MONTH = lazy_re(r"(?:19|20)\d{2}年(?:\d{1,2}月)?[上中下旬初底末]{0,2}前?")
# Below 联系人： at the end of a line: 程哲, 0431-88975566; not 一、…, a sentence
_LINE = lazy_re(r"\n(?!第?[一二三四五六七八九十]+[、，]|[（(][一二三四五六七八九十])(?P<line>[^\n:：。]{1,40})(?=\n|$)")
_NAMES = lazy_re(rf"{NAME}(?:[、，, ]{NAME}){{0,5}}|{_NUMBER}")
_MOST_LINES = 4


def find_contacts(text: str) -> tuple[Span, ...]:
    """Return the places of contacts' names and numbers in any text, in order and without overlaps."""
    view = reading_view(text)
    return tuple(map(view.in_source, contacts_in_view(view.text)))


def contacts_in_view(text: str) -> tuple[Span, ...]:
    """Return their places in the text of a reading view."""
    kept: list[Span] = []
    for span in sorted(_places(text), key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)


def _places(text: str) -> Iterator[Span]:
    labelled = [match.end() for pattern in (BEHIND, _BARELY) for match in pattern.finditer(text)]
    for start in labelled:
        yield from _value(text, start)
    for cell in contact_cells(text):
        yield from _hidden(text, cell)
    yield from _names_before(text)
    for match in _MAIL.finditer(text):
        yield Span(*match.span())
    yield from _numbers(text, labelled)


def _names_before(text: str) -> Iterator[Span]:
    """Yield the names that stand beside a number or a label, with the number."""
    for pattern in (_NUMBER_BESIDE, _LABEL_IN_BRACKETS):
        for match in pattern.finditer(text):
            start = max(match.start() - _FAR, 0)
            if name := _NAME_BEFORE.search(text[start : match.start()]):
                yield Span(*name.span("name")).shifted(start)
                if pattern is _NUMBER_BESIDE:
                    yield Span(*match.span())


def _numbers(text: str, labelled: list[int]) -> Iterator[Span]:
    lines = {_line_at(text, start) for start in labelled}
    found = [match for pattern in (_MOBILE, _LANDLINE, _SPACED_NUMBER) for match in pattern.finditer(text)]
    found += [match for line in lines for match in _NUMBER_BESIDE.finditer(text, line.start, line.end)]
    for match in found:
        if not _NUMBERED_THING.match(text, text.rfind("\n", 0, match.start()) + 1):
            yield Span(*match.span())
            if name := _NAME_BEHIND.match(text, match.end()):
                yield Span(*name.span(name.lastgroup or 0))


def _line_at(text: str, place: int) -> Span:
    end = text.find("\n", place)
    return Span(text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end)


def _value(text: str, start: int) -> Iterator[Span]:
    """Yield what is hidden of a label's value: on its line and, as far as they go on with it, on the next ones."""
    end = _end_of_value(text, start)
    hidden = [*_hidden(text, Span(start, end))]
    yield from hidden
    for _ in range(_MOST_LINES):
        line = _LINE.match(text, end)
        if line is None or CELL.fullmatch(line["line"]) or (hidden and not _NAMES.fullmatch(line["line"])):
            return
        below = [*_hidden(text, Span(*line.span("line")))]
        if not below:
            return
        yield from below
        hidden, end = below, line.end()


def _hidden(text: str, value: Span) -> Iterator[Span]:
    """Yield the names and numbers of a value, each with its like behind it."""
    # Cleaning closes up 程哲 2025年6月17日: what stands beside a date is hidden, the date is not
    undated = _MONTH.sub(_blank, _without(value.of(text), [span for span, _ in find_dates(value.of(text))]))
    pieces = list[tuple[Span, bool]]()
    nobody = False
    for match in _PIECE.finditer(undated):
        nobody = is_nobody(match[0], goes_on=nobody)
        if not nobody:
            pieces.append((Span(*match.span()).shifted(value.start), _NUMERIC.fullmatch(match[0]) is not None))
    if not pieces:
        return
    first = pieces[0][0].start
    for (span, is_number), (following, is_next_number) in pairwise([*pieces, (Span(value.end, value.end), None)]):
        if is_next_number != is_number or _PIECE.search(text, span.end, following.start):
            yield Span(first, span.end)
            first = following.start


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _end_of_value(text: str, start: int) -> int:
    """Return where the bracket, the sentence or the line ends, or the next label begins."""
    depth = 0
    for place in range(start, len(text)):
        char = text[place]
        if char in "\n。" or (char in "）)" and depth == 0):
            return place
        if place > start and (ANY_LABEL.match(text, place) or OTHER_FIELD.match(text, place)):
            return place
        depth += (char in "（(") - (char in "）)")
    return len(text)
