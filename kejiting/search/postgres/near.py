"""Passages that share most of a question's words, as `kejiting.search.near` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence

from psycopg import sql

from kejiting.search.near import LEAST_SHARE_OF_BEST, LEAST_WORDS, MOST_DOCUMENTS, MOST_ROWS, content_words
from kejiting.search.postgres.scoring import AskedWord, asked_table, scores_of
from kejiting.search.postgres.statements import ORDERS, excluded_rows, select
from kejiting.search.postgres.tables import table
from kejiting.search.postgres.terms import ENTRIES, all_of, fitting
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.query import SearchQuery

# In the passage or in its heading; the title is the same for all passages.
_FIELDS = ("words", "heading_words")
_SHARING = """
SELECT id FROM unnest({queries}::tsquery[]) AS word (query)
CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE words @@ word.query OFFSET 0) AS entry
WHERE {fit} GROUP BY id HAVING count(*) >= {enough}
"""
_BEST = """
SELECT id, document, passage, score, row_number() OVER (PARTITION BY document ORDER BY score DESC, id) AS place
FROM sharing JOIN scores USING (id) JOIN {entries} USING (id)
WHERE score >= {share} * (SELECT max(score) FROM sharing JOIN scores USING (id))
"""
_SHOWN = """
SELECT key, passages FROM (
    SELECT document AS id, true AS whole, max(score) AS score,
           array_agg(passage ORDER BY near.id) FILTER (WHERE place <= {rows}) AS passages
    FROM near GROUP BY document
) AS best JOIN {documents} USING (id) ORDER BY {order} LIMIT {most}
"""


def near_passages(
    query: SearchQuery, asked: Sequence[AskedWord], but: Sequence[int], room: int
) -> sql.Composable | None:
    """Selects key and passages of the best documents but those numbered; None if too little is asked to be near to."""
    words = content_words(query.words)
    if len(words) < LEAST_WORDS or not room:
        return None
    asked = [one for one in asked if one.word in words]
    queries = [" | ".join(quoted(word_token(field, word)) for field in _FIELDS) for word in words]
    tables = excluded_rows(query.words)
    met = [
        fitting(query.filters),
        sql.SQL("document <> ALL({}::integer[])").format(list(but)),
        *([sql.SQL("id NOT IN (SELECT id FROM excluded)")] if tables else []),
    ]
    enough = max(LEAST_WORDS, math.ceil(len(words) / 3))
    tables |= {
        "asked": asked_table(asked),
        "sharing": sql.SQL(_SHARING).format(entries=ENTRIES, queries=queries, fit=all_of(met), enough=enough),
        "scores": scores_of("sharing", asked),
        "near": sql.SQL(_BEST).format(entries=ENTRIES, share=LEAST_SHARE_OF_BEST),
    }
    shown = sql.SQL(_SHOWN).format(
        documents=table("documents"),
        rows=MOST_ROWS,
        order=sql.SQL(ORDERS["relevance"]),
        most=min(room, MOST_DOCUMENTS),
    )
    return select(tables, shown)
