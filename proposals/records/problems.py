"""Keep the doubts about a letter that others than its reader have."""

from __future__ import annotations

from collections.abc import Iterable

from kejiting.text.spans import Problem
from proposals.models import ReplyLetter


def set_problems(letter: ReplyLetter, field: str, problems: Iterable[Problem]) -> None:
    """Let these be all the letter's doubts about a field; what it doubts elsewhere stays."""
    others = [problem for problem in letter.problems if problem["field"] != field]
    changed = [*others, *({"field": problem.field, "message": problem.message} for problem in problems)]
    if changed != letter.problems:
        letter.problems = changed
        ReplyLetter.objects.filter(pk=letter.pk).update(problems=changed)
