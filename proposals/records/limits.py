"""What does not fit its column is no title, number or name, but text that was taken for one: left out, and said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import CharField, Model

from kejiting.text.spans import Problem
from proposals.models import CongressSession, Delegate, Proposal, Recommendation, ReplyLetter
from proposals.parsing import DocNumber, LocatedText, ParsedLetter

COLUMNS = {
    "title": (ReplyLetter, "title", "标题"),
    "index_number": (ReplyLetter, "index_number", "索引号"),
    "category": (ReplyLetter, "category", "分类"),
    "addressee": (ReplyLetter, "addressee", "主送单位"),
    "agency": (ReplyLetter, "agency", "发文机关"),
    "doc_number": (ReplyLetter, "doc_number", "发文字号"),
    "number": (Proposal, "number", "提案编号"),
    "proposal_title": (Proposal, "title", "提案题目"),
}


def within_columns(parsed: ParsedLetter) -> ParsedLetter:
    """`parsed` without values longer than the base can hold, each named by a Problem."""
    problems = list(parsed.problems)
    changes: dict[str, Any] = {}
    for name, (model, column, label) in COLUMNS.items():
        value = getattr(parsed, name)
        if value is not None and len(_printed(value)) > column_length(model, column):
            changes[name] = None
            problems.append(Problem(name, f"识别出的{label}过长，没有采用，请人工填写"))
    names = tuple(name for name in parsed.delegates if len(name) <= column_length(Delegate, "name"))
    if names != parsed.delegates:
        changes["delegates"] = names
        problems.append(Problem("delegates", "识别出的提出人名称过长，没有采用，请人工填写"))
    if parsed.session and (
        "-" in parsed.session.region or len(parsed.session.region) > column_length(CongressSession, "region")
    ):
        changes["session"] = None
        problems.append(Problem("session", "识别出的届次地名不像地名，没有采用，请人工填写"))
    asks = tuple(
        replace(ask, title=ask.title[: column_length(Recommendation, "title")] if ask.title else None)
        for ask in parsed.recommendations
    )
    return replace(parsed, **changes, recommendations=asks, problems=tuple(problems))


def _printed(value: str | LocatedText | DocNumber) -> str:
    match value:
        case LocatedText():
            return value.value
        case DocNumber():
            return value.printed
        case str():
            return value


def column_length(model: type[Model], column: str) -> int:
    field = model._meta.get_field(column)
    return field.max_length or 0 if isinstance(field, CharField) else 0
