"""N5: what a plan aims at, named otherwise: another number, or another year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import likeness as likeness_of_titles
from kejiting.draft_checks.stated import DraftFigure, figures_of
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.amounts import amount_text
from measures.extraction.same_name import likeness, names_of, same_kind
from measures.models import Target
from proposals.models import Status

# That it speaks of an aim, not of what there is; 到2024年底 is an aim only in advance
_AIM = lazy_re(r"目标|力争|规划|计划|方案|任务|要求|提出|确定|明确|每年|年均")
# 截至2024年底 tells what there was then
_UNTIL = lazy_re(r"(?<![截止])[到至]\s*(?P<year>20\d{2})\s*年")
_YEAR = lazy_re(r"20\d{2}")
_EVERY_YEAR = lazy_re(r"每年|年均")
_DONE = lazy_re(r"实际|已(?:经)?(?:建|完|达|实|培|认)|累计|超额|提前|达到了|建成了|完成了|实现了|目前|截至")
_DONE_BEHIND = lazy_re(
    r"[^，。；]{0,12}[，,](?:均?已)?(?:超额|如期|提前|圆满)?(?:完成|实现)(?:了)?[^，。；]{0,6}(?:目标|任务)"
)
_VERBS = lazy_re("^(?:提出|要求|建设|新建|建成|培育|培养|打造|认定|新增|设立|发展|实现|全省|重点)+(?=.{3})")
_MOST = 3000
# 省级|技术转移示范机构: more words before the name make it something else
_MOST_EXTRA = 2


def check_plan_targets(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    aims = [figure for figure in figures_of(draft) if figure.counted and _is_aim(figure, draft.parsed.written_on)]
    if not aims:
        return
    targets = Target.objects.filter(item__plan__status=Status.PUBLISHED).select_related("item__plan").order_by("pk")
    named = [(target, names_of(target.indicator)) for target in targets[:_MOST]]
    for figure in aims:
        alike = [target for target, names in named if _is_same(figure, target, names) and _is_its_plan(figure, target)]
        same = [target for target in alike if _is_due(figure, target)]
        late = next((target for target in alike if _agrees(figure, target)), None)
        if not same and late and (year := _UNTIL.search(_clauses(figure))):
            start = figure.sentence.start + figure.statement.sentence.index(_clauses(figure)) + year.start("year")
            message = f"《{late.item.plan.title}》的这一目标期限是{late.due}，此处写“{year['year']}年”，请核对"
            against = Against(f"{late.indicator}，期限{late.due}", str(late.item.plan), late.get_absolute_url())
            yield DraftFinding("N5", "ask", start, start + len("2020年"), message, against)
        if same and not any(_agrees(figure, target) for target in same):
            target = same[0]
            value = amount_text(target.low, target.high, target.unit)
            due = f"，期限{target.due}" if target.due else ""
            message = f"与《{target.item.plan.title}》的目标不一致：那里是“{target.indicator}{value}{due}”"
            against = Against(f"{target.indicator}{value}{due}", str(target.item.plan), target.get_absolute_url())
            yield DraftFinding("N5", "ask", figure.span.start, figure.span.end, message, against)


def _is_aim(figure: DraftFigure, written: date | None) -> bool:
    sentence, start = figure.statement.sentence, figure.statement.place.start
    clause = sentence[:start].rpartition("，")[2]
    # 实际建成58个，超额完成目标: what there is
    if _DONE.search(clause) or _DONE_BEHIND.match(sentence, figure.statement.place.end):
        return False
    ahead = (int(until["year"]) for until in _UNTIL.finditer(sentence))
    return bool(_AIM.search(sentence)) or any(written is None or year >= written.year for year in ahead)


def _is_same(figure: DraftFigure, target: Target, names: tuple[str, ...]) -> bool:
    if not names or figure.statement.unit not in same_kind(target.unit):
        return False
    clause = figure.statement.sentence[: figure.statement.place.start].rpartition("，")[2]
    if bool(_EVERY_YEAR.search(clause)) != bool(_EVERY_YEAR.search(f"{target.indicator}{target.due or ''}")):
        return False
    # without what is said of it, as the target's own name is: 吉林省|科技大市场分市场
    named = _VERBS.sub("", figure.counted)
    counted = next(iter(names_of(named)), named)
    found = likeness(names, counted)
    return found is not None and found.extra <= _MOST_EXTRA


def _clauses(figure: DraftFigure) -> str:
    """The sentence from the last clause before the figure on that names a year until which, else all of it."""
    sentence, start = figure.statement.sentence, figure.statement.place.start
    until = [match.start() for match in _UNTIL.finditer(sentence, 0, start)]
    return sentence[until[-1] : start] if until else sentence


def _is_due(figure: DraftFigure, target: Target) -> bool:
    years, due = _YEAR.findall(figure.statement.sentence), _YEAR.findall(target.due or "")
    return not due or not years or bool({*due} & {*years})


def _is_its_plan(figure: DraftFigure, target: Target) -> bool:
    """Tell whether it may speak of this plan: the plan that its sentence names last before it is no other one."""
    before = figure.statement.sentence[: figure.statement.place.start]
    plans = _PLAN.findall(before)
    if not plans:
        # where no plan is named another year is another aim
        return _is_due(figure, target) or "方案" in before
    last, plan = fold(plans[-1]), fold(target.item.plan.title or "")
    return last in plan or plan in last or likeness_of_titles(last, plan) >= _NEARLY


_PLAN = lazy_re(r"《([^《》\n]{4,60}(?:方案|规划|计划|意见|纲要|决定|行动|通知|政策|措施)[^《》\n]{0,12})》")
_NEARLY = 0.75


def _agrees(figure: DraftFigure, target: Target) -> bool:
    """A letter may tell more than the aim (超额) only of what there is, so that the number has to be the aim's own."""
    return figure.statement.low <= target.high and target.low <= figure.statement.high
