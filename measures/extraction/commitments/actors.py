"""Who must act, and with whom, in the folded words of a commitment."""

from __future__ import annotations

import re

from kejiting.text.spans import Span
from measures.extraction.commitments.bodies import BODIES, BODY, is_ourselves

_DEED = "加[快大强]|做好|推[进动]|制定|建[设立]|开展|落实|继续|积极|进一步|认真|立足|配合"
# 省财政厅|将, 各部门|立足职能, 吉林大学|等高校将; not 将 alone
_SUBJECT = re.compile(
    rf"(?P<who>{BODIES.pattern})(?:等[\u4e00-\u9fff]{{0,4}})?(?:\([^()]{{1,12}}\))?(?:也|还|均|都)?"
    rf"(?:将|要(?!求)|会(?!议|商)|拟|应(?!用)|负责|牵头|联合(?!体)|计划|力争|{_DEED})"
)
# 由省人社厅牵头, 由省科技信息研究所负责; not 建立由省委组织部牵头的机制
_CHARGED = re.compile(
    rf"(?<![\u4e00-\u9fff])由(?P<who>{BODIES.pattern})(?:等[\u4e00-\u9fff]{{0,4}})?(?:牵头|负责|组织|会同|主办|承担|实施|制定|具体)"
)
# What may stand before the one who acts: 下一步, 按照…要求, 在…领导下; not 在全省开展
_OPENING = re.compile(
    r"(?:下一?步(?:打算|工作)?|今后|接下来|同时|此外|届时)?[,:]?"
    r"(?:(?:在|按照?|根据|围绕|以|结合|针对|面向|聚焦|充分发挥)[^,;。]*,)*"
)
# 会同|省财政厅, 争取|科技部, 配合|省发展改革委; not 配合做好
_WITH = re.compile(rf"(?:会同|联合|配合|协同|协调|商请|争取|对接|依靠)(?:好)?(?P<who>我[厅局委]|{BODIES.pattern})")
# 与|科技部|的沟通, 与|省人社厅|进行对接; not 与企业需求
_BESIDE = re.compile(
    rf"(?<!高校)(?<!企业)(?<!院所)(?:与|同|和)(?P<who>{BODIES.pattern})(?=的?(?:进行|积极|密切|深度|加强|开展)?(?:沟通|衔接|联系|协作|合作|对接|协调|共建|共同|联合|一道|联动|配合))"
)


def find_actor(text: str, within: Span, agency: str | None = None) -> Span | None:
    """Return who must act where the words begin, or with 由…牵头; None where that is us or nobody is named."""
    opening = _OPENING.match(text, within.start, within.end)
    begin = opening.end() if opening else within.start
    match = _SUBJECT.match(text, begin, within.end) or _CHARGED.search(text, within.start, within.end)
    if match is None:
        return None
    others = [name for name in _names(text, Span(*match.span("who"))) if not is_ourselves(name.of(text), agency)]
    return Span(others[0].start, others[-1].end) if others else None


def find_partners(text: str, within: Span) -> tuple[Span, ...]:
    """Return with whom: each name is one span."""
    matches = [match for pattern in (_WITH, _BESIDE) for match in pattern.finditer(text, within.start, within.end)]
    return tuple(sorted({name for match in matches for name in _names(text, Span(*match.span("who")))}))


def _names(text: str, within: Span) -> list[Span]:
    return [Span(*match.span()) for match in BODY.finditer(text, within.start, within.end)] or [within]
