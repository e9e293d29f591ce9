"""P3: promises that name nothing, no number, no day, and set their own conditions."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.promises import AHEAD, OPENING
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.evidence import telling_words
from proposals.parsing.stops import sentence_spans

# What promises to look at something, when it suits: nobody can say whether it was done
_NOTHING = lazy_re(
    r"研究考虑|认真研究|积极研究|深入研究|统筹考虑|综合考虑|予以考虑|适时|择机|酌情|视情况?|尽量|力所能及|条件(?:成熟|具备|允许)|积极探索|逐步推进|继续关注|高度重视|"
    r"进一步(?:加强|加大|强化|推动|推进|做好|完善|提高|提升)[^，。；]{0,8}(?:工作|力度|水平|服务|研究|落实|建设)|尽快推动|大力推动|抓好落实|做好(?:相关|各项|有关)工作|推动(?:相关|有关)工作|取得(?:更大|更多|更好|新的?|积极|明显|实实在在的?)[^，。；]{0,4}(?:成[绩效果]|进展|突破)|(?:持续|不断)?(?:深入|大力|着力|全力)(?:推动|推进|提升|优化)|努力取得[^，。；]{0,6}成[绩效果]|[再迈更]上(?:新的?|一个新)?(?:台阶|水平)"
)
# Words that name a thing: what is promised can be looked for
# 我厅将|不断健全…，推动…: each clause means well and says neither what nor how much
_WELL_MEANT = lazy_re(
    r"^(?:(?:我[厅局委们省市县区]|省科技厅|市科技局|将|会|要|拟|并|以|为)*)(?:继续|不断|持续|进一步|大力|积极|深入|切实|着力|努力|认真|全力|扎实|加快|更加|更好地?|充分)+(?:地)?"
    r"(?:加强|加大|健全|完善|推动|推进|支持|提升|提高|优化|强化|促进|做好|抓好|落实|深化|改进|夯实|营造|引导|发挥|关注|拓展|拓宽|丰富)[^，。；]{0,24}$"
)
_WELL_MEANT_TOO = lazy_re(r"^(?:并|为|以|助力|推动|促进|实现|提升|提高|增强|形成|营造|取得|助推|支撑)[^，。；]{0,24}$")
_SHORTEST_WELL_MEANT, _LONGEST_WELL_MEANT = 14, 60
_NAMED = lazy_re(r"[0-9《“]|[一二三四五六七八九十两][个项家批次场期]")
_FEW = 2
_SAY_NOTHING = frozenset(
    [
        "我厅",
        "我们",
        "我局",
        "省科技厅",
        "建议",
        "意见",
        "工作",
        "相关",
        "政策",
        "落实",
        "推动",
        "推进",
        "研究",
        "有关",
        "问题",
        "情况",
        "方面",
        "继续",
        "积极",
        "加大",
        "力度",
        "统筹",
        "协调",
        "出台",
        "不断",
        "提升",
        "提高",
        "服务",
        "水平",
        "努力",
        "取得",
        "更大",
        "更多",
        "更好",
        "成绩",
        "成效",
        "实效",
        "成果",
        "加强",
        "支持",
        "持续",
        "发展",
        "高质量",
        "做好",
        "抓好",
        "各项",
        "认真",
        "切实",
        "扎实",
        "全力",
        "大力",
        "深入",
        "进一步",
    ]
)


def check_vague_promises(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """P3: promises that name nothing, no number, no day, and set their own conditions."""
    parsed = draft.parsed
    passages = [passage for ask in parsed.recommendations for passage in ask.passages]
    for passage in sorted({*passages, *parsed.letter_passages}, key=lambda one: one.span):
        if passage.part == "outcomes":
            continue
        sentences = list(sentence_spans(parsed.text, passage.span))
        for sentence in sentences:
            words = sentence.of(parsed.text)
            opening = OPENING.match(words)
            start, end = opening.end() if opening else 0, len(words.rstrip("。；;！! "))
            if opening is None and passage.part != "next_steps" and not AHEAD.search(words):
                continue
            promised = words[start:end]
            is_all = sentence == sentences[-1] and (len(sentences) == 1 or opening is not None)
            if not _NAMED.search(promised) and (
                (_NOTHING.search(words) and _is_empty(promised)) or (is_all and _is_well_meant(promised))
            ):
                span = Span(start, end).shifted(sentence.start)
                yield DraftFinding(
                    "P3", "hint", span.start, span.end, "没有写做什么、做到什么程度、什么时候做到，以后无从核对"
                )


def _is_well_meant(words: str) -> bool:
    first, *others = words.split("，")
    return (
        _SHORTEST_WELL_MEANT <= len(words) <= _LONGEST_WELL_MEANT
        and _WELL_MEANT.match(first) is not None
        and all(_WELL_MEANT.match(other) or _WELL_MEANT_TOO.match(other) for other in others)
    )


def _is_empty(words: str) -> bool:
    """Tell whether few words say something; each phrase more that says nothing makes room for one."""
    rest, phrases = _NOTHING.subn("", words)
    return len({*telling_words(rest)} - _SAY_NOTHING) < _FEW + phrases
