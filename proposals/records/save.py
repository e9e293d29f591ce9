"""Save, keep, publish, withdraw and delete a letter for good: whole, in one transaction, with its index entry noted."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.clean import strip_whitespace
from proposals.models import ActKind, EnteredModel, LetterVersion, ReplyLetter, Status
from proposals.parsing import ParsedLetter
from proposals.records.acts import keep_act
from proposals.records.answered import doubts_about_signers, forget_unanswered, set_answered
from proposals.records.contents import set_contents, set_heads
from proposals.records.errors import SameFileError
from proposals.records.likeness import note_shingles
from proposals.records.limits import within_columns
from proposals.records.locking import lock
from proposals.records.outbox import note_contents, queue_for_indexing
from proposals.records.problems import problem_row
from proposals.records.recall import to_parsed
from proposals.records.suggestions import printed_reading, with_new_suggestions
from proposals.records.transitions import LONGEST_REASON, AskedStatus, change_status, needs_another

# What readers are told of a letter or plan that was published, and has to be looked at anew
READ_BY_OCR = "换成了由文字识别读入的文本，核对以后再发布"
# Fields that a letter has under the same name and with the same kind of value, in the base and as read
LETTER_FIELDS = (
    "index_number",
    "category",
    "agency",
    "written_on",
    "published_on",
    "handling_class",
    "handling_role",
    "document_type",
    "addressee",
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a letter came from: the text as read, and the file's name and SHA-256 (None if there was no file)."""

    as_read: str
    name: str = ""
    sha256: str | None = None

    @classmethod
    def of(cls, letter: ReplyLetter | LetterVersion) -> Provenance:
        return cls(letter.as_read_text, letter.source_name, letter.source_sha256)


def text_digest(text: str) -> str:
    """Equal for texts that differ in white space only."""
    return hashlib.sha256(strip_whitespace(text).encode()).hexdigest()


@transaction.atomic
def save_letter(
    parsed: ParsedLetter,
    *,
    source: Provenance,
    by: User | None,
    letter: ReplyLetter | None = None,
    set_by_person: Set[str] = frozenset(),
    status: Status | None = None,
) -> ReplyLetter:
    """Save what was read as a new letter (a draft, if not told otherwise), or as a new reading of `letter`.

    What was read by OCR is a draft, whatever it is told to be, until somebody has looked at it (`set_status`); what
    another person has to publish waits for that, checked.
    `set_by_person` names the fields of `parsed` that a person wrote, `recommendations` and `letter_passages` among
    them; a later reading keeps them, and suggests what it made of them. Raises SameFileError if the file is in the base
    already, RowChangedError if `letter` is not as the caller saw it.
    """
    parsed = within_columns(parsed)
    is_new = letter is None
    if letter is None:
        _refuse_same_file(source)
        letter = ReplyLetter(entered_by=by, version=0)
    else:
        lock(letter)
    former_text = letter.text
    # contents that a person wrote or took over stay just as they are, as long as the text they count in does
    settled = "recommendations" in letter.set_by_person and former_text == parsed.text
    parsed = _with_what_people_set(letter, parsed, set_by_person)
    doubts = () if "delegates" in set_by_person else doubts_about_signers(letter, parsed)
    parsed = replace(parsed, problems=tuple(dict.fromkeys((*parsed.problems, *doubts))))
    _set_header(letter, parsed)
    letter.text, letter.as_read_text = parsed.text, source.as_read
    letter.source_name, letter.source_sha256 = source.name[:200], source.sha256
    letter.text_sha256 = text_digest(parsed.text)
    letter.status = status or letter.status
    if letter.is_published and letter.awaits_look:
        change_status(letter, Status.DRAFT, AskedStatus(by, READ_BY_OCR, going_back=True))
    elif letter.is_published and is_new and needs_another(letter, by):
        letter.status = Status.CHECKED
    letter.version += 1
    if letter.pk and set_by_person:
        letter.note_correction()
    letter.save()
    set_answered(letter, parsed, by_person=set_by_person)
    set_heads(letter, parsed, former_text)
    if not settled:
        set_contents(letter, parsed, former_text)
    if former_text != letter.text:
        note_shingles(letter)
    note_contents(letter)
    if is_new:
        record_entry(letter, by)
    else:
        keep_act(letter, ActKind.CORRECTED if set_by_person else ActKind.READ, by=by)
    return letter


def record_entry(document: EnteredModel, by: User | None) -> None:
    """Tell the audit of a letter or a plan that is new. To be called last inside the transaction of the save."""
    act = AuditAct.ARRIVED if document.is_arrived else AuditAct.ENTERED
    record_act(act, document, by=by, detail="发布" if document.is_published else "")


@transaction.atomic
def set_status(
    letter: ReplyLetter,
    status: Status,
    *,
    by: User | None = None,
    reason: str = "",
    expected_version: int | None = None,
    looked_at: bool = False,
) -> None:
    """Keep as a draft, as checked, publish or withdraw (see `transitions`). Raises RowChangedError, and ActionError.

    Who has `looked_at` what was read by OCR saw what was doubtful, which then is so no more.
    """
    lock(letter, expected_version)
    kind = change_status(letter, status, AskedStatus(by, reason, looked_at))
    letter.version += 1
    letter.save()
    keep_act(letter, kind, by=by, reason=reason.strip()[:LONGEST_REASON])
    queue_for_indexing(letter.key)


@transaction.atomic
def assign_letter(letter: ReplyLetter, to: User | None, *, by: User | None = None) -> None:
    """Say who is to look at the letter, None for nobody; the letter itself does not change. Raises RowChangedError."""
    lock(letter)
    letter.assigned_to = to
    letter.save()
    keep_act(letter, ActKind.ASSIGNED, by=by)


@transaction.atomic
def delete_letter(letter: ReplyLetter, *, expected_version: int | None = None) -> None:
    """Delete a letter for good, with its passages, and what was in the base for its sake only. Raises RowChangedError."""
    lock(letter, expected_version)
    queue_for_indexing(letter.key)
    proposals = list(letter.proposals.all())
    letter.delete()
    forget_unanswered(proposals)


def letter_of_file(sha256: str | None, *, deleted: bool = False) -> ReplyLetter | None:
    """The letter that this file is the original of, or was before another version took its place.

    One in the wastebasket only if `deleted`.
    """
    if sha256 is None:
        return None
    known = ReplyLetter.everything if deleted else ReplyLetter.objects
    letters = known.filter(Q(source_sha256=sha256) | Q(versions__source_sha256=sha256))
    return letters.order_by("pk").first()


def _refuse_same_file(source: Provenance) -> None:
    known = letter_of_file(source.sha256)
    if known:
        raise SameFileError(known)


def _with_what_people_set(letter: ReplyLetter, parsed: ParsedLetter, set_by_person: Set[str]) -> ParsedLetter:
    """`parsed` with what people set before in the place of what the rules read; what is new in it is offered."""
    if not set_by_person:  # a reading by the rules
        letter.suggestions = with_new_suggestions(letter, parsed)
        letter.reading = printed_reading(parsed)
    if letter.pk:
        held = to_parsed(letter)
        kept = {name for name in letter.set_by_person if hasattr(held, name)} - set_by_person - {"text"}
        parsed = replace(parsed, **{name: getattr(held, name) for name in kept})
    letter.set_by_person = sorted({*letter.set_by_person, *set_by_person})
    letter.suggestions = [suggestion for suggestion in letter.suggestions if suggestion["field"] not in set_by_person]
    return parsed


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
    letter.problems = [problem_row(problem) for problem in parsed.problems if problem.field not in letter.set_by_person]
