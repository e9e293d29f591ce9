"""N2: figures inside the draft that do not add up, do not make the share they should, or are told twice and differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.mismatch import Holds, Mismatch, adds_up, joined, mismatch, words_of_figure
from kejiting.draft_checks.own_claims import explained
from kejiting.draft_checks.relations import mismatches
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.checks import Kind, check_sentences

_NEAR_SHARE = Decimal("0.06")
# By what the figures of a finding would hold: total and parts; whole, part and share
_HOLDS: dict[Kind, Holds] = {
    Kind.SUM: adds_up,
    Kind.PERCENT: lambda values: values[0] > 0 and abs(values[1] / values[0] * 100 - values[2]) <= _NEAR_SHARE,
}
# 由900人|增加到|1800人: what was before
_FORMER = lazy_re(
    r"^[^，。；\n]{0,12}(?:增(?:加|长)?|提(?:高|升)|上升|扩大|发展|攀升|跃升|压缩|缩短|减少|降低?|下降)[^，。；\n]{0,6}[到至为]"
)
# 首批10家 beside 30家: of a part
_OF_A_PART = lazy_re(
    r"(?:首批|第[一二三四五六七八九十]批|前[一二三四五六七八九十0-9]+批|其中|新增|新认定|新建|再)[^，。；]{0,8}$"
)
_YEAR = lazy_re(r"(?:19|20)\d{2}(?=\s*年)|目前|现有|截至目前|今年|去年|上年")
# 提出到2020年建设50个 is an aim, whatever there is
_AIM = lazy_re(r"提出|目标|力争|计划|规划|到20\d{2}年")


def check_own_figures(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """N2: each of the figures that cannot be true together; nobody knows which of them is wrong."""
    yield from reckoned("N2", draft)
    yield from _told_twice(list(figures_of(draft)))
    yield from _shortened(draft)


def reckoned(kind: str, draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield the doubted figures of what does not hold of the draft's own: N3 where the scale is wrong, N2 else.

    What one slip makes is told once, however many rules find it.
    """
    told = list[set[Span]]()
    all_found = (*mismatches(draft), *_as_ledgers_check(draft))
    # a slip of scale explains whatever else does not hold of it
    for found in sorted(all_found, key=lambda one: not one.is_scale):
        spans = {figure.span for figure in found.figures}
        if any(len(spans & before) * 2 > len(spans) for before in told):
            continue
        told.append(spans)
        for figure in found.doubted if found.is_scale == (kind == "N3") else ():
            others = "、".join(words_of_figure(one) for one in found.figures if one is not figure)
            span = figure.span
            yield DraftFinding(kind, "ask", span.start, span.end, found.message, Against(others) if others else None)


def _as_ledgers_check(draft: ReplyDraft) -> Iterator[Mismatch]:
    figures = {figure.statement.id: figure for figure in figures_of(draft)}
    right = explained(figures_of(draft))
    for finding in check_sentences([figure.statement for figure in joined(list(figures.values()))]):
        holds = _HOLDS.get(finding.kind)
        # a share is meant of another whole than the nearest if it is just right of that
        if holds and (finding.kind != Kind.PERCENT or figures[finding.members[-1]].span not in right):
            yield mismatch(tuple(figures[pk] for pk in finding.members), finding.says.rstrip("。"), holds=holds)


# 由|10|个工作日压缩到|5|个工作日，压缩|50|%: days and hours are no figures of the ledgers
_SHORTENED = lazy_re(
    r"(?:由|从)(?:原来的?)?\s*(?P<former>[0-9]{1,4})\s*(?P<unit>个工作日|个?小时|天|日|分钟|个月|项|个|份)[^，。；\n0-9]{0,10}"
    r"(?:压缩|缩短|减少|精简|压减|减|降)[^，。；\n0-9]{0,4}[到至为]\s*(?P<now>[0-9]{1,4})\s*(?P=unit)[，,（(][^，。；\n0-9]{0,6}"
    r"(?:压缩|缩短|减少|精简|压减|减|降低?|提速)了?(?P<by>[0-9.]{1,6}\s*[%％])"
)


def _shortened(draft: ReplyDraft) -> Iterator[DraftFinding]:
    for match in _SHORTENED.finditer(draft.read):
        former, now, said = int(match["former"]), int(match["now"]), Decimal(match["by"].rstrip("%％ ").strip("."))
        if former and abs((former - now) * Decimal(100) / former - said) > 1:
            message = f"由{former}到{now}应减少约{(former - now) * 100 / former:.1f}%，与“{match['by']}”不符"
            yield draft.finding("N2", "ask", Span(*match.span("by")), message, Span(*match.span()))


def _finding(figure: DraftFigure, message: str, against: str) -> DraftFinding:
    return DraftFinding("N2", "ask", figure.span.start, figure.span.end, message, Against(against))


def _told_twice(figures: list[DraftFigure]) -> Iterator[DraftFinding]:
    """The same thing counted for the same time and group, in two sentences, with values that cannot both be."""
    told = defaultdict[tuple[str, ...], list[DraftFigure]](list)
    for figure in figures:
        statement = figure.statement
        if len(figure.counted) > _SAYS_NOTHING and figure.counts_things and not _is_former(figure):
            key = (
                figure.counted,
                figure.point.series,
                figure.point.period,
                statement.scope or "",
                statement.hedge or "",
            )
            told[key].append(figure)
    for same in told.values():
        for number, figure in enumerate(same):
            other = next((one for one in same[:number] if _differ(one, figure)), None)
            if other:
                ours, theirs = "".join(figure.parsed.text.split()), "".join(other.parsed.text.split())
                message = f"文中另有一处写“{theirs}”，与这里的“{ours}”不一致"
                yield _finding(figure, message, other.statement.sentence)
                yield _finding(other, f"文中另有一处写“{ours}”，与这里的“{theirs}”不一致", figure.statement.sentence)


_SAYS_NOTHING = 3


def _is_former(figure: DraftFigure) -> bool:
    """Tell the value of before, 由29个增加到31个; of a part, 首批10家; and an aim."""
    statement = figure.statement
    before = statement.sentence[: statement.place.start]
    is_of_another = _OF_A_PART.search(before) or _AIM.search(before.rpartition("。")[2])
    return bool(is_of_another or _FORMER.match(statement.sentence[statement.place.end :]))


def _differ(one: DraftFigure, other: DraftFigure) -> bool:
    if one.point.reach.meets(other.point.reach) or one.sentence.overlaps(other.sentence):
        return False
    ours, theirs = _when_and_where(one), _when_and_where(other)
    return all(not a or not b or a == b for a, b in zip(ours, theirs, strict=True))


_EVERYWHERE = "全省|全国|全市"
_PLACE = lazy_re(rf"[\u4e00-\u9fff]{{2,4}}(?:市|州|县|区|大学|学院|集团|公司)|{_EVERYWHERE}")


def _when_and_where(figure: DraftFigure) -> tuple[str, str]:
    """The last year and the last place that are named before the figure in its sentence."""
    before = figure.statement.sentence[: figure.statement.place.start]
    in_no_bracket = re.split("[（(]", before)[-1]
    years, places = _YEAR.findall(before), _PLACE.findall(in_no_bracket) or re.findall(_EVERYWHERE, before)
    return (years[-1] if years else ""), (places[-1] if places else "")
