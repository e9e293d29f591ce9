"""Find people's names and telephone numbers, which are masked wherever others than staff can see them.

Behind a label of contact everything is hidden up to the end of the cell, the sentence or the line, whatever it looks
like, but for what surely names nobody: an office, a date, an amount, a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kejiting.text.dates import find_dates
from kejiting.text.numerals import DIGIT
from kejiting.text.reading_view import HAN, reading_view
from kejiting.text.spans import Span

_WHO = r"(?:具体)?(?:联系|承办|经办|联络|办理|答复|填报|填表)(?:人员|人|员)(?:姓名)?|经办(?![\u4e00-\u9fff])|承办科室负责人"
_NUMBERS = (
    r"联系单位及电话|联系(?:电话|方式|手机|号码)|(?:办公|咨询|固定|移动|服务|单位|承办)电话|传真(?:号码)?|手机(?:号码?)?|电话(?:号码)?|座机"
    r"|电子(?:邮箱|邮件|信箱)|邮箱(?:地址)?|[Ee]-?[Mm]ail|微信号?|QQ号?"
)
_LABEL = rf"(?:{_WHO}|{_NUMBERS})"
# 联系人：, 联系人及电话:, 联系人姓名：, (承办人、电话）：, 联系人|, 电话∶; not 联系人制度
_LABELS = rf"{_LABEL}(?:[及和与、/\s（(]{{0,4}}{_LABEL}[）)]?){{0,3}}"
_BEHIND = re.compile(rf"{_LABELS}[ \u3000]*[:：|｜]")
# a cell of its own, whose value is the next line; not 联系人制度
_CELL = re.compile(
    rf"^[（(]?{_LABELS}[）)]?[ \u3000]*\n(?=[^\n:：。]{{2,40}}$)(?!(?:第?[一二三四五六七八九十]+[、，]|[（(][一二三四五六七八九十]))",
    re.MULTILINE,
)
# 联系人 陆言 at the beginning of a line
_SPACED = re.compile(rf"(?:^|(?<=[（(]))(?:{_WHO})[ \u3000]+(?=[^\n:：。]{{2,40}}(?:$|[）)]))", re.MULTILINE)
_ANY_LABEL = re.compile(_LABEL)
_PIECE = re.compile(r"[^\s、，,；;/]+")
_NUMERIC = re.compile(r"[（()）+＋\d转\-—–－―一]*\d[（()）\d转\-—–－―一]*|转|[（()）+＋\-—–－―]+")
_AMOUNT = re.compile(r"\d[\d.]*[余多万亿部台个件户名人元%％].*")
# 就业促进处, 成果转化科, 吉林省科学技术厅; not 欧阳文科, who may be a person
_OFFICE = re.compile(
    rf"[{HAN}（）()]{{3,}}(?:厅|局|委|委员会|政府|办公室|中心|署|公司|大学|集团|银行|协会|处|学校)"
    rf"|[{HAN}（）()]{{4,}}(?:部|办|院|科|股|室|所|站|队|组)|[{HAN}]{{2}}(?:处|局|厅|室|股)"
)
# 请登录, 将由…负责, 3号楼; not 楼明远, 王将
_SENTENCE = re.compile(
    r"[。！？“”《》]|请|的|将[在由于对按]|网站|工作日|制度|附件|地址|号楼|[路街]\d|http|www|^(?:无|略)$"
)
_LONGEST_NAME = 24
_DASH = "[-—–－―一]"
# 联系人陆言，电话0431…: without a colon only where a number follows; not 联系人制度，
_BARE_NAME = re.compile(
    rf"(?:{_WHO})(?P<name>[{HAN}]{{2,4}}?)[，,；;\s]{{0,3}}(?=(?:{_LABEL})?\s{{0,3}}[:：]?\s{{0,3}}[（(]?{DIGIT}[\d\s（）()—–－-]{{5,20}}{DIGIT})"
)
_MOBILE_NUMBER = rf"(?:[+＋]?86[- ]?)?[1１][3-9３-９]{DIGIT}[- ]?{DIGIT}{{4}}[- ]?{DIGIT}{{4}}"
_AREA = rf"(?:[（(]\s?[0０]{DIGIT}{{2,3}}\s?[）)]|[0０]{DIGIT}{{2,3}})"
_LOCAL = rf"(?:{DIGIT}{{7,8}}|{DIGIT}{{3,4}}(?:{_DASH}|\s){DIGIT}{{4}})"
_EXTENSION = rf"(?:\s?(?:转|{_DASH})\s?{DIGIT}{{1,5}})?"
# 万 and 元 make an amount of a number, 部 and 户 a count.
_COUNTED = r"(?!\.?[\d余多万亿部台个件户名人元])"
# 13800000000, 138 0000 0000, 138-0000-0000, １３８００００００００; not 13020802000330, 13800000000.5, 13800000000元
_MOBILE = re.compile(rf"(?<![\d.]){_MOBILE_NUMBER}{_COUNTED}")
# 0431-88975566, 0431 88975566, （0431）88975566, 0000—0000000转801; not 2019-20251101, A/0151-2022041
_LANDLINE = re.compile(
    rf"(?<![0-9０-９A-Za-z/_-])(?:[0０]{DIGIT}{{2,3}}(?:\s?{_DASH}{{1,2}}\s?|\s)|[（(][0０]{DIGIT}{{2,3}}[）)]\s?{_DASH}?){_LOCAL}{_EXTENSION}{_COUNTED}"
)
_PHONE = rf"(?:{_MOBILE_NUMBER}|(?:{_AREA}(?:\s?{_DASH}{{1,2}}\s?|\s)?)?{_LOCAL}{_EXTENSION}(?!{DIGIT}))"
# 电话：88975566, 电话88975566、88975567, 联系电话: 0431 8897 5566, 电话：陆言 88975566; not 电话普及率, 手机10000000部
_LABELLED = re.compile(
    rf"{_LABEL}\s?(?:(?P<name>[{HAN}]{{2,4}}|[{HAN}][{HAN}，、]{{2,20}})[\s，,]{{0,3}})?"
    rf"(?P<number>{_PHONE}(?:\s?[、，,/；;]\s?{_PHONE}){{0,5}}){_COUNTED}"
)
# 索引号：0151-2022041, 备案号: number things, not people's telephones
_NUMBERED_THING = re.compile(r"[^\n]{0,6}(?:索\s*引\s*号|编号|文号|备案号|信用代码|账号|证号)")


def find_contacts(text: str) -> tuple[Span, ...]:
    """Return the places of contacts' names and numbers in any text, in order and without overlaps."""
    view = reading_view(text)
    kept: list[Span] = []
    for span in sorted(_places(view.text), key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(map(view.in_source, kept))


def _places(text: str) -> Iterator[Span]:
    for pattern in (_BEHIND, _CELL, _SPACED):
        for match in pattern.finditer(text):
            yield from _hidden(text, match.end())
    for match in _BARE_NAME.finditer(text):
        yield Span(*match.span("name"))
    for match in _LABELLED.finditer(text):
        yield Span(*match.span("number"))
        if match["name"] and len(match["name"]) <= 4:
            yield Span(*match.span("name"))
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(text):
            if not _NUMBERED_THING.match(text, text.rfind("\n", 0, match.start()) + 1):
                yield Span(*match.span())


def _hidden(text: str, start: int) -> Iterator[Span]:
    """Yield what is hidden of a label's value that begins at `start`: names and numbers, each with its like behind it."""
    end = _end_of_value(text, start)
    dates = [span for span, _ in find_dates(text[start:end])]
    pieces = [
        (Span(*match.span()).shifted(start), bool(_NUMERIC.fullmatch(match[0])))
        for match in _PIECE.finditer(text[start:end])
        if not any(span.start < match.end() and match.start() < span.end for span in dates) and not _is_nobody(match[0])
    ]
    if not pieces:
        return
    first = pieces[0][0].start
    for (span, is_number), (following, is_next_number) in pairwise([*pieces, (Span(end, end), None)]):
        if is_next_number != is_number or _PIECE.search(text, span.end, following.start):
            yield Span(first, span.end)
            first = following.start


def _end_of_value(text: str, start: int) -> int:
    """Return where the cell, the bracket, the sentence or the line ends, or the next label begins."""
    depth = 0
    for place in range(start, len(text)):
        char = text[place]
        if char in "\n。|｜" or (char in "）)" and depth == 0):
            return place
        if place > start and _ANY_LABEL.match(text, place):
            return place
        depth += (char in "（(") - (char in "）)")
    return len(text)


def _is_nobody(piece: str) -> bool:
    """An office, an amount, a sentence."""
    plain = piece.strip("（）()")
    return bool(
        len(piece) > _LONGEST_NAME or _SENTENCE.search(piece) or _OFFICE.fullmatch(plain) or _AMOUNT.fullmatch(piece)
    )
