"""What a later reading makes otherwise of what a person set: never taken over, but offered."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction

from kejiting.text.clean import strip_whitespace
from proposals.models import ReplyLetter
from proposals.parsing import DocNumber, LocatedText, ParsedLetter, ParsedSession
from proposals.records.contents import wanted_contents
from proposals.records.locking import lock
from proposals.records.recall import to_parsed

CONTENTS = frozenset(("recommendations", "letter_passages"))
_HEADER = (
    "title", "doc_number", "index_number", "category", "agency", "written_on", "published_on", "kind", "session",
    "number", "delegates", "proposal_title", "handling_class", "handling_role",
    "document_type", "addressee",
)  # fmt: skip


def printed_reading(parsed: ParsedLetter) -> dict[str, str | None]:
    """What the rules read, field by field as people would print it; of the contents a digest."""
    return {name: printed(getattr(parsed, name)) for name in _HEADER} | {"recommendations": _digest(parsed)}


def printed(value: Any) -> str | None:
    match value:
        case LocatedText():
            return value.value
        case DocNumber():
            return value.printed
        case ParsedSession():
            meeting = f"第{value.meeting}次会议" if value.meeting else ""
            return f"{value.region}{value.body}第{value.term}届{meeting}"
        case date():
            return value.isoformat()
        case tuple():
            return "、".join(value) or None
        case _:
            return value or None


def with_new_suggestions(letter: ReplyLetter, parsed: ParsedLetter) -> list[dict[str, str]]:
    """The letter's suggestions, and what this reading made otherwise than the last one of fields that a person set."""
    if not letter.pk or not letter.reading:
        return []
    now, held = printed_reading(parsed), printed_reading(to_parsed(letter))
    new = {
        name: value
        for name, value in now.items()
        if name in letter.set_by_person and value and value not in (letter.reading.get(name), held[name])
    }
    still = [
        suggestion
        for suggestion in letter.suggestions
        if suggestion["field"] not in new and suggestion["value"] != held[suggestion["field"]]
    ]
    return [*still, *({"field": name, "value": value} for name, value in new.items())]


@transaction.atomic
def decline_suggestion(letter: ReplyLetter, field: str) -> None:
    """Leave the field as the person set it, whatever the rules make of it. Raises RowChangedError."""
    lock(letter)
    kept = [suggestion for suggestion in letter.suggestions if suggestion["field"] != field]
    if kept != letter.suggestions:
        letter.suggestions = kept
        letter.version += 1
        letter.save()


def release(letter: ReplyLetter, field: str) -> None:
    """Give a field that a person set back to the rules; the next reading says what it is."""
    given_back = CONTENTS if field in CONTENTS else {field}
    letter.set_by_person = sorted(set(letter.set_by_person) - given_back)
    letter.suggestions = [suggestion for suggestion in letter.suggestions if suggestion["field"] != field]


def _digest(parsed: ParsedLetter) -> str:
    titles = [one.title for one in parsed.recommendations]
    contents = [[one.part, one.ask, strip_whitespace(one.span.of(parsed.text))] for one in wanted_contents(parsed)]
    return hashlib.sha256(json.dumps([titles, contents], ensure_ascii=False).encode()).hexdigest()
