"""Find people's names and telephone numbers, which are masked wherever others than staff can see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.text.spans import Span

_LABEL = r"(?:联系人|承办人|经办人|联络人|经办|承办科室负责人|联系单位及电话|联系电话|联系方式|办公电话|传真|手机|电话)"
# 联系人：陆言, 联系人及电话:苏景和, (承办人 林清; not 联系人制度
_NAME = re.compile(
    rf"(?:联系人|承办人|经办人|联络人|经办)(?:[及和、\s]{{0,4}}{_LABEL}){{0,3}}\s*[:：]\s*(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff·]){{1,5}}?)"
    rf"(?=[\s，,；;、）)0-9１（(]|{_LABEL}|$)"
)
# 联系人陆言，电话0431…: without a colon only where a number follows; not 联系人制度，
_BARE_NAME = re.compile(
    rf"(?:联系人|承办人|经办人|联络人)(?P<name>[\u4e00-\u9fff]{{2,4}}?)[，,；;\s]{{0,3}}(?={_LABEL}?\s*[:：]?\s*[（(]?\d[\d\s（）()—–－-]{{5,}}\d)"
)
# 13800000000, 138 0000 0000, 138-0000-0000; not 13020802000330, 0.13800000000 or 13800000000.5
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\.?\d)")
# 0431-88975566, 0431 88975566, （0431）88975566, 0000—0000000; not 2019-20251101 or 〔2025〕84号
_LANDLINE = re.compile(
    r"(?<!\d)[（(]?0\d{2,3}[）)]?(?:\s?[-—–－―]{1,2}\s?|\s)\d{7,8}(?:[-—转]\d{1,5})?(?!\d)|[（(]0\d{2,3}[）)]\s?\d{7,8}(?!\d)"
)
# 电话：88975566, 电话88975566, 联系电话: 0431 8897 5566; not 电话普及率, 手机10000000部
_LABELLED = re.compile(
    rf"{_LABEL}\s*[:：]?\s*(?:[\u4e00-\u9fff·]{{2,4}}[\s，,]*)?(?P<number>[\d（(][\d\s（）()—–－-]{{5,}}\d)(?!\d?[余多万亿部台个件户名人元])"
)


def find_contacts(text: str) -> tuple[Span, ...]:
    """Return the places of contacts' names and numbers, in order and without overlaps."""
    found = sorted(_places(text), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _places(text: str) -> Iterator[Span]:
    for pattern, group in ((_NAME, "name"), (_BARE_NAME, "name"), (_LABELLED, "number"), (_MOBILE, 0), (_LANDLINE, 0)):
        for match in pattern.finditer(text):
            yield Span(*match.span(group))
