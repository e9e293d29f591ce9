"""Passages that share most of a question's words, as `kejiting.search.near` has it; as SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from psycopg import sql

from kejiting.search.near import LEAST_SHARE_OF_BEST, LEAST_WORDS, MOST_DOCUMENTS, MOST_ROWS, content_words
from kejiting.search.postgres.scoring import ASKED, asked_words, scores_of
from kejiting.search.postgres.statements import ORDER, with_tables
from kejiting.search.postgres.terms import ALLOWED
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.query import Words

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
        "asked": ASKED,
        "sharing": sql.SQL(_SHARING).format(ALLOWED),
        "scores": scores_of("sharing"),
        "scored": sql.SQL("SELECT id, score FROM sharing JOIN scores USING (id)"),
        "near": sql.SQL(_BEST).format(LEAST_SHARE_OF_BEST),
    },
    sql.SQL(_SHOWN).format(rows=MOST_ROWS, order=ORDER),
)

# After what was found, where the page shows the last of it and has room. A function does this by itself, so that near
# passages cost no message of their own.
IF_ROOM = sql.SQL("""
IF near_to IS NOT NULL AND counted <= before + size AND (before < counted OR before = 0) THEN
    RETURN QUERY SELECT * FROM near(
        wanted_part => wanted_part, wanted_year => wanted_year, wanted_kind => wanted_kind,
        wanted_session => wanted_session, wanted_agency => wanted_agency, wanted_delegate => wanted_delegate,
        tokens => near_tokens, fields => near_fields, near_to => near_to, enough => enough,
        sort => 'relevance', size => least(before + size - counted, {most}), barred => barred, but => coalesce(but, '{{}}')
    );
END IF;
""").format(most=MOST_DOCUMENTS)


def asked_near(words: Words) -> dict[str, object]:
    """What to ask for near passages; nothing if too little is asked to be near to."""
    near_to = content_words(words)
    if len(near_to) < LEAST_WORDS:
        return {}
    lots, enough = _lots(near_to)
    ranked = {f"near_{name}": value for name, value in asked_words(near_to).items()}
    return {**ranked, "near_to": lots, "enough": enough}


def _lots(words: Sequence[str]) -> tuple[list[str], int]:
    """Queries, and how many of them a passage has to meet.

    Any two words are one query: the index then passes over what holds but the commonest of them.
    """
    queries = [" | ".join(quoted(word_token(field, word)) for field in _FIELDS) for word in words]
    enough = max(LEAST_WORDS, math.ceil(len(words) / 3))
    if enough > 2:
        return queries, enough
    return [" | ".join(f"({one}) & ({other})" for one, other in combinations(queries, 2))], 1
