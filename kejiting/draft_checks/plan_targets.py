"""N5: what a plan aims at, named otherwise: another number, or another year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.lazy_re import lazy_re
from measures.extraction.amounts import amount_text
from measures.extraction.same_name import likeness, names_of, same_kind
from measures.models import Target
from proposals.models import Status

# That it speaks of an aim, not of what there is; 到2024年底 is an aim only in advance
_AIM = lazy_re(r"目标|力争|规划|计划|方案|任务|要求|提出|确定|明确|每年|年均")
_UNTIL = lazy_re(r"[到至]\s*(?P<year>20\d{2})\s*年")
_YEAR = lazy_re(r"20\d{2}")
_EVERY_YEAR = lazy_re(r"每年|年均")
_MOST = 3000
# 省级|技术转移示范机构: more words before the name make it something else
_MOST_EXTRA = 2


def check_plan_targets(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    aims = [figure for figure in figures_of(draft) if figure.counted and _is_aim(figure, draft.parsed.written_on)]
    if not aims:
        return
    targets = Target.objects.filter(item__plan__status=Status.PUBLISHED).select_related("item__plan").order_by("pk")
    named = [(target, names_of(target.indicator)) for target in targets[:_MOST]]
    for figure in aims:
        same = [target for target, names in named if _is_same(figure, target, names)]
        if same and not any(_agrees(figure, target) for target in same):
            target = same[0]
            value = amount_text(target.low, target.high, target.unit)
            due = f"，期限{target.due}" if target.due else ""
            message = f"与《{target.item.plan.title}》的目标不一致：那里是“{target.indicator}{value}{due}”"
            against = Against(f"{target.indicator}{value}{due}", str(target.item.plan), target.get_absolute_url())
            yield DraftFinding("N5", "ask", figure.span.start, figure.span.end, message, against)


def _is_aim(figure: DraftFigure, written: date | None) -> bool:
    sentence = figure.statement.sentence
    ahead = (int(until["year"]) for until in _UNTIL.finditer(sentence))
    return bool(_AIM.search(sentence)) or any(written is None or year >= written.year for year in ahead)


def _is_same(figure: DraftFigure, target: Target, names: tuple[str, ...]) -> bool:
    if not names or figure.statement.unit not in same_kind(target.unit):
        return False
    sentence = figure.statement.sentence
    if bool(_EVERY_YEAR.search(sentence)) != bool(_EVERY_YEAR.search(f"{target.indicator}{target.due or ''}")):
        return False
    years, due = _YEAR.findall(sentence), _YEAR.findall(target.due or "")
    if due and years and not {*due} & {*years}:
        return False
    # without what is said of it, as the target's own name is: 吉林省|科技大市场分市场
    counted = next(iter(names_of(figure.counted)), figure.counted)
    found = likeness(names, counted)
    return found is not None and found.extra <= _MOST_EXTRA


def _agrees(figure: DraftFigure, target: Target) -> bool:
    """A letter may tell more than the aim (超额) only of what there is, so that the number has to be the aim's own."""
    return figure.statement.low <= target.high and target.low <= figure.statement.high
