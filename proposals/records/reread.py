"""Read a letter that is in the base again, with the rules of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.file_text import OCR
from kejiting.text.spans import Problem
from kejiting.web.actions import ActionError
from proposals.models import ActKind, Origin, ReplyLetter
from proposals.parsing import NOT_A_LETTER, find_contacts, parse_letter
from proposals.records.acts import begin_acts, keep_act, one_act
from proposals.records.locking import lock
from proposals.records.outbox import queue_for_indexing
from proposals.records.problems import problem_of
from proposals.records.save import Provenance, save_letter
from proposals.records.suggestions import CONTENTS, release
from proposals.records.text_edit import edit_text


@transaction.atomic
def reread_letter(letter: ReplyLetter, *, by: User | None) -> ReplyLetter:
    """Clean and parse again. What a person set stays, what is new about it is offered; ids of what is unchanged stay.

    A text that a person edited is parsed as it is. Raises RowChangedError.
    """
    text = letter.text if "text" in letter.set_by_person else clean(letter.as_read_text)
    parsed = parse_letter(text)
    with one_act(letter, ActKind.READ, by=by) as done:
        if text != letter.text:
            lock(letter)
            edit_text(letter, text)
            ReplyLetter.everything.filter(pk=letter.pk).update(text=text)
        parsed = replace(parsed, problems=(*parsed.problems, *_of_the_file(letter)))
        letter = save_letter(parsed, source=Provenance.of(letter), by=by, letter=letter)
    if by and not done.is_kept:
        # told of, also where the reading is what it was
        record_act(AuditAct.READ, letter, by=by)
    return letter


@transaction.atomic
def renew_text(letter: ReplyLetter) -> None:
    """Lay out the text and hide its contacts by the rules of today, in its former versions, too; no word changes.

    For data of older rules: a text that a person edited keeps its lines, and nothing is read anew of the letter.
    """
    text = letter.text if "text" in letter.set_by_person else clean(letter.as_read_text)
    renewed = text != letter.text and strip_whitespace(text) == strip_whitespace(letter.text)
    if renewed:
        begin_acts(letter)
        edit_text(letter, text)
        letter.version += 1
    contacts = _contacts_of(letter.text)
    if renewed or contacts != letter.masked:
        letter.masked = contacts
        # with the problems, whose places followed the text
        ReplyLetter.everything.filter(pk=letter.pk).update(
            text=letter.text, masked=contacts, problems=letter.problems, version=letter.version
        )
        if renewed:
            keep_act(letter, ActKind.READ, by=None)
        queue_for_indexing(letter.key)
    for version in letter.versions.all():
        letter.versions.filter(pk=version.pk).update(masked=_contacts_of(version.text))


def _contacts_of(text: str) -> list[list[int]]:
    return [[span.start, span.end] for span in find_contacts(text)]


def _of_the_file(letter: ReplyLetter) -> Iterator[Problem]:
    """Yield what the reader of the file left out, and what it is not sure of: the text that it gave does not say it."""
    for problem in map(problem_of, letter.problems):
        if problem.field == OCR or (problem.field == "text" and problem.message != NOT_A_LETTER):
            yield problem


@transaction.atomic
def take_suggestion(letter: ReplyLetter, field: str, *, by: User | None) -> ReplyLetter:
    """Let the rules have a field that a person set. Raises RowChangedError, and ActionError if it is not offered."""
    lock(letter)
    if all(suggestion["field"] != field for suggestion in letter.suggestions):
        raise ActionError("这一项已经没有新的读法，请刷新页面再看。")
    with one_act(letter, ActKind.READ, by=by):
        release(letter, field)
        if field in CONTENTS:
            letter.passages.update(origin=Origin.RULE)
            letter.recommendations.update(origin=Origin.RULE)
        return reread_letter(letter, by=by)
