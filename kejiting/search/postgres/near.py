"""Passages that share most of a question's words, as `kejiting.search.near` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence

from psycopg import sql

from kejiting.search.near import LEAST_SHARE_OF_BEST, LEAST_WORDS, MOST_DOCUMENTS, MOST_ROWS
from kejiting.search.postgres.scoring import scores_of
from kejiting.search.postgres.statements import DOCUMENTS, ORDERS, Tables
from kejiting.search.postgres.terms import ENTRIES, all_of, fitting
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.query import Filters

# In the passage or in its heading; the title is the same for all passages.
_FIELDS = ("words", "heading_words")
_WORDS = "SELECT query::tsquery, nth FROM unnest({}::text[]) WITH ORDINALITY AS word (query, nth)"
_SHARING = """
SELECT id FROM word CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE words @@ word.query OFFSET 0) AS entry
WHERE {fit} AND document NOT IN (SELECT document FROM found) GROUP BY id HAVING count(*) >= {enough}
"""
_BEST = """
SELECT id, document, score, row_number() OVER (PARTITION BY document ORDER BY round(score * 1e9) DESC, id) AS place
FROM near_scores JOIN {entries} USING (id) WHERE score >= {share} * (SELECT max(score) FROM near_scores)
"""
_SHOWN = """
SELECT key, 'near', (
    SELECT array_agg(passage ORDER BY id) FROM near_best JOIN {entries} USING (id)
    WHERE near_best.document = best.document AND place <= {rows}
) FROM (SELECT document, max(score) AS score, 'near' AS match FROM near_best GROUP BY document) AS best
JOIN {documents} AS document ON document.id = best.document ORDER BY {order} LIMIT {most}
"""


def near_passages(found: Tables, asked: Sequence[str], filters: Filters, room: int) -> tuple[Tables, sql.Composable]:
    """The tables and what to select from them: key, match and passages of the best documents that were not found."""
    enough = max(LEAST_WORDS, math.ceil(len(asked) / 3))
    queries = [" | ".join(quoted(word_token(field, word)) for field in _FIELDS) for word in asked]
    met = [fitting(filters), *([sql.SQL("id NOT IN (SELECT id FROM excluded)")] if "excluded" in found else [])]
    tables = found | {
        "word": sql.SQL(_WORDS).format(queries),
        "sharing": sql.SQL(_SHARING).format(entries=ENTRIES, fit=all_of(met), enough=enough),
        "near_scores": scores_of("sharing"),
        "near_best": sql.SQL(_BEST).format(entries=ENTRIES, share=LEAST_SHARE_OF_BEST),
    }
    shown = sql.SQL(_SHOWN).format(
        entries=ENTRIES,
        documents=DOCUMENTS,
        rows=MOST_ROWS,
        order=sql.SQL(ORDERS["relevance"]),
        most=min(room, MOST_DOCUMENTS),
    )
    return tables, shown
