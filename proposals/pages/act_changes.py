"""What an act changed of a letter, in the letter's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kejiting.text.mask import mask
from kejiting.text.spans import Span
from proposals.models import CongressSession, HandlingClass, HandlingRole, Part, SentenceKind, Status
from proposals.pages.comparison import Field
from proposals.pages.field_labels import LABELS
from proposals.records import LetterState, column_in, quoted

_COLUMNS = (
    "status", "title", "doc_number", "index_number", "category", "agency", "written_on", "published_on",
    "handling_class", "handling_role", "document_type", "addressee", "source_name",
)  # fmt: skip
# What the values of a column are called on pages
_CHOICES: dict[str, Mapping[str, Any]] = {
    "status": dict(Status.choices),
    "handling_class": dict(HandlingClass.choices),
    "handling_role": dict(HandlingRole.choices),
}
_UNTITLED = "（没有标题的建议）"


def changes_between(old: LetterState, new: LetterState) -> Iterator[Field]:
    """Yield what differs: columns of the head, proposals, asks, passages and sentences. Spans that only moved do not."""
    for name in _COLUMNS:
        before, after = column_in(old, name), column_in(new, name)
        if before != after:
            yield Field(LABELS[name], _printed(name, before), _printed(name, after))
    if old["assigned_to"] != new["assigned_to"]:
        yield Field("分给", *((state["assigned_to"] or {}).get("name") for state in (old, new)))
    if _proposals(old) != _proposals(new):
        yield Field("所答复的提案", _proposals(old), _proposals(new))
    for label, rows in (("建议", _asks), ("段落", _passages), ("句子", _sentences)):
        before, after = rows(old), rows(new)
        for key in [*before, *(key for key in after if key not in before)]:
            if before.get(key) != after.get(key):
                yield Field(label, before.get(key), after.get(key))


def changed_status(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Field]:
    """What has no status has that of lying in the wastebasket."""
    was, now = (str(Status(state["status"]).label) if "status" in state else None for state in (old, new))
    if was != now:
        yield Field("状态", was, now)


def public_text(state: LetterState) -> str:
    """Return the text without people's numbers."""
    text: str = mask(state["text"], [Span(start, end) for start, end in state["masked"]])
    return text


def _printed(name: str, value: Any) -> str | None:
    return str(_CHOICES.get(name, {}).get(value, value)) if value else None


def _proposals(state: LetterState) -> str | None:
    return "；".join(map(_proposal, state["proposals"])) or None


def _proposal(row: Mapping[str, Any]) -> str:
    names = {person["id"]: person["name"] for person in row["people"]}
    session = row["session"]
    printed = (
        str(CongressSession(**session)) if session else None,
        row["kind"],
        f"第{row['number']}号" if row["number"] else None,
        f"《{row['title']}》" if row["title"] else None,
        "、".join(one["printed"] or names.get(one["delegate_id"], "") for one in row["signatures"]),
    )
    return " ".join(filter(None, printed))


def _asks(state: LetterState) -> dict[Any, str]:
    return {row["id"]: f"第 {row['position']} 项：{row['title'] or _UNTITLED}" for row in state["recommendations"]}


def _passages(state: LetterState) -> dict[Any, str]:
    """By their ids."""
    text, asks = public_text(state), {row["id"]: row["position"] for row in state["recommendations"]}
    return {
        row["id"]: _told(Part(row["part"]).label, text[row["start"] : row["end"]], asks.get(row["recommendation_id"]))
        for row in state["passages"]
    }


def _sentences(state: LetterState) -> dict[Any, str]:
    text = public_text(state)
    return {
        row["id"]: _told(SentenceKind(row["kind"]).label, text[row["start"] : row["end"]])
        for row in state["judged_sentences"]
    }


def _told(label: str, words: str, ask: int | None = None) -> str:
    return f"{label}{quoted(words)}" + (f"（第 {ask} 项建议）" if ask else "")
