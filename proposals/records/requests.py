"""Save, correct and delete a request (来件): each one transaction, with its deadline and the letters that answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, lock_row
from proposals.models import CongressSession, ReplyLetter, Request, RequestAsk, RequestSheet
from proposals.parsing import ParsedSession
from proposals.parsing.requests import ParsedAsk, ParsedRequest
from proposals.records.answered import forget_session, session_row
from proposals.records.deadlines import set_due
from proposals.records.errors import SameFileError
from proposals.records.limits import column_length
from proposals.records.problems import problem_row
from proposals.records.request_answers import link_request
from proposals.records.save import Provenance
from proposals.records.wastebasket import bring_row_back, put_row_away

# What a person can say of a request; `session` is a `ParsedSession` or None
REQUEST_FIELDS = (
    "title", "kind", "session", "number", "proposers", "co_proposers", "role", "main_unit", "co_units", "office",
    "handed_over_on", "due_on", "is_key",
)  # fmt: skip
_READ = ("kind", "number", "handed_over_on", "main_unit")
_LABELS = {field.name: str(field.verbose_name) for field in Request._meta.fields}
_LISTS = ("proposers", "co_proposers", "co_units")
TOO_LONG = "识别出的{}过长，没有采用，请人工填写"


@transaction.atomic
def save_request(parsed: ParsedRequest, *, source: Provenance, by: User | None) -> Request:
    """Save what was read. Raises SameFileError if the file is in the base already."""
    if known := request_of_file(source.sha256):
        raise SameFileError(known)
    request = Request(entered_by=by, text=parsed.text, source_name=source.name[:200], source_sha256=source.sha256)
    problems = list(map(problem_row, parsed.problems))
    read: dict[str, Any] = {name: getattr(parsed, name) for name in _READ}
    read["title"] = parsed.title.value if parsed.title else None
    for name, value in read.items():
        if too_long(name, value):
            problems.append({"field": name, "message": TOO_LONG.format(_LABELS[name])})
        else:
            setattr(request, name, value)
    for name in _LISTS:
        setattr(request, name, list(getattr(parsed, name)))
    if parsed.due_on:  # what the paper says counts before any rule
        request.due_on, request.due_by_person = parsed.due_on, True
    request.session = session_of(parsed.session)
    request.masked = [[span.start, span.end] for span in parsed.masked]
    request.problems = problems
    return _complete(request, parsed.asks)


@transaction.atomic
def write_request(values: Mapping[str, Any], *, text: str, by: User | None) -> Request:
    """Save what a person entered by hand, or a row of the yearly sheet: `REQUEST_FIELDS` by name, those that are known."""
    request = Request(entered_by=by, text=text or values.get("title") or "（没有正文）")
    _set(request, values)
    return _complete(request, ())


@transaction.atomic
def request_from_letter(letter: ReplyLetter, *, by: User | None) -> Request:
    """Make the request that a letter answers, of what the letter says of it: its text is the title and the asks' headings."""
    answer = letter.answers.select_related("proposal__session").first()
    if answer is None:
        raise ActionError("这份答复函没有写明所答复的提案，不能据以补登来件。")
    proposal = answer.proposal
    titles = [ask.title for ask in letter.recommendations.all() if ask.title]
    lines = [proposal.title or str(letter), *titles]
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    people = [signature.name for signature in proposal.signatures.select_related("delegate")]
    request = Request(
        entered_by=by,
        text="\n".join(lines),
        title=proposal.title,
        kind=proposal.kind,
        session=proposal.session,
        number=proposal.number,
        proposers=people,
        problems=[{"field": "text", "message": "没有原文：由答复函补登，建议只有标题"}],
    )
    asks = [ParsedAsk(title, Span(start, start + len(title))) for title, start in zip(titles, starts[1:], strict=True)]
    saved = _complete(request, asks)
    if not saved.answers.filter(letter=letter).exists():
        saved.answers.create(letter=letter, by=by)
    return saved


