"""Rows of the index where terms literally stand, as `kejiting.text.scan` defines it, and rows that pass filters; as SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

from psycopg import sql

from kejiting.search.atoms import look_up
from kejiting.search.postgres.vectors import pieces_query
from kejiting.search.query import Filters, Words

# The two of scan.py: a digit, or a point or comma that has a digit beyond it, goes on with the number.
# 928 of 约928个; not 928 of 1928个, 27.928 or 928.5.
_NUMBER_BEFORE, _NUMBER_AFTER = "(?<![0-9])(?<![0-9][.,])", "(?![0-9])(?![.,][0-9])"
# Everything but letters, digits and the characters of other scripts: % and . of 27.27%; not 个.
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")

# The condition on an entry that it passes all filters; plans pass those of letters never.
_FIT = sql.SQL("""
(wanted_part IS NULL OR part = wanted_part)
AND (num_nonnulls(wanted_year, wanted_kind, wanted_session, wanted_agency, wanted_delegate) = 0 OR document IN (
    SELECT id FROM documents WHERE letter
    AND (wanted_year IS NULL OR year = wanted_year) AND (wanted_kind IS NULL OR kind = wanted_kind)
    AND (wanted_session IS NULL OR session = wanted_session) AND (wanted_agency IS NULL OR agency = wanted_agency)
    AND (wanted_delegate IS NULL OR wanted_delegate = ANY(delegates))
))
""")
# Of each lot of terms the rows, and the place of its group.
_ROWS = """
SELECT entry.*, place
FROM unnest(queries, certain, terms, patterns, groups) AS lot (query, certain, term, pattern, place)
CROSS JOIN LATERAL (
    SELECT id, document, part, passage FROM entries
    WHERE pieces @@ lot.query::tsquery AND (
        lot.certain AND NOT cut OR position(lot.term IN folded) > 0 AND (lot.pattern IS NULL OR folded ~ lot.pattern)
    ) AND {allowed} OFFSET 0
) AS entry WHERE {which}
"""
EXCLUDED = sql.SQL(_ROWS).format(allowed=sql.SQL("true"), which=sql.SQL("place IS NULL"))
ALLOWED = sql.SQL("{} AND id NOT IN (SELECT unnest(barred))").format(_FIT)
ROWS = sql.SQL(_ROWS).format(allowed=ALLOWED, which=sql.SQL("place IS NOT NULL"))


class Lot(NamedTuple):
    """Terms of a group that one reading finds, where `query` says that they may stand.

    If they are `certain` they stand there, in a row with all its pieces. Else, and in other rows, `term` and the regular
    expression `pattern` have to. `group` counts from 1; None is that of the excluded.
    """

    query: str
    certain: bool
    term: str
    pattern: str | None
    group: int | None


def lots_of(words: Words) -> list[Lot]:
    """As few as there may be."""
    groups = [(words.excluded, None), *((group, place) for place, group in enumerate(words.groups, start=1))]
    return [lot for terms, group in groups for lot in _lots(terms, group)]


def asked_lots(lots: Sequence[Lot]) -> dict[str, object]:
    """What the functions have to know of terms: a list a property, a place a lot."""
    names = ("queries", "certain", "terms", "patterns", "groups")
    return {name: [lot[place] for lot in lots] for place, name in enumerate(names)}


def asked_filters(filters: Filters) -> dict[str, object]:
    wanted = {one.name: getattr(filters, one.name) for one in fields(filters)}
    return {f"wanted_{name}": value for name, value in wanted.items() if value is not None}


def _lots(terms: Sequence[str], group: int | None) -> Iterator[Lot]:
    certain = [term for term in terms if look_up(term).exact]
    for term in terms:
        if term not in certain:
            yield Lot(pieces_query(term), False, term, _uncut(term) if _at_digit(term) else None, group)
    if certain:
        yield Lot(" | ".join(map(pieces_query, certain)), True, "", "|".join(map(_uncut, certain)), group)


def _uncut(term: str) -> str:
    """As a regular expression of the server's."""
    before, after = (_NUMBER_BEFORE if _is_digit(term[0]) else ""), (_NUMBER_AFTER if _is_digit(term[-1]) else "")
    return f"{before}{_SPECIAL.sub(_escaped, term)}{after}"


def _escaped(special: re.Match[str]) -> str:
    return f"\\{special[0]}"


def _at_digit(term: str) -> bool:
    return _is_digit(term[0]) or _is_digit(term[-1])


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"
