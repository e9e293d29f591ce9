"""Find people's names and telephone numbers, which are masked wherever others than staff can see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.text.numerals import DIGIT
from kejiting.text.spans import Span

_WHO = r"(?:具体)?(?:联系人|承办人|经办人|联络人|经办)"
_LABEL = rf"(?:{_WHO}|承办科室负责人|联系单位及电话|联系电话|联系方式|联系手机|办公电话|咨询电话|固定电话|传真|手机号码|手机|电话号码|电话)"
_HAN_RANGE = "\u4e00-\u9fff"
_HAN = f"[{_HAN_RANGE}]"
_DASH = "[-—–－―一]"
_MARK = r"(?:\s*[:：|｜]\s*|\n)"
_ONE_NAME = rf"{_HAN}(?:\s?(?:{_HAN}|·)){{1,5}}?"
# 联系人：陆言, 联系人及电话:苏景和, (承办人 林清, 联系人|陆言|, 联系人：陆言、苏景和; not 联系人制度
_NAME = re.compile(
    rf"{_WHO}(?:[及和与、/\s（(]{{0,4}}{_LABEL}[）)]?){{0,3}}{_MARK}(?P<name>{_ONE_NAME}(?:、{_ONE_NAME})?)"
    rf"(?=[\s，,；;、）)0-9０-９（(|｜＋+]|{_LABEL}|$)"
)
# 联系人陆言，电话0431…: without a colon only where a number follows; not 联系人制度，
_BARE_NAME = re.compile(
    rf"{_WHO}(?P<name>{_HAN}{{2,4}}?)[，,；;\s]{{0,3}}(?={_LABEL}?\s{{0,3}}[:：]?\s{{0,3}}[（(]?{DIGIT}[\d\s（）()—–－-]{{5,20}}{DIGIT})"
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
    rf"{_LABEL}(?:{_MARK})?\s?(?:(?P<name>{_HAN}{{2,4}}|{_HAN}[{_HAN_RANGE}，、]{{2,20}})[\s，,]{{0,3}})?"
    rf"(?P<number>{_PHONE}(?:\s?[、，,/；;]\s?{_PHONE}){{0,5}}){_COUNTED}"
)
# 索引号：0151-2022041, 备案号: number things, not people's telephones
_NUMBERED_THING = re.compile(r"[^\n]{0,6}(?:索\s*引\s*号|编号|文号|备案号|信用代码|账号|证号)")


def find_contacts(text: str) -> tuple[Span, ...]:
    """Return the places of contacts' names and numbers, in order and without overlaps."""
    found = sorted(_places(text), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _places(text: str) -> Iterator[Span]:
    for pattern in (_NAME, _BARE_NAME):
        yield from (Span(*match.span("name")) for match in pattern.finditer(text))
    for match in _LABELLED.finditer(text):
        yield Span(*match.span("number"))
        if match["name"] and len(match["name"]) <= 4:
            yield Span(*match.span("name"))
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(text):
            if not _NUMBERED_THING.match(text, text.rfind("\n", 0, match.start()) + 1):
                yield Span(*match.span())