@transaction.atomic
def correct_request(request: Request, values: Mapping[str, Any], *, expected_version: int | None) -> None:
    """Set `REQUEST_FIELDS` by name, as a person says. Raises RowChangedError."""
    lock_row(Request.objects.all(), request, expected_version)
    former = request.session_id
    changed = _set(request, values)
    request.set_by_person = sorted({*request.set_by_person, *changed})
    request.problems = [problem for problem in request.problems if problem["field"] not in changed]
    set_due(request)
    request.version += 1
    request.save()
    link_request(request)
    if former != request.session_id:
        forget_session(former)
    record_act(
        AuditAct.CORRECTED, request, detail="、".join(_LABELS[name] for name in REQUEST_FIELDS if name in changed)
    )


@transaction.atomic
def put_request_away(
    request: Request, *, by: User | None, reason: str = "", expected_version: int | None = None
) -> None:
    """Put a request into the wastebasket, with its asks, answers and outline. Raises RowChangedError."""
    lock_row(Request.everything.all(), request, expected_version)
    put_row_away(request, by=by, reason=reason)


@transaction.atomic
def bring_request_back(request: Request, *, by: User | None, expected_version: int | None = None) -> None:
    """Take a request out of the wastebasket; deadline and answers are as what changed meanwhile wants them.

    Raises RowChangedError, and SameFileError if its file is in use by now.
    """
    lock_row(Request.everything.all(), request, expected_version)
    if known := request_of_file(request.source_sha256):
        raise SameFileError(known)
    set_due(request)
    bring_row_back(request, by=by)
    link_request(request)


@transaction.atomic
def delete_request(request: Request, *, expected_version: int | None) -> None:
    """Delete a request for good, with its asks and its outline. Raises RowChangedError."""
    lock_row(Request.everything.all(), request, expected_version)
    session, name = request.session_id, str(request)
    request.delete()
    forget_session(session)
    record_act(AuditAct.ERASED, kind=str(Request._meta.verbose_name), name=name)


@transaction.atomic
def keep_sheet(name: str, rows: list[dict[str, Any]], *, by: User | None, most: int) -> RequestSheet:
    """Keep the rows of a yearly sheet; of more than `most` sheets the oldest go."""
    sheet = RequestSheet.objects.create(name=name[:200], rows=rows, entered_by=by)
    RequestSheet.objects.filter(pk__in=list(RequestSheet.objects.values_list("pk", flat=True)[most:])).delete()
    record_act(AuditAct.ENTERED, sheet, by=by)
    return sheet


def request_of_file(sha256: str | None, *, deleted: bool = False) -> Request | None:
    """The request that this file is the original of; one in the wastebasket only if `deleted`."""
    known = Request.everything if deleted else Request.objects
    return known.filter(source_sha256=sha256).first() if sha256 else None


def session_of(parsed: ParsedSession | None) -> CongressSession | None:
    """Find or make the session; None for one whose place cannot be one."""
    if parsed is None or "-" in parsed.region or len(parsed.region) > column_length(CongressSession, "region"):
        return None
    return session_row(parsed)


def too_long(name: str, value: object) -> bool:
    """Whether the column of a request cannot hold the value."""
    return isinstance(value, str) and 0 < column_length(Request, name) < len(value)


def _set(request: Request, values: Mapping[str, Any]) -> set[str]:
    """Set the values that differ; return the names of their fields."""
    changed = set()
    for name in REQUEST_FIELDS:
        if name not in values:
            continue
        value = session_of(values[name]) if name == "session" else values[name]
        if getattr(request, name) != value:
            setattr(request, name, value)
            changed.add(name)
    if "due_on" in changed:
        request.due_by_person = request.due_on is not None
    return changed


def _complete(request: Request, asks: Sequence[ParsedAsk]) -> Request:
    set_due(request)
    request.save()
    most = column_length(RequestAsk, "title")
    RequestAsk.objects.bulk_create(
        RequestAsk(
            request=request,
            position=position,
            title=ask.title[:most] if ask.title else None,
            start=ask.span.start,
            end=ask.span.end,
        )
        for position, ask in enumerate(asks, 1)
    )
    link_request(request)
    record_act(AuditAct.ENTERED, request, by=request.entered_by)
    return request
