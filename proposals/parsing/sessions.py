"""Read the session a proposal was made at (届次), in every form that letters print."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import NUMERAL, to_int
from kejiting.text.reading_view import HAN
from proposals.parsing.parsed import Body, ParsedSession

_HAN = rf"[{HAN}]"
_CPPCC = "(?:中国)?人民政治协商会议|人民政协|政协|政協"
_CONGRESS = "人民代表大会|人民代表大會|人大(?:常委会)?"
_BEFORE = rf"(?!(?<=\s)\s)(?P<before>{_HAN}{{0,24}}?)"
# 一百零五 has four; a bound keeps long runs of numerals linear
_NUMBER = rf"{NUMERAL}{{1,8}}"
_TERM = rf"\s*+第?\s*+(?P<term>{_NUMBER})\s*+[届屆]"
_MEETING = rf"\s*+(?:第?\s*+(?P<meeting>{_NUMBER})\s*+次(?:全体)?(?:会议|會議|全会|全委会|会(?=第)))?"
_MEETING_FIRST = rf"\s*+第?\s*+(?P<meeting>{_NUMBER})\s*+次"
_PLACE = rf"(?:全国|{_HAN}{{0,12}}?[省市州县区盟旗])"
_FORMS: tuple[tuple[re.Pattern[str], Body], ...] = (
    # 省政协十三届三次会议, 政协保山市第三届委员会第五次会议, 政协第十四届全国委员会第二次会议; not 政协委员
    (
        lazy_re(rf"{_BEFORE}(?:{_CPPCC})(?P<inside>{_HAN}{{0,16}}?){_TERM}(?P<after>{_HAN}{{0,16}}?委员会)?{_MEETING}"),
        "政协",
    ),
    # 省十四届人大四次会议, 马关县第十八届人大二次会议, 十二届全国人大五次会议; not 第十四届党代会
    (lazy_re(rf"{_BEFORE}{_TERM}(?P<inside>{_PLACE})?(?P<after>)\s*(?:{_CONGRESS}){_MEETING}"), "人大"),
    # 临沂市第十二届政协第五次会议; not 第十二届政协委员
    (
        lazy_re(rf"{_BEFORE}{_TERM}(?P<inside>{_PLACE})?(?P<after>)\s*(?:{_CPPCC}){_MEETING}(?<=会议|會議|全会)"),
        "政协",
    ),
    # 市十五届三次人代会, 县八届二次政协会议; not 市十五届三次党代会
    (lazy_re(rf"{_BEFORE}{_TERM}(?P<inside>)(?P<after>){_MEETING_FIRST}(?:人代会|人大会议|人民代表大会)"), "人大"),
    (lazy_re(rf"{_BEFORE}{_TERM}(?P<inside>)(?P<after>){_MEETING_FIRST}(?:政协会议|政协全会)"), "政协"),
    # 兴庆区人大四届三次会议, 全国人大十四届三次会议
    (lazy_re(rf"{_BEFORE}(?:{_CONGRESS})(?P<inside>){_TERM}(?P<after>){_MEETING}"), "人大"),
)
# 马关县交通运输局关于|马关县, 您在|省, 对|唐山市丰润区
_LEAD = lazy_re(
    r".*(?:关于|办理|根据|按照|[现兹]将|在|对|就|局|厅|部|(?<=政)府|办|单位[为是]|您|你|(?<!图)们|的|转来|委员会|出席|参加|贵(?![州阳港溪定池德南安])|向(?!阳)|征求|反馈|提供|报送)"
)
_LEVELS = ("全国", "自治区", "省", "市", "州", "盟", "地区", "县", "区", "旗", "乡", "镇", "街道")


def read_session(text: str) -> ParsedSession | None:
    """Return the first session of the text; region and level are empty where a short form does not say them."""
    found = [(match, body) for pattern, body in _FORMS for match in pattern.finditer(text)]
    if not found:
        return None
    # One that names its meeting says more than one that names the term only.
    match, body = min(found, key=lambda entry: (entry[0]["meeting"] is None, entry[0].start("term"), -entry[0].end()))
    term = to_int(match["term"])
    if term is None:
        return None
    region = _region(match)
    meeting = to_int(match["meeting"]) if match["meeting"] else None
    return ParsedSession(body, level_of(region), region, term, meeting)


def _region(match: re.Match[str]) -> str:
    for group in ("inside", "after", "before"):
        region = (match[group] or "").removesuffix("委员会").removesuffix("工作").removeprefix("第")
        lead = _LEAD.match(region)
        region = region[lead.end() :] if lead else region
        if region.endswith(_LEVELS):
            return region
    return ""


def level_of(region: str) -> str:
    """马关县 → 县, 吉林省 → 省; empty for what ends with no level."""
    return next((level for level in _LEVELS if region.endswith(level)), "")
