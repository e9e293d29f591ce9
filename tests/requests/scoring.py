"""How well proposals are read: F1 of asks (their edges, white space and punctuation aside), accuracy of fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposals.parsing.requests import ParsedRequest, parse_request
from tests.requests.labelled import FIELDS, Labelled, edges


@dataclass(frozen=True, slots=True)
class Score:
    asks_f1: float
    fields: float
    titles: float
    misses: tuple[str, ...]


def score(entries: Sequence[Labelled]) -> Score:
    hits = labels = found = right = titles = titled = 0
    misses = list[str]()
    for entry in entries:
        request = parse_request(entry.text)
        wanted = {edges(entry.text, span): title for span, title in zip(entry.asks, entry.titles, strict=True)}
        given = {edges(entry.text, ask.span): ask.title for ask in request.asks}
        hits += len(wanted.keys() & given.keys())
        labels += len(wanted)
        found += len(given)
        titled += sum(title is not None for title in wanted.values())
        titles += sum(title is not None and _same(title, given.get(edge)) for edge, title in wanted.items())
        fields = field_values(request)
        right += sum(fields[field] == entry.fields[field] for field in FIELDS)
        misses += _misses(entry, wanted, given, fields)
    return Score(2 * hits / (labels + found), right / (len(entries) * len(FIELDS)), titles / titled, tuple(misses))


def field_values(request: ParsedRequest) -> dict[str, object]:
    """Return the fields as labels write them."""
    session = request.session
    return {
        "title": request.title.value if request.title else None,
        "kind": request.kind,
        "session": f"{session.body}-{session.region}-{session.term}-{session.meeting}" if session else None,
        "number": request.number,
        "handed_over_on": request.handed_over_on.isoformat() if request.handed_over_on else None,
        "main_unit": request.main_unit,
        "proposers": list(request.proposers),
        "co_proposers": list(request.co_proposers),
        "co_units": list(request.co_units),
    }


def _same(title: str, given: str | None) -> bool:
    return given is not None and "".join(title.split()).strip("。") == given


def _misses(
    entry: Labelled,
    wanted: dict[tuple[int, int], str | None],
    given: dict[tuple[int, int], str | None],
    fields: dict[str, object],
) -> Iterator[str]:
    yield from (
        f"{entry.name}: {field} is {fields[field]}, not {entry.fields[field]}"
        for field in FIELDS
        if fields[field] != entry.fields[field]
    )
    yield from (f"{entry.name}: not found {entry.text[slice(*edge)]}" for edge in wanted if edge not in given)
    yield from (f"{entry.name}: no ask {entry.text[slice(*edge)]}" for edge in given if edge not in wanted)
    yield from (
        f"{entry.name}: title {given[edge]}, not {title}"
        for edge, title in wanted.items()
        if title and edge in given and not _same(title, given[edge])
    )
