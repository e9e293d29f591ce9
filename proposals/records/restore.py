"""Make a letter be what it was: before the last press of its review page, or after any act.

Rows that are made again have the ids that they had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import F

from kejiting.web.actions import ActionError
from proposals.models import (
    ActKind,
    Answer,
    CongressSession,
    Delegate,
    LetterAct,
    Proposal,
    ReplyLetter,
    Signature,
    Status,
)
from proposals.records.acts import one_act, state_after
from proposals.records.answered import forget_unanswered
from proposals.records.contents import PARKED
from proposals.records.errors import SameFileError
from proposals.records.likeness import note_shingles
from proposals.records.locking import lock
from proposals.records.outbox import note_contents, queue_letters_for_indexing
from proposals.records.replace import keep_version
from proposals.records.save import letter_of_file
from proposals.records.state import COLUMNS, ROWS, Row, column_in, proposal_state
from proposals.records.transitions import BACK_TO_FORMER, AskedStatus, change_status
from proposals.signals import assignments_restored

# Where rows wait while others take their places; positions are small integers
_PARKING: dict[str, Mapping[str, Any]] = {
    "recommendations": {"position": F("position") + 20_000},
    "passages": {"start": F("start") + PARKED, "end": F("end") + PARKED},
    "judged_sentences": {"start": F("start") + PARKED, "end": F("end") + PARKED},
}


def last_edit_of(letter: ReplyLetter, by: User) -> LetterAct | None:
    """Return what `by` can take back: the last act, if it was a press of theirs on the review page."""
    last = letter.acts.last()
    is_theirs = last is not None and (last.kind, last.version, last.by) == (ActKind.CORRECTED, letter.version, by)
    return last if is_theirs else None


@transaction.atomic
def undo_edit(letter: ReplyLetter, key: int, *, by: User) -> str:
    """Take back the edit with this key; return what it had changed.

    Raises RowChangedError, and ActionError if it is not the last one any more.
    """
    lock(letter)
    edit = last_edit_of(letter, by)
    former = letter.acts.filter(pk__lt=key).last()
    if edit is None or edit.pk != key or former is None:
        raise ActionError("这一步之后又有改动（可能是别人改的），没有撤销。请看过现在的内容再改。")
    with one_act(letter, ActKind.UNDONE, by=by):
        _restore_state(letter, former, by=by)
    return edit.message


@transaction.atomic
def restore_act(letter: ReplyLetter, key: int, *, by: User | None, expected_version: int | None = None) -> LetterAct:
    """Make the whole letter be what it was after the act with this key; itself an act. Returns the former act.

    Raises RowChangedError, SameFileError if another letter has the former file by now, and ActionError if there is no
    such act, or it put the letter into the wastebasket.
    """
    lock(letter, expected_version)
    former = letter.acts.select_related("state", "text", "assigned").filter(pk=key).first()
    if former is None or former.state.content["status"] == Status.DELETED:
        raise ActionError("不能恢复到这一步，请刷新页面再看。")
    with one_act(letter, ActKind.RESTORED, by=by):
        _restore_state(letter, former, by=by)
    return former


def _restore_state(letter: ReplyLetter, act: LetterAct, *, by: User | None) -> None:
    """Make a locked letter be as it was. The file that it was read from since is kept as a former version."""
    state = state_after(act)
    sha256 = state["source_sha256"]
    if sha256 != letter.source_sha256:
        known = letter_of_file(sha256)
        if known not in (None, letter):
            raise SameFileError(known)
        keep_version(letter, by=by)
    is_same_text = state["text"] == letter.text
    for name, column in COLUMNS.items():
        if name != "status":
            setattr(letter, name, column.to_python(column_in(state, name)))
    if letter.status != state["status"]:
        change_status(letter, Status(state["status"]), AskedStatus(by, BACK_TO_FORMER, going_back=True))
    letter.assigned_to = User.objects.filter(pk=state["assigned_to"]["id"]).first() if state["assigned_to"] else None
    _restore_proposals(letter, state["proposals"])
    extra = [_restore_rows(letter, name, state[name]) for name in ROWS]
    for rows in reversed(extra):  # passages go before the recommendation that they answered
        rows.delete()
    letter.version += 1
    letter.save()
    if not is_same_text:
        note_shingles(letter)
    note_contents(letter)
    assignments_restored.send(ReplyLetter, letter=letter, rows=act.assigned.content["rows"])


def _restore_rows(letter: ReplyLetter, name: str, before: Sequence[Row]) -> models.QuerySet[Any]:
    """Make the rows be as before, but for those that were not there: these are returned, out of the way."""
    rows = getattr(letter, name)
    now = {row["id"]: row for row in rows.values(*ROWS[name])}
    changed = [row for row in before if row != now.get(row["id"])]
    new = now.keys() - {row["id"] for row in before}
    rows.filter(pk__in=[*new, *(row["id"] for row in changed)]).update(**_PARKING[name])
    for row in changed:
        rows.model(letter=letter, **row).save()
    extra: models.QuerySet[Any] = rows.filter(pk__in=new)
    return extra


def _restore_proposals(letter: ReplyLetter, before: Sequence[Row]) -> None:
    held = {answer.proposal_id: answer.proposal for answer in letter.answers.select_related("proposal")}
    if [proposal_state(proposal) for proposal in held.values()] == list(before):
        return
    answered = [_proposal_as_before(row, held.get(row["id"])) for row in before]
    letter.answers.exclude(proposal__in=answered).delete()
    for position, proposal in enumerate(answered):
        Answer.objects.update_or_create(letter=letter, proposal=proposal, defaults={"position": position})
        queue_letters_for_indexing(ReplyLetter.objects.filter(proposals=proposal).exclude(pk=letter.pk))
    forget_unanswered(proposal for proposal in held.values() if proposal not in answered)


def _proposal_as_before(row: Row, current: Proposal | None) -> Proposal:
    """Of a proposal that this letter left, another letter that answers it, too, may have seen to it meanwhile."""
    known = Proposal.objects.filter(pk=row["id"]).first()
    if known is not None and current is None:
        return known
    session = (
        known_row(CongressSession, row["session"], "body", "region", "term", "meeting") if row["session"] else None
    )
    natural = {"kind": row["kind"], "session": session, "number": row["number"], "title": row["title"]}
    same = Proposal.objects.filter(**natural).exclude(pk=row["id"]).first() if row["number"] else None
    if same is not None:  # entered anew since
        return same
    proposal = Proposal(id=row["id"], **natural)
    proposal.save()
    people = {person["id"]: known_row(Delegate, person, "name_key", "kind", "region") for person in row["people"]}
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


def known_row(model: type[models.Model], row: Row, *natural: str) -> Any:
    """Return the row with this id; else the one that is the same by its natural key; else make it again."""
    rows = model._default_manager
    known = rows.filter(pk=row["id"]).first()
    return known or rows.get_or_create(**{name: row[name] for name in natural}, defaults=row)[0]
