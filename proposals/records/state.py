"""All that people can set of a letter, in values that JSON can hold."""

from __future__ import annotations

from typing import Any

from kejiting.web.people import person_name
from proposals.models import CongressSession, Delegate, DeletableModel, Proposal, ReplyLetter, Status

LetterState = dict[str, Any]
Row = dict[str, Any]

TEXTS = ("text", "as_read_text")
_NAMES = (
    "title", "doc_number", "doc_code", "doc_year", "doc_serial", "index_number", "category", "agency", "written_on",
    "published_on", "handling_class", "handling_role", "document_type", "addressee", "text_sha256", "masked", "problems", "set_by_person", "reading",
    "suggestions", "source_name", "source_sha256", "status", *TEXTS,
)  # fmt: skip
COLUMNS = {field.name: field for field in ReplyLetter._meta.fields if field.name in _NAMES}
# columns that the first states had not; left out where they are so still, for a state to stay the same
_LATER = {"document_type": "答复", "addressee": None}
ROWS = {
    "recommendations": ("id", "position", "title", "origin"),
    "passages": ("id", "recommendation_id", "part", "start", "end", "origin"),
    "judged_sentences": ("id", "start", "end", "kind"),
}


def deletion(row: DeletableModel) -> LetterState:
    """Return what the state of a row without a status says of it: something only while it lies in the wastebasket."""
    return {"status": Status.DELETED.value} if row.is_deleted else {}


def letter_state(letter: ReplyLetter) -> LetterState:
    """Return all that people can set of `letter`, its texts among it."""
    answers = letter.answers.select_related("proposal").order_by("position", "id")
    return {
        **{name: value for name in COLUMNS if _LATER.get(name, ...) != (value := getattr(letter, name))},
        "assigned_to": {"id": to.pk, "name": person_name(to)} if (to := letter.assigned_to) else None,
        **{name: list(getattr(letter, name).order_by("id").values(*columns)) for name, columns in ROWS.items()},
        "proposals": [proposal_state(answer.proposal) for answer in answers],
    }


def column_in(state: LetterState, name: str) -> Any:
    """Return what the letter's column was in this state."""
    return state[name] if name in state else _LATER[name]


def proposal_state(proposal: Proposal) -> Row:
    """Return all that people can set of a proposal."""
    signatures = proposal.signatures.order_by("position", "id")
    people = Delegate.objects.filter(signatures__proposal=proposal).order_by("id")
    return {
        "id": proposal.pk,
        "kind": proposal.kind,
        "number": proposal.number,
        "title": proposal.title,
        "session": CongressSession.objects.filter(pk=proposal.session_id or 0).values().first(),
        "signatures": list(signatures.values("delegate_id", "position", "printed")),
        "people": list(people.values("id", "name", "name_key", "kind", "region")),
    }
