"""N1 and N3: figures against what letters of the base said of the same indicator, as people settled it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.indicator_points import SaidPoint
from kejiting.draft_checks.issued_figures import check_issued_figures
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.mismatch import are_exact, swapped
from kejiting.draft_checks.own_claims import percents_between_shares
from kejiting.draft_checks.own_figures import reckoned
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.units import unit_family
from measures.models import Figure, SeriesPoint
from measures.models.querysets import with_letters
from proposals.citation import cite

# 3.2亿元 for 3.2万元: some thousand times as much as was ever said, or less; 10 times can be growth
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 5, 6, 7, 8))

# 比重达到38.5%，比上年提高|1.7%, 利率3.85%，同比下降|0.42%, 由20%提高到25%，提高|5%; not 增长率
_POINTS = lazy_re(
    r"(?:比重|占比|比例|(?<!增长)(?<!增)率|强度|由\s*[0-9.]{1,8}\s*[%％])[^，。；\n%％]{0,12}[0-9.]{1,8}\s*[%％]\s*[，,（(][^，。；\n0-9]{0,4}(?:20\d\d年[^，。；\n0-9]{0,4})?"
    r"(?:提高|上升|下降|降低|提升|增加|增长|减少|回落)了?(?:约|近)?(?P<by>[0-9.]{1,8}\s*[%％])"
)


def check_settled_line(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """N1: of the same series and period, or near in time, letters say another value and none says this one."""
    for figure, said in memory.indicator_points:
        series, period = _series_of(figure, said)
        same = [one for one in said if one.point.series == series and one.point.period == period]
        near = [one for one in same if period or one.is_near(figure, draft.written_on)]
        if not near and (other := _with_digits_about(figure, said, draft)):
            near = [other]
        if near and not any(one.meets(figure) for one in near) and not _slip(figure, near):
            yield _finding("N1", figure, near[0].point, "与{}的数据不一致：那里写“{}”，请核口径和时点")
    yield from check_issued_figures(draft, memory, of_scale=False)


def _with_digits_about(figure: DraftFigure, said: Sequence[SaidPoint], draft: ReplyDraft) -> SaidPoint | None:
    """What is said of that time, if two digits are changed about here: then it is meant, of whatever group it is said."""
    if not are_exact(figure) or any(one.meets(figure) for one in said):
        return None
    others = {*swapped(figure.statement.low)}
    period = figure.point.period
    return next(
        (
            one
            for one in said
            if one.point.low in others
            and one.point.low == one.point.high
            and (one.point.period == period if period else one.is_near(figure, draft.written_on))
        ),
        None,
    )


# 2025年5月，18家试点单位累计赋权1928个: so many there were by then, not in that month
_IN_ALL = lazy_re(r"(?:累计|总共|共有|已有|现有)[^，,。；;：:]*$")
_BY_THEN = "时点数"


_LIKE_ALL = Decimal("0.7")


def _series_of(figure: DraftFigure, said: Sequence[SaidPoint]) -> tuple[str, str]:
    """The series and the period that the figure is of; in one month there never came most of what there is in all."""
    point = figure.point
    first, _, last = point.period.partition("/")
    is_of_month = bool(last) and first[:7] == last[:7]
    is_most = is_of_month and any(
        one.point.series.startswith(_BY_THEN) and point.least >= one.point.least * _LIKE_ALL for one in said
    )
    if is_most or (point.period and _IN_ALL.search(figure.statement.sentence[: figure.statement.place.start])):
        return "\n".join((_BY_THEN, *point.series.split("\n")[1:])), ""
    return point.series, point.period


def check_scale(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """N3: the same digits, or a tenth or ten times and more of all that was ever said of it."""
    for figure, said in memory.indicator_points:
        alike = [one for one in said if unit_family(figure.statement.unit) in one.point.series]
        if slipped := _slip(figure, alike):
            yield _finding("N3", figure, slipped.point, "与{}的“{}”数字相同而数量级不同，请核单位或小数点")
    yield from check_issued_figures(draft, memory, of_scale=True)
    yield from reckoned("N3", draft)
    yield from _percents_for_points(draft)


def _percents_for_points(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """比重达到38.5%，比上年提高1.7%: between two shares lie percentage points."""
    found = {draft.view.in_source(Span(*match.span("by"))) for match in _POINTS.finditer(draft.read)}
    found |= {figure.span for figure in percents_between_shares(figures_of(draft))}
    for span in sorted(found):
        message = f"两个百分数相差，应写“个百分点”，这里写“{span.of(draft.text)}”"
        yield DraftFinding("N3", "ask", span.start, span.end, message)


def _slip(figure: DraftFigure, said: Sequence[SaidPoint]) -> SaidPoint | None:
    value = figure.statement.low
    if value <= 0 or value != figure.statement.high or any(one.meets(figure) for one in said):
        return None
    for one in said:
        low = one.point.low
        if low > 0 and low == one.point.high and any(value == low * by or low == value * by for by in _SLIPS):
            return one
    return None


def _finding(kind: str, figure: DraftFigure, point: SeriesPoint, message: str) -> DraftFinding:
    against = _against(point)
    words = message.format(against.citation or "另一份答复", "".join(point.printed.split()))
    return DraftFinding(kind, "ask", figure.span.start, figure.span.end, words, against)


def _against(point: SeriesPoint) -> Against:
    rows = Figure.objects.filter(pk=point.figure_id).select_related("passage__recommendation")
    figure = next(iter(with_letters(rows, "text", "masked")), None)
    if figure is None or figure.passage is None:
        return Against("".join(point.printed.split()))
    words = figure.passage.span.of(figure.letter.public_text)
    around = words[max(0, figure.start - 40) : figure.end + 30]
    return Against(
        "".join(around.split()), cite(figure.letter, figure.passage.recommendation), figure.get_absolute_url()
    )
