"""What filters, facets and sorts know of a letter or plan, as it stands in the index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from kejiting.search.entries import Document
from kejiting.search.query import Filters

PLAN_PREFIX = "plan:"


@dataclass(frozen=True, slots=True)
class Card:
    """A `Document` without its texts."""

    key: str
    written_on: date | None
    kind: str | None
    session: str | None
    agency: str | None
    delegates: tuple[str, ...]
    number: int | None

    @property
    def year(self) -> int | None:
        return self.written_on.year if self.written_on else None

    @property
    def is_letter(self) -> bool:
        return not self.key.startswith(PLAN_PREFIX)

    def fits(self, filters: Filters) -> bool:
        """Does the document pass all filters but that for the part, which each passage has to pass?"""
        wanted = (filters.year, filters.kind, filters.session, filters.agency, filters.delegate)
        if all(value is None for value in wanted):
            return True
        return (
            self.is_letter
            and filters.year in {None, self.year}
            and filters.kind in {None, self.kind}
            and filters.session in {None, self.session}
            and filters.agency in {None, self.agency}
            and (filters.delegate is None or filters.delegate in self.delegates)
        )


def write_card(document: Document) -> bytes:
    written_on = document.written_on.isoformat() if document.written_on else None
    fields = (
        document.key,
        written_on,
        document.kind,
        document.session,
        document.agency,
        document.delegates,
        document.number,
    )
    return json.dumps(fields, ensure_ascii=False).encode()


def read_card(written: bytes) -> Card:
    key, written_on, kind, session, agency, delegates, number = json.loads(written)
    return Card(
        key=key,
        written_on=date.fromisoformat(written_on) if written_on else None,
        kind=kind,
        session=session,
        agency=agency,
        delegates=tuple(delegates),
        number=number,
    )
