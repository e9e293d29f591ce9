"""A draft's bytes to what is kept of it: read as letters are, held against the base, its sentences traced."""

from __future__ import annotations

from typing import Any

from kejiting.draft_checks import (
    DraftMemory,
    answer_spans,
    check_draft,
    facts_of_request,
    finding_shape,
    read_draft,
    stored_request,
)
from kejiting.ingest.originals import short_name
from kejiting.origins import NoIndexToAsk, origin_rows
from proposals.models import CongressSession, Request
from proposals.records import session_as_parsed

_LONGEST_TITLE = 300


def check_bytes(
    name: str, data: bytes, *, number: str, session: CongressSession | None, request: Request | None
) -> dict[str, Any]:
    """Return the fields of a `CheckedDraftFile`. Raises UnreadableFile, whose sentence tells people what to do.

    A request that is given goes before number and session, and those before what the draft states.
    """
    shown = short_name(name)
    draft = read_draft(shown, data)
    given_number = (request.number if request else None) or number or None
    given_session = (request.session if request else None) or session
    memory = DraftMemory(
        draft,
        given_number,
        session_as_parsed(given_session),
        facts_of_request(request) if request else None,
    )
    if request is None and (kept := stored_request(memory.number, memory.session)):
        memory = DraftMemory(draft, given_number, memory.given_session, kept)
    checked = check_draft(draft, memory)
    try:
        sentences = origin_rows(draft.text, answer_spans(draft), memory.origins)
    except NoIndexToAsk:
        sentences = None
    return {
        "name": shown,
        "title": " ".join(title.value.split())[:_LONGEST_TITLE] if (title := draft.parsed.title) else "",
        "data": data,
        "is_word": draft.data is not None,
        "text": draft.text,
        "number": number,
        "session": session,
        "request": request,
        "findings": [finding_shape(finding, draft.text) for finding in checked.findings],
        "problems": list(checked.problems),
        "sentences": sentences,
    }
