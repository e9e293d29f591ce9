"""A person says what a request asks for: by spans of its text, which never overlap."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.spans import Span
from kejiting.web.actions import get_or_refuse, lock_row, refuse_if
from proposals.models import Request, RequestAsk
from proposals.parsing import trimmed
from proposals.records.limits import column_length

GONE = "这条建议已经不在了，请看过新的内容再改。"
NOTHING = "请先在正文里选中文字，或者把原文里的一段抄到框里。"
UNKNOWN = "正文里没有找到这段文字，请照原文抄写（可以只抄开头到结尾的一段）。"
SEVERAL = "正文里有几处这样的文字，请多抄几个字，使它只有一处。"
# Positions of asks while they move, beyond those that are in use
_PARKED = 10_000


@transaction.atomic
def add_ask(request: Request, span: Span, *, title: str | None = None, expected_version: int | None) -> RequestAsk:
    """Add the ask that stands at `span`; what other asks had of it is taken from them. Raises RowChangedError, ActionError."""
    lock_row(Request.objects.all(), request, expected_version)
    refuse_if(span.end > len(request.text), "选中的文字已不在原处，请刷新页面再选。")
    span = trimmed(request.text, span.start, span.end)
    refuse_if(span.start >= span.end, NOTHING)
    _take_from_others(request, span)
    ask = RequestAsk.objects.create(
        request=request, position=_PARKED, title=_title(title), start=span.start, end=span.end
    )
    _note(request)
    return ask


@transaction.atomic
def delete_ask(request: Request, ask: int, *, expected_version: int | None) -> None:
    """It is no ask. Raises RowChangedError, ActionError."""
    lock_row(Request.objects.all(), request, expected_version)
    _ask(request, ask).delete()
    _note(request)


@transaction.atomic
def retitle_ask(request: Request, ask: int, title: str, *, expected_version: int | None) -> None:
    """Give it a title, or none by an empty one. Raises RowChangedError, ActionError."""
    lock_row(Request.objects.all(), request, expected_version)
    row = _ask(request, ask)
    row.title = _title(title)
    row.save()
    _note(request)


@transaction.atomic
def join_ask(request: Request, ask: int, *, expected_version: int | None) -> None:
    """Make it one with the ask before it, and all that stands between. Raises RowChangedError, ActionError."""
    lock_row(Request.objects.all(), request, expected_version)
    row = _ask(request, ask)
    before = get_or_refuse(
        request.asks.filter(position__lt=row.position).order_by("-position"), "前面没有建议可以并入。"
    )
    before.end = max(before.end, row.end)
    row.delete()
    before.save()
    _note(request)


@transaction.atomic
def part_ask(request: Request, ask: int, at: int, *, expected_version: int | None) -> None:
    """Part it in two: the second begins at the character `at` of the request's text. Raises RowChangedError, ActionError."""
    lock_row(Request.objects.all(), request, expected_version)
    row = _ask(request, ask)
    refuse_if(not row.start < at < row.end, "请在这条建议的中间选一处拆开。")
    first, second = trimmed(request.text, row.start, at), trimmed(request.text, at, row.end)
    refuse_if(first.start >= first.end or second.start >= second.end, "请在这条建议的中间选一处拆开。")
    row.start, row.end = first.start, first.end
    row.save()
    RequestAsk.objects.create(request=request, position=_PARKED, start=second.start, end=second.end)
    _note(request)


def span_of_words(text: str, words: str) -> Span:
    """Return where the words stand in the text, whatever white space is between. Raises ActionError unless it is one place."""
    wanted = "".join(words.split())
    refuse_if(not wanted, NOTHING)
    offsets = [at for at, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[at] for at in offsets)
    first = bare.find(wanted)
    refuse_if(first < 0, UNKNOWN)
    refuse_if(bare.find(wanted, first + 1) >= 0, SEVERAL)
    return Span(offsets[first], offsets[first + len(wanted) - 1] + 1)


def _ask(request: Request, pk: int) -> RequestAsk:
    return get_or_refuse(request.asks.filter(pk=pk), GONE)


def _title(title: str | None) -> str | None:
    return " ".join((title or "").split())[: column_length(RequestAsk, "title")] or None


def _take_from_others(request: Request, span: Span) -> None:
    for ask in request.asks.filter(start__lt=span.end, end__gt=span.start):
        left, right = trimmed(request.text, ask.start, span.start), trimmed(request.text, span.end, ask.end)
        rest = [piece for piece in (left, right) if ask.start <= piece.start < piece.end <= ask.end]
        if not rest:
            ask.delete()
            continue
        ask.start, ask.end = rest[0].start, rest[0].end
        ask.save()


def _note(request: Request) -> None:
    """Number the asks by their places, and count the change."""
    asks = list(request.asks.order_by("start", "pk"))
    _renumber(asks, _PARKED + 1)
    _renumber(asks, 1)
    request.set_by_person = sorted({*request.set_by_person, "asks"})
    request.problems = [problem for problem in request.problems if problem["field"] != "asks"]
    request.version += 1
    request.save()
    record_act(AuditAct.CORRECTED, request, detail="建议")


def _renumber(asks: Iterable[RequestAsk], first: int) -> None:
    for position, ask in enumerate(asks, first):
        RequestAsk.objects.filter(pk=ask.pk).update(position=position)
