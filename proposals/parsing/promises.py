"""Find what a letter promises at its end without saying 下一步: 我局将积极争取资金，尽快启动建设。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Problem, Span
from proposals.parsing.parsed import ParsedPassage, ParsedRecommendation

_WHO = r"(?:我(?:们|[省市县区州盟旗厅局委部办院会镇乡站所队]|街道|中心|单位|公司|支队)?|镇政府|乡政府|镇党委、政府)"
_WILL = (
    "继续|进一步|积极|努力|尽快|加快|加大|加强|强化|全力|认真|按照|根据|结合|以|持续|不断|会同|联合|争取|力争|在|适时|督促"
    "|组织|推动|推进|开展|列入|纳入|安排|建立|制定|出台|启动|投入|新建|落实|跟踪|关注|定期|每年|广泛|充分|坚决|坚持|着手|抓紧|抓好|重点|从|按|立足|切实|有序|全面"
    "|统一|研究|借助|利用|实施|健全|提高|提升|扩大|优化|拓宽|吸纳|听取|高度|首先|分[期批步]|邀请|引导|鼓励|牵头|与|再|力求|尽力|适当|随时|陆续|把|对|于|协调|配合|优先|逐步|深入|严格|着力|完善|做好|密切|支持|通过|及时|统筹|多方|主动"
)
# 目前尚未列入计划，我乡将积极向上级争取资金。, 我会将进一步加强检查。, 我局拟于明年安排。; not 我局将该建议转交有关单位。
_PROMISE = lazy_re(
    rf"[^。；！!]{{0,80}}?{_WHO}(?:也|还|一定|必|必定)?(?:(?:将|会)(?:{_WILL})|(?:拟|计划|打算|力争|争取)(?![^。；]*已))[^。；！!]*[。；！!]?"
)
_SENTENCE = lazy_re(r"[^。！!]*[。！!]?[”」』）)]*")
_INFERRED = "原文没有“下一步”字样，末尾说“将”怎样做的话按下一步记，请核对"


def with_promises(
    text: str, recommendations: Sequence[ParsedRecommendation]
) -> tuple[tuple[ParsedRecommendation, ...], tuple[Problem, ...]]:
    """Take the sentences that promise at the end of an answer without headings for its next steps, and say so."""
    kept = tuple(recommendations)
    if len(kept) != 1 or kept[0].title is not None or not _is_prose(kept[0].passages):
        return kept, ()
    *others, last = kept[0].passages
    start = _promises_from(last.span.of(text))
    if start is None:
        return kept, ()
    cut = last.span.start + start
    before = text[last.span.start : cut].rstrip()
    done = [ParsedPassage("prose", Span(last.span.start, last.span.start + len(before)))] if before else []
    promised = ParsedPassage("next_steps", Span(cut, last.span.end))
    return (replace(kept[0], passages=(*others, *done, promised)),), (Problem("next_steps", _INFERRED),)


def _is_prose(passages: Sequence[ParsedPassage]) -> bool:
    return bool(passages) and all(passage.part == "prose" for passage in passages)


def _promises_from(paragraph: str) -> int | None:
    """Return where the promises begin that a paragraph ends with, None if its last sentence is none."""
    start = None
    for sentence in reversed([match for match in _SENTENCE.finditer(paragraph) if match[0]]):
        if not _PROMISE.fullmatch(sentence[0]):
            break
        start = sentence.start()
    return start
