"""The one door in: upload, paste, command line and entry by hand all end here.

read → clean → parse (pure) → one transaction → index. Nothing is saved before `ingest_letter`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from kejiting.catalogue import catch_up
from kejiting.originals import keep_original, short_name
from kejiting.text.clean import clean
from kejiting.text.files import UnreadableFile, read_file
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from measures.models import Plan
from measures.records import save_plan
from proposals.models import ReplyLetter
from proposals.parsing import ParsedLetter, parse_letter
from proposals.records import SameFileError, Source, save_letter, text_digest

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
        return "duplicate" if twins.same_file or twins.same_text else "changed" if twins.same_number else "new"


@dataclass(frozen=True, slots=True)
class Twins:
    """Letters in the base that this one may be: the same file, the same text, the same document number."""

    same_file: ReplyLetter | None
    same_text: ReplyLetter | None
    same_number: ReplyLetter | None

    @classmethod
    def of(cls, reading: Reading) -> Twins:
        letters = ReplyLetter.objects.order_by("pk")
        number = reading.parsed.doc_number
        return cls(
            same_file=letters.filter(source_sha256=reading.source.sha256).first() if reading.source.sha256 else None,
            same_text=letters.filter(text_sha256=text_digest(reading.parsed.text)).first(),
            same_number=letters.filter(doc_code=number.code, doc_year=number.year, doc_serial=number.serial).first()
            if number
            else None,
        )

    def __bool__(self) -> bool:
        return any((self.same_file, self.same_text, self.same_number))


class TwinError(Exception):
    """The letter may be in the base already; a person has to say that it is another."""

    def __init__(self, twins: Twins) -> None:
        super().__init__("库中可能已有这份答复。")
        self.twins = twins


def read_letter(name: str, data: bytes) -> Reading:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    as_read = read_file(name, data)
    name = short_name(name)
    return Reading(Source(as_read, name, hashlib.sha256(data).hexdigest()), parse_letter(clean(as_read)), data)


def hand_written(parsed: ParsedLetter) -> Reading:
    return Reading(Source(as_read=parsed.text), parsed)


def ingest_letter(
    reading: Reading,
    *,
    by: User | None,
    corrected: ParsedLetter | None = None,
    set_by_person: Set[str] = frozenset(),
    publish: bool = False,
    again: bool = True,
) -> ReplyLetter:
    """Save what was read, with what a person corrected, and make it findable. Raises SameFileError.

    Without `again` also TwinError, if the letter may be in the base already.
    """
    if reading.data is not None:
        keep_original(reading.source, reading.data)
    try:
        with transaction.atomic():
            if not again:
                _refuse_twin(reading, by)
            letter = save_letter(
                corrected or reading.parsed, source=reading.source, by=by, set_by_person=set_by_person, publish=publish
            )
    except IntegrityError:
        # two people entered the same file at the same moment: the first one's is the letter
        twin = Twins.of(reading).same_file
        if twin is None:
            raise
        raise SameFileError(twin) from None
    catch_up()
    return letter


def _refuse_twin(reading: Reading, by: User | None) -> None:
    """One person's saves come one after the other: of a form sent twice at once, the second one sees the first."""
    if by is not None:
        User.objects.select_for_update().get(pk=by.pk)
    twins = Twins.of(reading)
    if twins:
        raise TwinError(twins)


def reread_letter(letter: ReplyLetter, *, by: User | None) -> ReplyLetter:
    """Read a letter's text again with today's rules; what a person set stays, and so do the ids of what is unchanged."""
    source = Source(letter.as_read_text, letter.source_name, letter.source_sha256)
    # the canonical text stays as it is: people's passages are spans of it
    letter = save_letter(parse_letter(letter.text), source=source, by=by, letter=letter)
    catch_up()
    return letter


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
