"""BM25F over passage, heading and title, as `kejiting.search.ranking` has it; as SQL."""

from __future__ import annotations

from collections.abc import Sequence

from psycopg import sql

from kejiting.search.postgres.vectors import word_token
from kejiting.search.schema import BOOSTS

_K1, _B = 1.2, 0.75
# To read one row takes as long as to be told by the index of so many that hold a word.
_READING = 20
# The words that stand in the index: as tsquery, field, level, weight and slope, for each number of times that one may
# stand in a row.
_ASKED = r"""
SELECT ('''' || replace(replace(token, '\', '\\'), '''', '''''') || CASE level WHEN 1 THEN '' ELSE ' ' || level END
        || '''')::tsquery AS query, field, level, known.entries,
    ({boosts}::float8[])[field] * (ln(greatest(state.entries, 1) / (known.entries + 1)::float8) + 1) * {most} AS weight,
    {slope} / coalesce(
        nullif((ARRAY[words_total, heading_total, title_total])[field] / greatest(state.entries, 1)::float8, 0), 1
    ) AS slope
FROM state CROSS JOIN unnest(tokens, fields) AS word (asked_token, field)
CROSS JOIN LATERAL (SELECT * FROM tokens WHERE token = asked_token AND entries > 0 OFFSET 0) AS known
CROSS JOIN LATERAL generate_series(1, highest) AS level
"""
ASKED = sql.SQL(_ASKED).format(boosts=list(BOOSTS.values()), most=_K1 + 1, slope=_K1 * _B)
# A word that stands n times gains what it gains at the first, the second, … the n-th; together n / (n + norm). OFFSET 0
# keeps the two ways apart, read by number and found by word; strip unpacks a row's words once for all that are asked.
_SCORES = """
SELECT id, round(sum(weight * norm / ((level + norm) * (level - 1 + norm))) * 1e9) / 1e9 AS score
FROM (
    SELECT entry.id, weight, level, {norm} AS norm
    FROM (SELECT DISTINCT id FROM {rows}) AS row
    CROSS JOIN LATERAL (
        SELECT id, words_length, heading_length, title_length, strip(words) AS words
        FROM entries WHERE id = row.id OFFSET 0
    ) AS entry
    JOIN asked ON entry.words @@ asked.query WHERE {few}
    UNION ALL
    SELECT entry.id, weight, level, {norm} AS norm
    FROM asked CROSS JOIN LATERAL (SELECT * FROM entries WHERE words @@ asked.query OFFSET 0) AS entry
    WHERE NOT {few}
) AS gain GROUP BY id
"""
_FEW = "((SELECT count(*) FROM {}) * {} <= (SELECT sum(entries) FROM asked WHERE level = 1))"
_NORM = "({} + slope * CASE field WHEN 1 THEN words_length WHEN 2 THEN heading_length ELSE title_length END)"


def scores_of(rows: str) -> sql.Composed:
    """Selects id and score of the rows of the named table, and of others, by the table `asked`.

    Rows that hold no word are left out. Scores have lost the last bits, in which equals may differ.
    """
    norm = sql.SQL(_NORM).format(_K1 * (1 - _B))
    few = sql.SQL(_FEW).format(sql.Identifier(rows), _READING)
    return sql.SQL(_SCORES).format(rows=sql.Identifier(rows), few=few, norm=norm)


def asked_words(words: Sequence[str]) -> dict[str, object]:
    """What the functions have to know of words that rank."""
    fields = list(enumerate(BOOSTS, start=1))
    return {
        "tokens": [word_token(field, word) for _, field in fields for word in words],
        "fields": [place for place, _ in fields for _ in words],
    }
