"""BM25F over passage, heading and title, as `kejiting.search.ranking` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from psycopg import sql

from kejiting.search.postgres.tables import table
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.schema import BOOSTS

_K1, _B = 1.2, 0.75
# Few rows are read one by one; of many the index tells which hold the words. Where few hold the words it tells at once.
_FEW = 200
_LENGTHS = ("words_length", "heading_length", "title_length")
# A word that stands n times gains what it gains at the first, the second, … the n-th; together n / (n + norm).
_SCORES = """
SELECT id, round(sum(weight * norm / ((level + norm) * (level - 1 + norm))) * 1e9) / 1e9 AS score
FROM ({gains}) AS gain GROUP BY id
"""
# OFFSET 0 keeps the two ways apart: read by number, and found by word.
_READ = """
SELECT entry.id, weight, level, {norm} AS norm
FROM {rows} AS row CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE id = row.id OFFSET 0) AS entry
JOIN asked ON entry.words @@ asked.query WHERE (SELECT count(*) <= {few} FROM {rows})
"""
_FOUND = """
SELECT entry.id, weight, level, {norm} AS norm
FROM asked CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE words @@ asked.query OFFSET 0) AS entry WHERE {many}
"""
_NORM = "({least} + asked.slope * CASE asked.field WHEN 0 THEN entry.{} WHEN 1 THEN entry.{} ELSE entry.{} END)"
_NOTHING = "SELECT ''::tsquery AS query, 0 AS field, 1 AS level, 0.0 AS weight, 0.0 AS slope WHERE false"


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the whole index: its entries, and the words of all of them in each field of BOOSTS."""

    entries: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word in a field: in how many entries it stands, and how often at most in one of them."""

    word: str
    field: str
    entries: int
    highest: int
    weight: float
    slope: float


def weighed(word: str, field: str, entries: int, highest: int, totals: Totals) -> AskedWord:
    weight = BOOSTS[field] * (math.log(max(totals.entries, 1) / (entries + 1)) + 1) * (_K1 + 1)
    average = totals.words[list(BOOSTS).index(field)] / max(totals.entries, 1) or 1.0
    return AskedWord(word, field, entries, highest, weight, _K1 * _B / average)


def asked_table(asked: Iterable[AskedWord]) -> sql.Composable:
    """Selects query, field, level, weight and slope of each word at each number of times that it may stand there."""
    line = "({}::tsquery, {}, {}, {}::float8, {}::float8)"
    places = {field: place for place, field in enumerate(BOOSTS)}
    lines = [
        sql.SQL(line).format(
            quoted(word_token(one.field, one.word, level)), places[one.field], level, one.weight, one.slope
        )
        for one in asked
        for level in range(1, one.highest + 1)
    ]
    if not lines:
        return sql.SQL(_NOTHING)
    listed = "SELECT * FROM (VALUES {}) AS asked (query, field, level, weight, slope)"
    return sql.SQL(listed).format(sql.SQL(", ").join(lines))


def scores_of(rows: str, asked: Iterable[AskedWord]) -> sql.Composable:
    """Selects id and score of the rows of the named table, and of others, by the table `asked`.

    Rows that hold no word are left out. Scores have lost the last bits, in which equals may differ.
    """
    norm = sql.SQL(_NORM).format(*map(sql.Identifier, _LENGTHS), least=_K1 * (1 - _B))
    places = {"rows": sql.Identifier(rows), "entries": table("entries"), "norm": norm, "few": sql.Literal(_FEW)}
    if sum(one.entries for one in asked) <= _FEW:
        return sql.SQL(_SCORES).format(gains=sql.SQL(_FOUND).format(many=sql.SQL("true"), **places))
    many = sql.SQL("(SELECT count(*) > {few} FROM {rows})").format(rows=places["rows"], few=_FEW)
    gains = [sql.SQL(_READ).format(**places), sql.SQL(_FOUND).format(many=many, **places)]
    return sql.SQL(_SCORES).format(gains=sql.SQL(" UNION ALL ").join(gains))
