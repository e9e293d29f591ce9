"""A letter's doubts: as the base holds them, where their places are after the text was edited, and how they are renewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kejiting.text.spans import Problem, Span
from proposals.models import ReplyLetter
from proposals.parsing import reanchor


def problem_row(problem: Problem) -> dict[str, Any]:
    """`span` is there only where a place in the text is in doubt."""
    row: dict[str, Any] = {"field": problem.field, "message": problem.message}
    return row | {"span": [problem.span.start, problem.span.end]} if problem.span else row


def problem_of(row: dict[str, Any]) -> Problem:
    return Problem(row["field"], row["message"], Span(*row["span"]) if "span" in row else None)


def moved_problems(rows: Iterable[dict[str, Any]], old: str, new: str) -> list[dict[str, Any]]:
    """Let the problems follow to where their words stand in the new text; a place that a person rewrote is none."""
    problems = [problem_of(row) for row in rows]
    placed = [problem.span for problem in problems if problem.span]
    moved = dict(zip(placed, reanchor(old, new, placed), strict=True)) if placed else {}
    followed = ((problem, moved[problem.span] if problem.span else None) for problem in problems)
    return [problem_row(replace(problem, span=span)) for problem, span in followed if span or problem.span is None]


def set_problems(letter: ReplyLetter, field: str, problems: Iterable[Problem]) -> None:
    """Let these be all the letter's doubts about a field; what it doubts elsewhere stays."""
    others = [problem for problem in letter.problems if problem["field"] != field]
    changed = [*others, *map(problem_row, problems)]
    if changed != letter.problems:
        letter.problems = changed
        ReplyLetter.everything.filter(pk=letter.pk).update(problems=changed)
