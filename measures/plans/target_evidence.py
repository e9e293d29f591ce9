"""What a linked figure says of a target, and what to mind when the two are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from measures.models import Figure, Target, TargetEvidence
from measures.models.target_status import TargetStatus
from measures.plans.deadlines import EVERY_YEAR, is_late, is_of_one_year, last_day


@dataclass(frozen=True, slots=True)
class Reported:
    """A link with the standing by its figure alone; `notes`, in Chinese, say what makes the comparison doubtful."""

    link: TargetEvidence
    standing: TargetStatus
    is_late: bool
    notes: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        return self.link.figure

    @property
    def written_on(self) -> date | None:
        return self.figure.letter.written_on


def reported(target: Target, links: Sequence[TargetEvidence]) -> tuple[Reported, ...]:
    """The newest letter first, those without a date last; of one letter the later place first."""
    last = last_day(target)
    rows = [_reported(target, link, last) for link in links]
    return tuple(sorted(rows, key=lambda row: (str(row.written_on or ""), row.figure.pk), reverse=True))


def deciding(rows: Sequence[Reported]) -> tuple[Reported, ...]:
    """Those of the newest day on which something was reported in time or, if nothing was, of the newest day."""
    pool = [row for row in rows if not row.is_late] or list(rows)
    return tuple(row for row in pool if row.written_on == pool[0].written_on)


def _reported(target: Target, link: TargetEvidence, last: date | None) -> Reported:
    figure, late = link.figure, is_late(link.figure, last)
    notes = (
        _notes(target, figure, late=late) if link.is_comparable else (_other_unit(target, figure), "单位不同，不能比较")
    )
    return Reported(link, link.status, late, tuple(notes))


def _notes(target: Target, figure: Figure, *, late: bool) -> Iterator[str]:
    written = figure.letter.written_on
    if late and written:
        yield f"{written.year}年才报告，期限是{target.due}"
    if target.due == EVERY_YEAR and not is_of_one_year(figure):
        yield "目标按每年计，数据没有写明是哪一年的"
    if figure.unit != target.unit:
        yield _other_unit(target, figure)
    if figure.low != figure.high:
        yield "数据是一个区间"
    if figure.scope:
        yield f"数据只说{figure.scope}"
    if written is None:
        yield "答复函没有写日期"


def _other_unit(target: Target, figure: Figure) -> str:
    return f"目标以“{target.unit}”计，数据以“{figure.unit}”计"
