"""Words that open a list of what will be done: 下一步将做好以下工作： They promise nothing by themselves."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.commitments.sure_cues import PAST

_COUNT = r"(?<!\d)(?:[一二两三四五六七八九十几]{1,2}|\d(?!\d))"
# 做好以下工作, 从三个方面着手, 拟分两步走, 做好“三个一批”, 我局将; not 重点抓好三件事:扩大专员队伍
_LEAD = lazy_re(
    rf"(?:以下|如下|下列)[^,;。]{{0,16}}[:。,]?$|{_COUNT}(?:个|项|大|件|点|步|方面)[^,;。:]{{0,10}}:$"
    rf"|{_COUNT}(?:个|项|大|件)?[^,;。:]{{0,4}}(?:工作|措施|任务|事|方面(?:[^,;。:]{{0,4}}(?:着手|入手|发力|推进|突破))?)[。,]?$"
    r'|"[一二两三四五六七八九][^"]{1,6}"[:,]?$|(?:将|拟|打算|计划|考虑|措施|工作|安排|举措|思路|任务|重点|推出|着手|发力|求突破)(?:是|有|为|如下|包括)?:$'
)
# Only 下一步, and its like: nothing that would have to be shown
_BARE = lazy_re(r"(?:下一?步|今后|接下来|下一?阶段|后续|未来)(?:的?工作)?(?:打算|计划|安排|思路)?(?:中|里)?[,:]?")
# 虽然取得一定进展,但仍有差距,|下一步需加快建设; not 结合您的建议,下一步将
_OPENER = lazy_re(r"(?:下一?步|今后|接下来|下一?阶段)")
_REFUSED = lazy_re("暂(?:不|无|未)|无法|不足|不具备|不宜|差距|问题依然")
# 医院拟建停车楼,目前正办手续,|力争年底动工: one promise
_PLANNED = lazy_re(r"(?<![模虚原])拟(?!定)|(?<![原年])计划[^,;。的]")
_FRAME = lazy_re(r"(?:对|关于|针对|为|在|按|围绕|结合|根据|同时|此外|您|经|以|通过|聚焦|立足|到|年|20|明年)")
_AHEAD = lazy_re(
    r"下一?步|今后|接下来|下一?阶段|将(?!其)|拟|打算|计划(?=[:从在采做])|考虑|准备|力争|继续|(?:采取|拿出)(?!了)|明年|近期|考虑是|[要需](?=重点|着力|抓好|做好)"
)
# 现将办理情况答复如下:
_REPORT = lazy_re(r"现[将就]|(?:答复|回复|说明|汇报|反馈|报告)[^,;。]{0,4}(?:如下|以下)")
_DONE = lazy_re(r"(?:采取|做|开展|完成|推进|抓)了|已|先后|近年来|去年|以来|成效|做法")


def is_lead(sentence: str) -> bool:
    """Does a folded sentence or clause, with its stop, say only that a list of something follows?"""
    return _LEAD.search(sentence) is not None


def is_bare(lead: str) -> bool:
    """Is it no more than 下一步, ?"""
    return _BARE.fullmatch(lead) is not None


def lead_of_promises(text: str, lead: Span) -> Span | None:
    """Return the part of a folded lead that speaks of what will be done, without the clauses on what was; None if none."""
    words = lead.of(text)
    ahead = _AHEAD.search(words)
    if ahead is None or _REPORT.search(words) or _DONE.search(words, ahead.start()):
        return None
    start = begin_of(words, ahead.start())
    return Span(lead.start + start, lead.end)


def begin_of(words: str, cue: int) -> int:
    """Return where the words of a promise begin whose cue stands there: behind clauses that tell of what was done."""
    clause = max(words.rfind(mark, 0, cue) for mark in ",;:") + 1
    if not clause or _PLANNED.search(words, 0, clause):
        return 0
    is_apart = (
        PAST.pattern.search(words, 0, clause)
        or _REFUSED.search(words, 0, clause)
        or (_OPENER.match(words, clause) and not _FRAME.match(words))
    )
    return clause if is_apart else 0
