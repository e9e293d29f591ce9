"""Passages that share most of a question's words, as `kejiting.search.near` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence

from psycopg import sql

from kejiting.search.near import LEAST_SHARE_OF_BEST, LEAST_WORDS, MOST_DOCUMENTS, MOST_ROWS, content_words
from kejiting.search.postgres.scoring import ASKED, asked_words, scores_of
from kejiting.search.postgres.statements import ORDER, with_tables
from kejiting.search.postgres.terms import ALLOWED, EXCLUDED
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.query import SearchQuery

# In the passage or in its heading; the title is the same for all passages.
_FIELDS = ("words", "heading_words")
_SHARING = """
SELECT id FROM unnest(near_to) AS word (query)
CROSS JOIN LATERAL (SELECT * FROM entries WHERE words @@ word.query::tsquery OFFSET 0) AS entry
WHERE {} AND document <> ALL(but) GROUP BY id HAVING count(*) >= enough
"""
_BEST = """
SELECT id, document, passage, score, row_number() OVER (PARTITION BY document ORDER BY score DESC, id) AS place
FROM scored CROSS JOIN LATERAL (SELECT document, passage FROM entries WHERE id = scored.id OFFSET 0) AS entry
WHERE score >= {} * (SELECT max(score) FROM scored)
"""
_SHOWN = """
SELECT 'near', key, NULL::bigint, passages FROM (
    SELECT document AS id, true AS whole, max(score) AS score,
           array_agg(passage ORDER BY near.id) FILTER (WHERE place <= {rows}) AS passages
    FROM near GROUP BY document
) AS best CROSS JOIN LATERAL (SELECT * FROM documents WHERE id = best.id OFFSET 0) AS card
ORDER BY {order} LIMIT size
"""
NEAR = with_tables(
    {
        "excluded": EXCLUDED,
        "asked": ASKED,
        "sharing": sql.SQL(_SHARING).format(ALLOWED),
        "scores": scores_of("sharing"),
        "scored": sql.SQL("SELECT id, score FROM sharing JOIN scores USING (id)"),
        "near": sql.SQL(_BEST).format(LEAST_SHARE_OF_BEST),
    },
    sql.SQL(_SHOWN).format(rows=MOST_ROWS, order=ORDER),
)


def asked_near(query: SearchQuery, but: Sequence[int], room: int) -> dict[str, object] | None:
    """What to ask for the best documents but those numbered; None if too little is asked to be near to."""
    words = content_words(query.words)
    if len(words) < LEAST_WORDS or not room:
        return None
    return {
        **asked_words(words),
        "near_to": [" | ".join(quoted(word_token(field, word)) for field in _FIELDS) for word in words],
        "enough": max(LEAST_WORDS, math.ceil(len(words) / 3)),
        "but": list(but),
        "sort": "relevance",
        "size": min(room, MOST_DOCUMENTS),
    }
