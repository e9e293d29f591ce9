"""BM25F over passage, heading and title, as `kejiting.search.ranking` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.postgres.tables import table
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.schema import BOOSTS

_K1, _B = 1.2, 0.75
# Few rows are read one by one; of many the index tells which hold the words.
_FEW = 200
_LENGTHS = ("words_length", "heading_length", "title_length")
_TOTALS = "SELECT greatest(entries, 1), words_total, heading_total, title_total FROM {}"
_FREQUENCIES = "SELECT token, level, entries FROM {} WHERE token = ANY({}) AND entries > 0"
# A word that stands n times gains what it gains at the first, the second, … the n-th; together n / (n + norm).
# OFFSET 0 keeps the two ways apart: read by number, and found by word.
_SCORES = """
SELECT id, sum(weight * norm / ((level + norm) * (level - 1 + norm))) AS score FROM (
    SELECT entry.id, asked.weight, asked.level, {norm} AS norm
    FROM {rows} AS row CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE id = row.id OFFSET 0) AS entry
    JOIN asked ON entry.words @@ asked.query
    WHERE (SELECT count(*) <= {few} FROM {rows})
    UNION ALL
    SELECT entry.id, asked.weight, asked.level, {norm} AS norm
    FROM asked CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE words @@ asked.query OFFSET 0) AS entry
    WHERE entry.id IN (SELECT id FROM {rows}) AND (SELECT count(*) > {few} FROM {rows})
) AS gain GROUP BY id
"""
_NORM = "({least} + asked.slope * CASE asked.field WHEN 0 THEN entry.{} WHEN 1 THEN entry.{} ELSE entry.{} END)"
_NOTHING = "SELECT ''::tsquery AS query, 0 AS field, 1 AS level, 0.0 AS weight, 0.0 AS slope WHERE false"


def asked_words(cursor: Cursor[Any], words: Sequence[str]) -> sql.Composable:
    """A table of the words to look for: query, field, level, weight, slope; what the index knows of them goes in."""
    rows, *totals = cursor.execute(sql.SQL(_TOTALS).format(table("state"))).fetchone() or (1, 0, 0, 0)
    tokens = {
        word_token(field, word): (place, boost) for word in words for place, (field, boost) in enumerate(BOOSTS.items())
    }
    known = cursor.execute(sql.SQL(_FREQUENCIES).format(table("frequencies"), list(tokens))).fetchall()
    frequency = {token: entries for token, level, entries in known if level == 1}
    lines = []
    for token, level, _ in known:
        place, boost = tokens[token]
        weight = boost * (math.log(rows / (frequency[token] + 1)) + 1) * (_K1 + 1)
        slope = _K1 * _B / (float(totals[place]) / rows or 1.0)
        query = quoted(token if level == 1 else f"{token} {level}")
        lines.append(
            sql.SQL("({}::tsquery, {}, {}, {}::float8, {}::float8)").format(query, place, level, weight, slope)
        )
    if not lines:
        return sql.SQL(_NOTHING)
    listed = "SELECT * FROM (VALUES {}) AS asked (query, field, level, weight, slope)"
    return sql.SQL(listed).format(sql.SQL(", ").join(lines))


def scores_of(rows: str) -> sql.Composable:
    """Selects id and score of the rows of the named table, by the table `asked`; those that hold no word are left out."""
    norm = sql.SQL(_NORM).format(*map(sql.Identifier, _LENGTHS), least=_K1 * (1 - _B))
    return sql.SQL(_SCORES).format(rows=sql.Identifier(rows), entries=table("entries"), norm=norm, few=_FEW)
