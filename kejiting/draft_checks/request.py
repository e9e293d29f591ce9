"""What checks need of the proposal that a draft answers, as it was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kejiting.ingest.reading import read_request
from kejiting.text.keys import number_key
from proposals.models import Request
from proposals.parsing import ParsedSession
from proposals.parsing.requests import ParsedRequest
from proposals.records import same_sessions, session_as_parsed


@dataclass(frozen=True, slots=True)
class AskFacts:
    """One thing that the proposal asks for: `title` is its heading, `text` the ask as written."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Absent is None; number and session go before those that the draft states."""

    number: str | None = None
    session: ParsedSession | None = None
    title: str | None = None
    proposers: tuple[str, ...] = ()
    co_proposers: tuple[str, ...] = ()
    handed_over_on: date | None = None
    co_units: tuple[str, ...] = ()
    asks: tuple[AskFacts, ...] = ()


def read_request_facts(name: str, data: bytes) -> RequestFacts:
    """Read a proposal's file. Raises UnreadableFile, whose sentence tells people what to do."""
    return request_facts(read_request(name, data).parsed)


def request_facts(request: ParsedRequest) -> RequestFacts:
    return RequestFacts(
        number=request.number,
        session=request.session,
        title=request.title.value if request.title else None,
        proposers=request.proposers,
        co_proposers=request.co_proposers,
        handed_over_on=request.handed_over_on,
        co_units=request.co_units,
        asks=tuple(AskFacts(ask.title, ask.span.of(request.text)) for ask in request.asks),
    )


def stored_request(number: str | None, session: ParsedSession | None) -> RequestFacts | None:
    """Return the request of this number and session that the base holds; None for none, or for several."""
    if not (number and session):
        return None
    found = Request.objects.filter(number_key=number_key(number), session__in=same_sessions(session)).order_by("pk")[:2]
    return facts_of_request(found[0]) if len(found) == 1 else None


def facts_of_request(request: Request) -> RequestFacts:
    """What a request of the base says; which one it is, is known already. Asks and session are fetched."""
    return RequestFacts(
        number=request.number,
        session=session_as_parsed(request.session),
        title=request.title,
        proposers=tuple(request.proposers),
        co_proposers=tuple(request.co_proposers),
        handed_over_on=request.handed_over_on,
        co_units=tuple(request.co_units),
        asks=tuple(AskFacts(ask.title, request.public_text[ask.start : ask.end]) for ask in request.asks.all()),
    )
