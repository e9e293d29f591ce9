"""Bytes to a reading: read → clean → parse, all pure. Nothing is saved here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kejiting.ingest.originals import short_name
from kejiting.text.clean import clean
from kejiting.text.files import UnreadableFile, read_file
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from proposals.parsing import ParsedLetter, parse_letter
from proposals.records import Provenance


@dataclass(frozen=True, slots=True)
class ParsedUpload:
    """A letter as read, before anything is saved. `data` is the original file, None for a letter written by hand."""

    source: Provenance
    parsed: ParsedLetter
    data: bytes | None = None


def read_letter(name: str, data: bytes) -> ParsedUpload:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    as_read = read_file(name, data)
    name = short_name(name)
    return ParsedUpload(Provenance(as_read, name, hashlib.sha256(data).hexdigest()), parse_letter(clean(as_read)), data)


def hand_written(parsed: ParsedLetter) -> ParsedUpload:
    return ParsedUpload(Provenance(as_read=parsed.text), parsed)


@dataclass(frozen=True, slots=True)
class ParsedPlanUpload:
    """A plan as read, before anything is saved."""

    source: Provenance
    parsed: ParsedPlan
    data: bytes


def read_plan(name: str, data: bytes) -> ParsedPlanUpload:
    """Read a file. Raises UnreadableFile, also for a text that is no plan."""
    as_read = read_file(name, data)
    parsed = parse_plan(clean(as_read))
    if all(item.level == "paragraph" for item in parsed.items):
        raise UnreadableFile("这份文本不像实施方案：没有找到“一、”“（一）”这样的章节。请检查后再读入。")
    return ParsedPlanUpload(Provenance(as_read, short_name(name), hashlib.sha256(data).hexdigest()), parsed, data)
