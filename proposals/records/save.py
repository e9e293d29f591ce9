"""Save, publish, withdraw and delete a letter: whole, in one transaction, with its index entry noted."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.text.clean import squeeze
from proposals.models import ReplyLetter, Status
from proposals.parsing import ParsedLetter
from proposals.records.answered import doubts_about_signers, set_answered
from proposals.records.contents import set_contents
from proposals.records.errors import LetterChangedError, SameFileError
from proposals.records.limits import within_columns
from proposals.records.recall import as_parsed
from proposals.records.unindexed import note_unindexed

# Fields that a letter has under the same name and with the same kind of value, in the base and as read
LETTER_FIELDS = (
    "index_number",
    "category",
    "agency",
    "written_on",
    "published_on",
    "handling_class",
    "handling_role",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a letter came from: the text as read, and the file's name and SHA-256 (None if there was no file)."""

    as_read: str
    name: str = ""
    sha256: str | None = None


def text_digest(text: str) -> str:
    """Equal for texts that differ in white space only."""
    return hashlib.sha256(squeeze(text).encode()).hexdigest()


@transaction.atomic
def save_letter(
    parsed: ParsedLetter,
    *,
    source: Source,
    by: User | None,
    letter: ReplyLetter | None = None,
    set_by_person: Set[str] = frozenset(),
    publish: bool = False,
) -> ReplyLetter:
    """Save what was read as a new letter, or as a new reading of `letter`.

    `set_by_person` names the fields of `parsed` that a person wrote, `recommendations` and `letter_passages` among
    them; a later reading keeps them. Raises SameFileError if the file is in the base already, LetterChangedError if
    `letter` is not as the caller saw it.
    """
    parsed = within_columns(parsed)
    if letter is None:
        _refuse_same_file(source)
        letter = ReplyLetter(entered_by=by, version=0)
    else:
        _lock(letter)
        held = as_parsed(letter)
        parsed = replace(
            parsed, **{name: getattr(held, name) for name in letter.set_by_person if name not in set_by_person}
        )
    former_text = letter.text
    # contents that a person wrote or took over stay just as they are, as long as the text they count in does
    settled = "recommendations" in letter.set_by_person and former_text == parsed.text
    letter.set_by_person = sorted({*letter.set_by_person, *set_by_person})
    parsed = replace(parsed, problems=(*parsed.problems, *doubts_about_signers(letter, parsed)))
    _set_header(letter, parsed)
    letter.text, letter.as_read_text = parsed.text, source.as_read
    letter.source_name, letter.source_sha256 = source.name[:200], source.sha256
    letter.text_sha256 = text_digest(parsed.text)
    if publish:
        letter.status = Status.PUBLISHED
    letter.version += 1
    letter.save()
    set_answered(letter, parsed)
    if not settled:
        set_contents(letter, parsed, former_text)
    note_unindexed(letter.key)
    return letter


def publish_letter(letter: ReplyLetter) -> None:
    _set_status(letter, Status.PUBLISHED)


def withdraw_letter(letter: ReplyLetter) -> None:
    _set_status(letter, Status.DRAFT)


@transaction.atomic
def delete_letter(letter: ReplyLetter) -> None:
    """Delete a letter with its passages, and the proposals that no other letter answers. Raises LetterChangedError."""
    _lock(letter)
    note_unindexed(letter.key)
    proposals = list(letter.proposals.all())
    letter.delete()
    for proposal in proposals:
        if not proposal.answers.exists():
            proposal.delete()


@transaction.atomic
def _set_status(letter: ReplyLetter, status: Status) -> None:
    _lock(letter)
    letter.status = status
    letter.version += 1
    letter.save()
    note_unindexed(letter.key)


def _lock(letter: ReplyLetter) -> None:
    """Hold the letter's row until the transaction ends; refuse if it is not as the caller saw it."""
    held = ReplyLetter.objects.select_for_update().filter(pk=letter.pk).values_list("version", flat=True).first()
    if held != letter.version:
        raise LetterChangedError(letter)


def _refuse_same_file(source: Source) -> None:
    known = ReplyLetter.objects.filter(source_sha256=source.sha256).first() if source.sha256 else None
    if known:
        raise SameFileError(known)


def _set_header(letter: ReplyLetter, parsed: ParsedLetter) -> None:
    for name in LETTER_FIELDS:
        setattr(letter, name, getattr(parsed, name))
    letter.title = parsed.title.value if parsed.title else None
    number = parsed.doc_number
    letter.doc_number = number.printed if number else None
    letter.doc_code = number.code if number else None
    letter.doc_year = number.year if number else None
    letter.doc_serial = number.serial if number else None
    letter.masked = [[span.start, span.end] for span in parsed.masked]
    letter.problems = [
        {"field": problem.field, "message": problem.message}
        for problem in parsed.problems
        if problem.field not in letter.set_by_person
    ]
