"""Bytes to a reading: read → clean → parse, all pure; what a file's reader left out is a doubt. Nothing is saved here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from kejiting.ingest.originals import short_name
from kejiting.text.clean import clean
from kejiting.text.file_text import FileText
from kejiting.text.files import read_file
from kejiting.text.spans import Problem
from kejiting.text.unreadable import UnreadableFile
from measures.extraction.figures import letter_figure_problems
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from measures.extraction.trial import expect_readable
from proposals.parsing import ParsedLetter, looks_like_letter, parse_letter
from proposals.parsing.requests import ParsedRequest, canonical_request, parse_request
from proposals.records import Provenance

LIKE_A_LETTER = (
    "这份文本像一份答复函：有称谓，或有“收悉”“现答复如下”一类的话。如果是答复函，请放弃，改到“录入答复函”录入"
)


@dataclass(frozen=True, slots=True)
class ParsedUpload:
    """A letter as read, before anything is saved. `data` is the original file, None for a letter written by hand."""

    source: Provenance
    parsed: ParsedLetter
    data: bytes | None = None


def read_letter(name: str, data: bytes) -> ParsedUpload:
    """Read a file. Raises UnreadableFile, whose sentence tells people what to do."""
    read = read_file(name, data)
    expect_readable(read.text)
    parsed = parse_letter(clean(read.text))
    problems = (*parsed.problems, *letter_figure_problems(parsed), *read.problems(parsed.text))
    return ParsedUpload(_provenance(name, data, read), replace(parsed, problems=problems), data)


def hand_written(parsed: ParsedLetter) -> ParsedUpload:
    return ParsedUpload(Provenance(as_read=parsed.text), parsed)


@dataclass(frozen=True, slots=True)
class ParsedPlanUpload:
    """A plan as read, before anything is saved."""

    source: Provenance
    parsed: ParsedPlan
    data: bytes


def read_plan(name: str, data: bytes) -> ParsedPlanUpload:
    """Read a file. Raises UnreadableFile, also for a text without an outline; one that is like a letter is a doubt."""
    read = read_file(name, data)
    expect_readable(read.text)
    text = clean(read.text)
    parsed = parse_plan(text)
    if all(item.level == "paragraph" for item in parsed.items):
        raise UnreadableFile("这份文本不像实施方案：没有找到“一、”“（一）”这样的章节。请检查后再读入。")
    doubts = (Problem("text", LIKE_A_LETTER),) if looks_like_letter(parse_letter(text)) else ()
    problems = (*parsed.problems, *doubts, *read.problems(parsed.text))
    return ParsedPlanUpload(_provenance(name, data, read), replace(parsed, problems=problems), data)


@dataclass(frozen=True, slots=True)
class ParsedRequestUpload:
    """A request as read, before anything is saved."""

    source: Provenance
    parsed: ParsedRequest
    data: bytes


def read_request(name: str, data: bytes) -> ParsedRequestUpload:
    """Read a proposal as it was handed over. Raises UnreadableFile; a letter in its place is a doubt."""
    read = read_file(name, data)
    parsed = parse_request(canonical_request(read.text))
    problems = (*parsed.problems, *read.problems(parsed.text))
    return ParsedRequestUpload(_provenance(name, data, read), replace(parsed, problems=problems), data)


def _provenance(name: str, data: bytes, read: FileText) -> Provenance:
    return Provenance(read.text, short_name(name), hashlib.sha256(data).hexdigest())
