"""Find the group that a figure is about: |18家高校院所|累计转化职务科技成果1239个."""

from __future__ import annotations

import re

from kejiting.text.spans import Span

# 18家|试点单位, 20个|县: groups that do something; not 项目, 成果
_GROUP = re.compile(
    r"(?:单位|高校院所|科研院所|院所|高校|院校|企业|机构|园区|高新区|开发区|基地|团队|联合体|(?:(?<=个)|[贫困强市试点])县|中心|平台|合作社)"
)
_COUNTED_IN = re.compile(r"[家个所户]$")
# 对|18家单位, 先期试点的|18家, 首批|8家, 启动2批|18家, 指导首批…|10家; not 培育|20家企业, 与|13家院所
_GOVERNOR = re.compile(
    r"(?:[，。；：]\s*|[一二三四五六七八九]是|[对为批的]|(?:首批|其中|全省|我省|指导[^，。；]{0,60}))$"
)
_FAR = 80
# 18家单位|、20家企业; 86家高校院所|(含…)的1012名; not 18家单位累计
_NOT_ALONE = re.compile(r"\s*(?:[、（(的]|和|与|及|以及|等)")


def find_group(text: str, amount: Span, noun: Span, sentence_start: int) -> Span | None:
    """Return the amount with its group, if what follows in the sentence may be about it; `noun`: what is counted."""
    lead = text[max(sentence_start, amount.start - _FAR) : amount.start]
    if not _COUNTED_IN.search(amount.of(text)) or (lead.strip() and not _GOVERNOR.search(lead)):
        return None
    group = _GROUP.search(text, max(amount.end, noun.start), max(amount.end, noun.end))
    if group is None or noun.start < amount.end or _NOT_ALONE.match(text, group.end()):
        return None
    return Span(amount.start, group.end())
