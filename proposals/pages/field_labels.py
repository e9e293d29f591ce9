"""The fields of a letter by the names that people know, for saying which of them a person set."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.models import ReplyLetter
from proposals.records import HEADER_FIELDS, printed, to_parsed

PROPOSAL_LABELS = {
    "delegates": "委员、代表或团体",
    "kind": "种类",
    "number": "编号",
    "proposal_title": "提案题目",
    "session": "届次",
}
CONTENT_LABELS = {"recommendations": "逐条建议和答复", "letter_passages": "全函的下一步工作"}
LETTER_LABELS = {field.name: str(field.verbose_name) for field in ReplyLetter._meta.fields}
LABELS = LETTER_LABELS | PROPOSAL_LABELS | CONTENT_LABELS

HEADER_LABELS = {name: LABELS[name] for name in HEADER_FIELDS}


def printed_header(letter: ReplyLetter) -> dict[str, str | None]:
    """Return what the letter's head says, field by field as people would print it."""
    parsed = to_parsed(letter)
    return {name: printed(getattr(parsed, name)) for name in HEADER_FIELDS}


def labels_of(names: Iterable[str]) -> list[str]:
    return [LABELS[name] for name in names]
