"""撤销: keep what a letter was before a press of its review page, and make it so again.

Only the last press can be taken back, by the person whose it was, and while nobody has changed the letter since. Rows
that are made again have the ids that they had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import F

from kejiting.web.actions import ActionError
from proposals.models import CongressSession, Delegate, LastEdit, Proposal, ReplyLetter, Signature
from proposals.records.answered import forget_unanswered
from proposals.records.contents import PARKED
from proposals.records.errors import lock
from proposals.records.likeness import note_shingles
from proposals.records.outbox import note_contents, queue_letters_for_indexing
from proposals.records.save import LETTER_FIELDS

LetterState = dict[str, Any]
Row = dict[str, Any]

_NAMES = (
    "title", "doc_number", "doc_code", "doc_year", "doc_serial", *LETTER_FIELDS, "text", "text_sha256", "masked",
    "problems", "set_by_person", "reading", "suggestions",
)  # fmt: skip
_COLUMNS = {field.name: field for field in ReplyLetter._meta.fields if field.name in _NAMES}
_ROWS = {
    "recommendations": ("id", "position", "title", "origin"),
    "passages": ("id", "recommendation_id", "part", "start", "end", "origin"),
    "judged_sentences": ("id", "start", "end", "kind"),
}
# Where rows wait while others take their places; positions are small integers
_PARKING: dict[str, Mapping[str, Any]] = {
    "recommendations": {"position": F("position") + 20_000},
    "passages": {"start": F("start") + PARKED, "end": F("end") + PARKED},
    "judged_sentences": {"start": F("start") + PARKED, "end": F("end") + PARKED},
}


def letter_state(letter: ReplyLetter) -> LetterState:
    """Return all that a press of the review page may change of `letter`, in values that JSON can hold."""
    answer = letter.answers.select_related("proposal").first()
    return {
        **{name: getattr(letter, name) for name in _COLUMNS},
        **{name: list(getattr(letter, name).order_by("id").values(*columns)) for name, columns in _ROWS.items()},
        "proposal": _proposal_state(answer.proposal) if answer else None,
    }


def keep_last_edit(letter: ReplyLetter, former: LetterState, *, message: str, by: User) -> bool:
    """Keep what `letter` was before a press, if that changed it; say whether it did. In the transaction of the press."""
    state = letter_state(letter)
    before = {name: value for name, value in former.items() if value != state[name]}
    if before:
        LastEdit.objects.filter(letter=letter).delete()
        LastEdit.objects.create(letter=letter, version=letter.version, before=before, message=message, by=by)
    return bool(before)


def last_edit_of(letter: ReplyLetter, by: User) -> LastEdit | None:
    """Return what `by` can take back."""
    return LastEdit.objects.filter(letter=letter, version=letter.version, by=by).first()


@transaction.atomic
def undo_edit(letter: ReplyLetter, key: int, *, by: User) -> str:
    """Take back the edit with this key; return what it had changed.

    Raises LetterChangedError, and ActionError if it is not the last one any more.
    """
    lock(letter)
    edit = last_edit_of(letter, by)
    if edit is None or edit.pk != key:
        raise ActionError("这一步之后又有改动（可能是别人改的），没有撤销。请看过现在的内容再改。")
    before: LetterState = edit.before
    for name in before.keys() & _COLUMNS.keys():
        setattr(letter, name, _COLUMNS[name].to_python(before[name]))
    if "proposal" in before:
        _restore_proposal(letter, before["proposal"])
    extra = [_restore_rows(letter, name, before[name]) for name in _ROWS if name in before]
    for rows in reversed(extra):  # passages go before the recommendation that they answered
        rows.delete()
    edit.delete()
    letter.version += 1
    letter.save()
    if "text" in before:
        note_shingles(letter)
    note_contents(letter)
    return edit.message


def _restore_rows(letter: ReplyLetter, name: str, before: Sequence[Row]) -> models.QuerySet[Any]:
    """Make the rows be as before, but for those that were not there: these are returned, out of the way."""
    rows = getattr(letter, name)
    now = {row["id"]: row for row in rows.values(*_ROWS[name])}
    changed = [row for row in before if row != now.get(row["id"])]
    new = now.keys() - {row["id"] for row in before}
    rows.filter(pk__in=[*new, *(row["id"] for row in changed)]).update(**_PARKING[name])
    for row in changed:
        rows.model(letter=letter, **row).save()
    extra: models.QuerySet[Any] = rows.filter(pk__in=new)
    return extra


def _proposal_state(proposal: Proposal) -> Row:
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


def _restore_proposal(letter: ReplyLetter, row: Row | None) -> None:
    answer = letter.answers.select_related("proposal").first()
    if row is None or answer is None:
        return
    current = answer.proposal
    proposal = current if current.pk == row["id"] else Proposal.objects.filter(pk=row["id"]).first()
    if proposal in (None, current):  # another letter that answers it, too, may have seen to it meanwhile
        proposal = _proposal_as_before(row)
    if proposal != current:
        answer.proposal = proposal
        answer.save()
        forget_unanswered([current])
    queue_letters_for_indexing(ReplyLetter.objects.filter(proposals=proposal).exclude(pk=letter.pk))


def _proposal_as_before(row: Row) -> Proposal:
    session = _row(CongressSession, row["session"], "body", "region", "term", "meeting") if row["session"] else None
    proposal = Proposal(id=row["id"], kind=row["kind"], session=session, number=row["number"], title=row["title"])
    proposal.save()
    people = {person["id"]: _row(Delegate, person, "name_key", "kind", "region") for person in row["people"]}
    proposal.signatures.all().delete()
    Signature.objects.bulk_create(
        Signature(
            proposal=proposal,
            delegate=people[signature["delegate_id"]],
            position=signature["position"],
            printed=signature["printed"],
        )
        for signature in row["signatures"]
    )
    return proposal


def _row(model: type[models.Model], row: Row, *natural: str) -> Any:
    """Return the row with this id; else the one that is the same by its natural key; else make it again."""
    rows = model._default_manager
    known = rows.filter(pk=row["id"]).first()
    return known or rows.get_or_create(**{name: row[name] for name in natural}, defaults=row)[0]
