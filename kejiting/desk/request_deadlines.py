"""What the page of a request says of its deadlines: each day with the rule that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from proposals.models import DeadlinePurpose, DeadlineRule, DeadlineUnit, ReplyLetter, Request
from proposals.records import deadline, rule_for, unknown_years, work_calendar


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """`rule` is None where `said` tells who said the day; `years` are those without days off in the base that it counts over."""

    label: str
    day: date
    rule: DeadlineRule | None
    years: tuple[int, ...] = ()
    said: str = ""

    @property
    def why(self) -> str:
        """3个月。代表法：……"""
        rule = self.rule
        return "。".join(filter(None, (f"{rule.amount}{rule.get_unit_display()}", rule.source))) if rule else self.said


def deadlines_of(request: Request, letters: Sequence[ReplyLetter]) -> list[ShownDeadline]:
    """Those of answering, of giving back what is not ours while nobody answered, and of publishing what answers it."""
    rules, days = list(DeadlineRule.objects.all()), work_calendar()
    written = max((letter.written_on for letter in letters if letter.written_on), default=None)
    since = {
        DeadlinePurpose.ANSWER: request.handed_over_on,
        DeadlinePurpose.RETURN: None if letters else request.handed_over_on,
        DeadlinePurpose.PUBLISH: written,
    }
    shown = []
    for purpose, begin in since.items():
        rule = rule_for(purpose, request, begin, rules)
        day = deadline(purpose, request, begin, rules, days)
        if purpose == DeadlinePurpose.ANSWER and request.due_by_person:
            rule, day = None, request.due_on
        if day is not None:
            counts = rule is not None and rule.unit == DeadlineUnit.WORKDAYS and begin is not None
            years = unknown_years(set(range(begin.year, day.year + 1))) if counts and begin else []
            shown.append(ShownDeadline(str(purpose.label), day, rule, tuple(years), _said(request)))
    return shown


def _said(request: Request) -> str:
    """Who said the day that no rule gives: a person, or the paper that was read."""
    return "由人填写" if "due_on" in request.set_by_person or not request.source_sha256 else "来件写明"
