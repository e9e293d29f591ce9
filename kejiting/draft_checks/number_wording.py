"""N4: numbers that are worded so that they say two things, or nothing (GB/T 15835-2011 and the usage of official documents)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

_BEFORE = 24
# whole, never from its middle on
_AMOUNT = r"(?<![0-9])(?<![0-9][,，.])[0-9][0-9,，]*+(?:\.[0-9]++)?\s*+[万亿]{0,2}"
_HAN = "[一二三四五六七八九十百千两]"
_UNIT = r"(?:万?亿?元|个百分点|个|家|项|人次|人|名|件|户|所|座|处|批|次|场|期|篇|台|套|%|％|倍|年|月)"


@dataclass(frozen=True, slots=True)
class NumberWording:
    """The pattern's group `at`, else all of it, is the place; `message` is one Chinese sentence."""

    pattern: re.Pattern[str]
    message: str
    level: FindingLevel = "ask"
    # what, just before, makes it right
    unless: re.Pattern[str] | None = None


_WORDINGS = (
    NumberWording(
        lazy_re(rf"(?:约|大约|近|接近|将近|超过?|逾|至少|不少于|突破)\s*{_AMOUNT}[余多来](?![0-9年])\s*{_UNIT}?"),
        "“约、近、超、至少”与“余、多”只用一个",
    ),
    NumberWording(
        lazy_re(
            rf"(?:约|大约|近|接近|超过?|逾|突破|至少|不少于|不低于|不超过|最多|最高|最低)\s*{_AMOUNT}\s*{_UNIT}{{0,2}}(?:左右|上下|以上|以下|以内)"
        ),
        "概数的说法重复，前后只用一个",
    ),
    NumberWording(lazy_re(rf"{_AMOUNT}[余多]\s*{_UNIT}{{0,2}}(?:左右|上下|以上)"), "概数的说法重复，前后只用一个"),
    NumberWording(
        lazy_re(rf"(?:约|近|超过?|大约)(?:约|近|超过?|大约)\s*{_AMOUNT}\s*{_UNIT}?"), "概数的说法重复，前后只用一个"
    ),
    NumberWording(
        lazy_re(
            r"(?:减少|降低|下降|缩短|缩减|压缩|压减|减至|降至)了?\s*+(?:约|近|超过?)?\s*+(?:[0-9.]+|[一二两三四五六七八九十]+)\s*倍"
        ),
        "减少、降低不用倍数，请改用百分之几或几分之几",
    ),
    NumberWording(lazy_re(rf"{_AMOUNT}[余多来][余多来]\s*{_UNIT}?"), "“余”“多”只用一个"),
    NumberWording(
        lazy_re(rf"(?:上|近|约|数|好几|超过?|逾)[十百千万]{{1,2}}[余多来]\s*(?:[万亿]?元|{_UNIT})"),
        "概数的说法重复，前后只用一个",
    ),
    NumberWording(lazy_re(r"(?<![0-9.])[0-9.]++\s*+亿\s*万\s*元?"), "数字的单位重复", "must"),
    NumberWording(lazy_re(r"百分之\s*[0-9.一二三四五六七八九十百零点]+\s*[%％]"), "“百分之”与“%”重复", "must"),
    NumberWording(lazy_re(r"(?<![0-9.])[0-9.]++\s*+[%％]\s*[%％]"), "百分号重复", "must"),
    NumberWording(
        lazy_re(r"截止(?:到|至)?\s*(?=目前|今|[0-9]{4}\s*年|[0-9]{1,2}\s*月|去年|今年|年底|上?月底)"),
        "表示到某时为止，应写“截至”",
    ),
    NumberWording(
        lazy_re(r"(?<![0-9])[0-9]++\s*+千\s*+[0-9]*+\s*+百?\s*(?:万|亿)?(?:元|人|家|项|个|名|件)"),
        "“千”“百”不与阿拉伯数字连用",
    ),
    NumberWording(
        lazy_re(
            r"(?<![0-9.])[0-9]+[一二三四五六七八九十百千](?![一二三四五六七八九十百千是大级类、届次批期个家中流线品化方体代所院市县区省等条环年月日号带路横纵点步性行人员])[万亿余多]?\s*(?:元|人|家|项|个|名)"
        ),
        "阿拉伯数字与汉字数字混用",
    ),
    NumberWording(
        lazy_re(
            rf"(?<![一二三四五六七八九十百千0-9第]){_HAN}{{1,3}}[0-9]+(?:\.[0-9]+)?\s*(?:万|亿)?(?:元|人|家|项|个|名)"
        ),
        "阿拉伯数字与汉字数字混用",
    ),
    NumberWording(
        lazy_re(r"(?<![0-9.])[0-9]+百(?:余|多)?(?:万|亿)?(?:元|人|家|项|个|名|件)"), "“千”“百”不与阿拉伯数字连用"
    ),
    NumberWording(
        lazy_re(r"(?<![0-9,，])[0-9]{1,3}(?:[,，][0-9]{1,2})(?![0-9])(?=\s*[万亿]?(?:元|人|家|项|个|名|件))"),
        "千分位的逗号位置不对",
    ),
    NumberWording(lazy_re(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{4,}"), "千分位的逗号位置不对"),
    NumberWording(
        lazy_re(r"(?<![0-9.])[0-9]++\.[0-9]*+\.[0-9.]*[0-9](?=\s*(?:[万亿]|%|％|元))"), "小数点多了一个", "must"
    ),
    NumberWording(lazy_re(r"(?<![0-9.])0[0-9]+(?:\.[0-9]+)?(?=\s*(?:[万亿]|%|％|元|家|项|人|名))"), "数字前面多了“0”"),
    NumberWording(
        lazy_re(r"(?<![0-9])[0-9]+\.[0-9]+\s*(?:家|个(?!百分点|月)|人(?!次|均|年)|名|项|件|户|所|座|场)(?!以)"),
        "这里计的是整数，不应有小数",
        unless=lazy_re("每|人均|平均|户均|[比率]"),
    ),
    NumberWording(
        lazy_re(r"(?<![0-9])(?<![0-9]\s)[0-9]{2}\s*年(?=\s*(?:[0-9]{1,2}\s*月|底|初|度|以来))"), "年份应写四位数"
    ),
    NumberWording(lazy_re(r"(?:第[0-9]+|第[一二三四五六七八九十]+)\s*第"), "“第”字重复"),
    NumberWording(
        lazy_re(rf"(?<![0-9.])[0-9.]++\s*+[万亿]\s*+(?:人民币)?\s*[万亿]{{2}}元|{_AMOUNT}元\s*[万亿]元?"),
        "数字的单位重复",
        "must",
    ),
    NumberWording(
        # 9亿元至16亿元, not 9至16亿元: GB/T 15835-2011, 5.1.3
        lazy_re(
            r"(?<![0-9.〔年月第])[0-9]++(?:\.[0-9]++)?\s*+(?:—|–|－|-|~|～|至|到)\s*[0-9]++(?:\.[0-9]++)?\s*[万亿](?:元|人次?|吨|亩|户)?"
        ),
        "前一个数也写明“万”“亿”，以免误解",
        "hint",
    ),
    NumberWording(
        lazy_re(
            r"(?:新增|新建|立项|认定|备案|获批|引进|选派|培育|举办|建成|申报|登记|培训|组建)[^，。；\n0-9]{0,10}?(?P<at>[二三四五六七八九十]{1,3}(?:个|家|项|名|人|场|期|台|次)(?=[，。；、]))"
        ),
        "计数宜用阿拉伯数字",
        "hint",
    ),
    NumberWording(
        lazy_re(rf"{_AMOUNT}\s*(?P<at>(?P<unit>元|家|项|个|人|名|件|户|所)(?P=unit))(?![\u4e00-\u9fff]*[人个]人)"),
        "量词重复",
        "must",
    ),
)
# 50～30家, 2024—2021年
_RANGE = lazy_re(
    r"(?<![0-9.〔\[（(/第年月—–－~～-])(?P<low>[0-9]++(?:\.[0-9]++)?)\s*+(?P<unit>[万亿]?[元%％]?)\s*+(?:—|–|－|-|~|～|至)\s*(?P<high>[0-9]+(?:\.[0-9]+)?)(?P<behind>\s*[万亿]?(?:元|[%％]|家|项|个|人|名|件|户|年(?!级))?)(?![0-9.\-—－月日号])"
)


def check_number_wording(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Find wordings by the table, the first that meets a place, and ranges that run backwards."""
    text = draft.read
    taken: list[Span] = []
    for wording in _WORDINGS:
        for match in wording.pattern.finditer(text):
            place = Span(*match.span("at" if "at" in match.re.groupindex else 0))
            before = text[max(0, place.start - _BEFORE) : place.start]
            if wording.unless and wording.unless.search(before):
                continue
            if not any(place.overlaps(one) for one in taken):
                taken.append(place)
                message = f"“{place.of(text).strip()}”：{wording.message}"
                yield draft.finding("N4", wording.level, place, message)
    for match in _RANGE.finditer(text):
        scales_differ = match["unit"].strip()[:1] in ("万", "亿") and match["unit"].strip()[:1] not in match["behind"]
        if match["behind"].strip() and float(match["low"]) > float(match["high"]) and not scales_differ:
            yield draft.finding("N4", "ask", Span(*match.span()), f"“{match[0].strip()}”前大后小，请核对")
