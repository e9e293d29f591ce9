"""The one door in: upload, paste, command line and entry by hand all end here.

read → clean → parse (pure) → one transaction → index. Nothing is saved before `ingest_letter`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Literal

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from kejiting.catalogue import catch_up
from kejiting.originals import forget_original, keep_original, short_name
from kejiting.text.clean import clean
from kejiting.text.files import UnreadableFile, read_file
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from measures.models import Plan
from measures.records import save_plan
from proposals.models import ReplyLetter, Status
from proposals.parsing import ParsedLetter, parse_letter
from proposals.records import (
    SameFileError,
    Source,
    as_parsed,
    delete_letter,
    letter_like,
    letter_of_file,
    save_letter,
    set_status,
    text_digest,
)

BASE_DOWN = "数据库用不了，没有录入：{}。还没有启动过的，请先运行 make run。"


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter as read, before anything is saved. `data` is the original file, None for a letter written by hand."""

    source: Source
    parsed: ParsedLetter
    data: bytes | None = None

    @property
    def status(self) -> Literal["new", "duplicate", "changed"]:
        twins = Twins.of(self)
        return "duplicate" if twins.same_file or twins.same_text else "changed" if twins else "new"


@dataclass(frozen=True, slots=True)
class Twins:
    """Letters in the base that this one may be: the same file, the same text, the same number, nearly the same text."""

    same_file: ReplyLetter | None = None
    same_text: ReplyLetter | None = None
    same_number: ReplyLetter | None = None
    nearly_same_text: ReplyLetter | None = None

    @classmethod
    def of(cls, reading: Reading) -> Twins:
        return cls._found(reading.parsed, same_file=letter_of_file(reading.source.sha256))

    @classmethod
    def of_letter(cls, letter: ReplyLetter) -> Twins:
        """Those of a letter that is in the base itself; another one never has the same file."""
        return cls._found(replace(as_parsed(letter), text=letter.text), besides=letter.pk)

    @classmethod
    def _found(cls, parsed: ParsedLetter, *, same_file: ReplyLetter | None = None, besides: int | None = None) -> Twins:
        others = ReplyLetter.objects.exclude(pk=besides or 0).order_by("pk")
        number = parsed.doc_number
        same_text = others.filter(text_sha256=text_digest(parsed.text)).first()
        return cls(
            same_file=same_file,
            same_text=same_text,
            same_number=others.filter(doc_code=number.code, doc_year=number.year, doc_serial=number.serial).first()
            if number
            else None,
            nearly_same_text=None if same_text else letter_like(parsed.text, besides=besides),
        )

    def __bool__(self) -> bool:
        return any((self.same_file, self.same_text, self.same_number, self.nearly_same_text))

    @property
    def letters(self) -> list[ReplyLetter]:
        """Each of them once."""
        every = (self.same_file, self.same_text, self.same_number, self.nearly_same_text)
        return list({letter.pk: letter for letter in every if letter}.values())


class TwinError(Exception):
    """The letter may be in the base already; a person has to say that it is another."""

    def __init__(self, twins: Twins) -> None:
        super().__init__("库中可能已有这份答复。请先比较一下；确实是另一份，请勾选“仍然另存一份”再保存。")
        self.twins = twins


def read_letter(name: str, data: bytes) -> Reading:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    as_read = read_file(name, data)
    name = short_name(name)
    return Reading(Source(as_read, name, hashlib.sha256(data).hexdigest()), parse_letter(clean(as_read)), data)


def hand_written(parsed: ParsedLetter) -> Reading:
    return Reading(Source(as_read=parsed.text), parsed)


def receive_letter(reading: Reading, *, by: User | None) -> ReplyLetter:
    """Keep what arrived until a person has looked at it; it is in no list but the desk's. Raises SameFileError."""
    return _save(reading, by=by, status=Status.ARRIVED)


def ingest_letter(
    reading: Reading,
    *,
    by: User | None,
    set_by_person: Set[str] = frozenset(),
    publish: bool = False,
    again: bool = True,
    index: bool = True,
) -> ReplyLetter:
    """Save what was read, and make it findable, unless the caller tells the `index` later. Raises SameFileError.

    Without `again` also TwinError, if the letter may be in the base already.
    """
    status = Status.PUBLISHED if publish else Status.DRAFT
    letter = _save(reading, by=by, status=status, set_by_person=set_by_person, again=again)
    if index:
        catch_up()
    return letter


def keep_letter(letter: ReplyLetter, status: Status, *, by: User, again: bool) -> None:
    """Take what arrived into the base, as a draft or published. Raises LetterChangedError.

    Without `again` also TwinError, if the letter may be in the base already.
    """
    with transaction.atomic():
        if letter.is_arrived and not again:
            _one_at_a_time(by)
            _refuse(Twins.of_letter(letter))
        set_status(letter, status)
    catch_up()


def discard_letter(letter: ReplyLetter) -> None:
    """Delete a letter, its former versions and their original files. Raises LetterChangedError."""
    sources = [Source.of(letter), *(Source.of(former) for former in letter.former_versions.all())]
    delete_letter(letter)
    for source in sources:
        if letter_of_file(source.sha256) is None:
            forget_original(source)
    catch_up()


def _save(
    reading: Reading,
    *,
    by: User | None,
    status: Status,
    set_by_person: Set[str] = frozenset(),
    again: bool = True,
) -> ReplyLetter:
    if reading.data is not None:
        keep_original(reading.source, reading.data)
    try:
        with transaction.atomic():
            if not again:
                _one_at_a_time(by)
                _refuse(Twins.of(reading))
            return save_letter(reading.parsed, source=reading.source, by=by, set_by_person=set_by_person, status=status)
    except IntegrityError:
        # two people entered the same file at the same moment: the first one's is the letter
        twin = letter_of_file(reading.source.sha256)
        if twin is None:
            raise
        raise SameFileError(twin) from None


def _one_at_a_time(by: User | None) -> None:
    """One person's saves come one after the other: of a form sent twice at once, the second one sees the first."""
    if by is not None:
        User.objects.select_for_update().get(pk=by.pk)


def _refuse(twins: Twins) -> None:
    if twins:
        raise TwinError(twins)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan as read, before anything is saved."""

    source: Source
    parsed: ParsedPlan
    data: bytes


def read_plan(name: str, data: bytes) -> PlanReading:
    """Read a file. Raises UnreadableFile, also for a text that is no plan."""
    as_read = read_file(name, data)
    parsed = parse_plan(clean(as_read))
    if all(item.level == "paragraph" for item in parsed.items):
        raise UnreadableFile("这份文本不像实施方案：没有找到“一、”“（一）”这样的章节。请检查后再读入。")
    return PlanReading(Source(as_read, short_name(name), hashlib.sha256(data).hexdigest()), parsed, data)


def ingest_plan(reading: PlanReading) -> Plan:
    """Save what was read, and make it findable. Raises SamePlanError."""
    keep_original(reading.source, reading.data)
    plan = save_plan(reading.parsed, source=reading.source)
    catch_up()
    return plan
