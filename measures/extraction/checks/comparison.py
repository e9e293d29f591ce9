"""Hold the statements of one indicator against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measures.extraction.checks.check import Check, Kind
from measures.extraction.checks.differing import differing
from measures.extraction.checks.lines import in_lines
from measures.extraction.checks.printed import quoted
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.unchanged import unchanged


def find_checks(statements: Sequence[Statement]) -> tuple[Check, ...]:
    """Return what differs and what never changes among the statements of one indicator, in whatever order they come."""
    return tuple(_found(statements))


def _found(statements: Sequence[Statement]) -> Iterator[Check]:
    for line in in_lines(statements).values():
        for earlier, later in differing(line):
            yield Check(Kind.DIFFERS, (earlier.id, later.id), f"{_both_say(earlier, later)}，请核口径。")
        for first, last in unchanged(line):
            yield Check(Kind.UNCHANGED, (first.id, last.id), f"{_both_say(first, last)}，数值未更新。")


def _both_say(earlier: Statement, later: Statement) -> str:
    if earlier.letter == later.letter:
        return f"同一份答复既写{quoted(earlier)}，又写{quoted(later)}"
    return f"{_letter(earlier)}写{quoted(earlier)}，{_letter(later)}写{quoted(later)}"


def _letter(statement: Statement) -> str:
    day = statement.written_on
    return f"{day.year}年{day.month}月{day.day}日的答复" if day else "未注明日期的答复"
