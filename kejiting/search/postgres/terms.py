"""Rows of the index where terms literally stand, as `kejiting.text.scan` defines it, and rows that pass filters; as SQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict

from psycopg import sql

from kejiting.search.atoms import look_up
from kejiting.search.postgres.tables import table
from kejiting.search.postgres.vectors import pieces_query
from kejiting.search.query import Filters

_ROWS = "SELECT id, document, part, passage FROM {entries} WHERE pieces @@ {query}::tsquery AND {read} AND {fit}"
# The two of scan.py: a digit, or a point or comma that has a digit beyond it, goes on with the number.
_NUMBER_BEFORE, _NUMBER_AFTER = "(?<![0-9])(?<![0-9][.,])", "(?![0-9])(?![.,][0-9])"
# Everything but letters, digits and the characters of other scripts
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
ENTRIES = table("entries")


def rows_with_any(terms: Sequence[str], fit: sql.Composable) -> sql.Composable:
    """Selects id, document, part and passage of the rows that hold one of the terms and fit; of no rows if there is no term."""
    certain = [term for term in terms if look_up(term).exact]
    lots = [([term], _stands(term)) for term in terms if term not in certain]
    if certain:
        # Where the pieces stand the term does; but of a row that was too large for pieces nothing is known.
        lots.append((certain, sql.SQL("(NOT cut OR {})").format(any_of([_stands(term) for term in certain]))))
    selects = [
        sql.SQL(_ROWS).format(entries=ENTRIES, query=" | ".join(map(pieces_query, its_terms)), read=read, fit=fit)
        for its_terms, read in lots
    ]
    return sql.SQL(" UNION ").join(selects)


def fitting(filters: Filters) -> sql.Composable:
    """The condition on an entry that it passes all filters; plans pass those of letters never."""
    wanted = {name: value for name, value in asdict(filters).items() if value is not None}
    part = wanted.pop("part", None)
    conditions: list[sql.Composable] = [sql.SQL("part = {}").format(part)] if part is not None else []
    if wanted:
        its_letter = sql.SQL("document IN (SELECT id FROM {} WHERE letter AND {})")
        conditions.append(its_letter.format(table("documents"), all_of([_has(*one) for one in wanted.items()])))
    return all_of(conditions)


def all_of(conditions: Sequence[sql.Composable]) -> sql.Composable:
    return sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("true")


def any_of(conditions: Sequence[sql.Composable]) -> sql.Composable:
    return sql.SQL("({})").format(sql.SQL(" OR ").join(conditions))


def _has(name: str, value: object) -> sql.Composable:
    if name == "delegate":
        return sql.SQL("{} = ANY(delegates)").format(value)
    return sql.SQL("{} = {}").format(sql.Identifier(name), value)


def _stands(term: str) -> sql.Composable:
    there = sql.SQL("position({} IN folded) > 0").format(term)
    before, after = (_NUMBER_BEFORE if _is_digit(term[0]) else ""), (_NUMBER_AFTER if _is_digit(term[-1]) else "")
    if not before and not after:
        return there
    uncut = f"{before}{_SPECIAL.sub(_escaped, term)}{after}"
    return sql.SQL("({} AND folded ~ {})").format(there, uncut)


def _escaped(special: re.Match[str]) -> str:
    return f"\\{special[0]}"


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"
