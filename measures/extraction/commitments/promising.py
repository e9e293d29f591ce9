"""Which folded words promise something: for sure, wherever they stand, or where next steps are announced."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re
from measures.extraction.commitments.future_cues import DEED, HOW, TIME
from measures.extraction.commitments.leads import begin_of, is_bare, is_lead
from measures.extraction.commitments.sure_cues import CONDITION, DOUBTS, OF_PROVINCE, PAST, PURPOSE, SURE

_AHEAD = lazy_re(
    r"将(?!其)|拟|计划|力[争求]|争取|预计|打算|准备|继续|进一步|下一?步|今后|明年|会(?![同议])|待[^,;。]{2,20}后|持续|不断|[年月]底|要|需"
)
# How sentences begin that no more than go round the matter: 您的建议很好, 如您对答复有意见, 这一设想很有价值
_ASIDE = lazy_re(r"(?:您|你们|委员|代表|如|若|欢迎|希望|特此|此复|以上|这[一是])")
# 拒不支付的,由公安机关立案; 市人大正在制定条例
_OF_OTHERS = lazy_re(
    r"的,(?:由|可以?|应)|(?:人大|国务院|国家[\u4e00-\u9fff]{0,8}?|[\u4e00-\u9fff]部)(?:正在?|将|已|拟)"
)
# 因涉及水价政策,暂不具备条件
_REFUSED = lazy_re("暂(?:不|无|未)|无法|不具备|不宜|难以|不能|无权")
_QUESTION = lazy_re(r"[?]$|^(?:下一?步,?)?(?:如何|怎样|怎么)|(?:如何|怎样|怎么)[^,;。]{0,24}(?:关键|问题|重要|难题)")
_ONCE_DONE = lazy_re("曾(?:于|经|在|组织)")
_DONE_FIRST = lazy_re(r"(?:目前|截至|近年来|去年|今年以来|现已|(?:我们|我[市县区局厅委])?已)")
# What may go on with what was promised: 同时,积极争取; 明年实现; 在融资方面,推动
_GOES_ON = lazy_re(
    rf"(?!20\d\d年|对于|对[^,;。]{{2,24}}(?:问题|建议|意见),)(?:同时|此外|另外|其次|再次|并且?|还|在[^,;。]{{2,10}}(?:方面|中|上|后),|明年|(?:{TIME})|到20\d\d年|每[年季月半学]|新(?=[引增建开培])|(?:{HOW})|(?:{DEED}))"
)
_PROVINCE = lazy_re("省|厅|自治区")


def begin_of_sure(words: str, agency: str | None) -> int | None:
    """Return where the promise begins in a sentence that makes one for sure wherever it stands; None if it does not.

    `agency` says whose plans are those of others: for a city's letter the province's.
    """
    cues = [match for one in SURE if (match := one.pattern.search(words))]
    if not cues or is_lead(words):
        return None
    first = min(cues, key=lambda match: match.start())
    begin = begin_of(words, first.start())
    own = words[begin:]
    doubts = DOUBTS if agency is None or _PROVINCE.search(agency) else (*DOUBTS, OF_PROVINCE)
    if (
        CONDITION.pattern.search(words)
        or (begin and PURPOSE.pattern.match(own))
        or any(doubt.pattern.search(own) for doubt in doubts)
        or PAST.pattern.search(words, first.end())
    ):
        return None
    return begin


def goes_on(words: str) -> bool:
    """Does a sentence that follows a promise go on with it, and tells of nothing that was done?"""
    return (
        _GOES_ON.match(words) is not None
        and not is_lead(words)
        and not any(pattern.search(words) for pattern in (PAST.pattern, _OF_OTHERS, _ONCE_DONE))
        and not any(doubt.pattern.search(words) for doubt in DOUBTS)
    )


def promises_nothing(words: str) -> bool:
    """Among next steps all is promised but leads, questions, what was done before and words beside the matter."""
    if is_lead(words) or is_bare(words) or _QUESTION.search(words):
        return True
    return not _AHEAD.search(words) and any(
        (
            *(pattern.match(words) for pattern in (_ASIDE, _DONE_FIRST)),
            *(pattern.search(words) for pattern in (_REFUSED, _OF_OTHERS, _ONCE_DONE)),
        )
    )


def is_deed(words: str) -> bool:
    """Do the words begin with what is to be done: 完善机制?"""
    return re.match(f"(?:{HOW}|{DEED})", words) is not None and not PAST.pattern.search(words)
