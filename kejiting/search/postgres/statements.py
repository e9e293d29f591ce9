"""A question as the named tables (WITH …) that lead to its answer: what it is, of what, how many, and which."""

from __future__ import annotations

from collections.abc import Mapping

from psycopg import sql

from kejiting.search.postgres.fingerprint import READABLE
from kejiting.search.postgres.scoring import ASKED, scores_of
from kejiting.search.postgres.terms import ALLOWED, ROWS

Tables = Mapping[str, sql.Composable]

# Equals newest first, then by id. Scores in whole steps, so that the order never hangs on the last bit of a sum.
ORDER = sql.SQL(
    "whole DESC, CASE sort WHEN 'relevance' THEN round(score * 1e6) END DESC, "
    "CASE sort WHEN 'number' THEN number END NULLS LAST, written_on DESC NULLS LAST, family, serial, key"
)

_EVERYTHING = "SELECT id, document, part, passage FROM entries WHERE {}"
_UNSCORED = "SELECT id, document, part, passage, true AS whole, 0::float8 AS score FROM rows"
_SCORED = """
SELECT id, document, part, passage, true AS whole, coalesce(score, 0) AS score FROM rows LEFT JOIN scores USING (id)
"""

# Of several groups: which of them a row meets, a bit each.
_MET = """
SELECT id, document, part, passage, bit_or(set_bit(no_group, place - 1, 1)) AS met
FROM ({}) AS one GROUP BY id, document, part, passage
"""
# Documents that meet all groups in one row, or else in several. One that holds an excluded term anywhere is no answer
# as a whole.
_ANSWERING = """
SELECT document, bool_or(met = every_group) AS whole FROM met GROUP BY document
HAVING bit_or(met) = every_group AND (bool_or(met = every_group) OR document NOT IN (SELECT unnest(barred_documents)))
"""
_CANDIDATES = "SELECT met.*, whole FROM met JOIN answering USING (document) WHERE met = every_group OR NOT whole"
_RANKED = "SELECT candidates.*, coalesce(score, 0) AS score FROM candidates LEFT JOIN scores USING (id)"
# Of a parted one the best row for each group, the first of equals; one row may serve several groups.
_BEST = """
SELECT id, document, part, passage, whole, score FROM ranked WHERE whole
UNION ALL SELECT DISTINCT id, document, part, passage, whole, score FROM (
    SELECT DISTINCT ON (document, place) id, document, part, passage, whole, score
    FROM ranked JOIN generate_series(1, every) AS place ON get_bit(met, place - 1) = 1
    WHERE NOT whole ORDER BY document, place, score DESC, id
) AS best
"""

# Few documents are read one by one. What is shown is picked out of all hits by a table of what stands on the page (IS
# TRUE), not the other way round, and plans, which are few, out of all documents.
_FEW = 200
_ANSWER = """
, by_part AS (
    SELECT document, part, bool_and(whole) AS whole, max(score) AS score, count(*) AS passages
    FROM hits GROUP BY document, part
), best AS (
    SELECT document AS id, bool_and(whole) AS whole, max(score) AS score, sum(passages) AS passages
    FROM by_part GROUP BY document
), found AS (
    SELECT whole, score, passages, card.* FROM best
    CROSS JOIN LATERAL (SELECT * FROM documents WHERE id = best.id OFFSET 0) AS card
    WHERE (SELECT count(*) <= {few} FROM best)
    UNION ALL SELECT whole, score, passages, card.* FROM best JOIN documents AS card USING (id)
    WHERE (SELECT count(*) > {few} FROM best)
), page AS (
    SELECT row_number() OVER () AS place, id AS document, key, whole
    FROM (SELECT id, key, whole FROM found ORDER BY {order} LIMIT size OFFSET before) AS ordered
)
SELECT 'state', version, ({whole})::integer::bigint, NULL::bigint[] FROM state
UNION ALL SELECT 'count', '', count(*), CASE WHEN count(*) <= before + size THEN array_agg(id)::bigint[] END FROM found
UNION ALL SELECT 'passages', '', sum(passages)::bigint, NULL FROM found
UNION ALL SELECT CASE WHEN page.whole THEN 'literal' ELSE 'letter' END, key, place, array_agg(passage ORDER BY shown.id)
FROM page JOIN (
    SELECT * FROM hits WHERE (document IN (SELECT document FROM page)) IS TRUE OFFSET 0
) AS shown USING (document)
GROUP BY page.whole, key, place
UNION ALL SELECT 'part', part, count(*), NULL FROM by_part
WHERE document NOT IN (SELECT id FROM found WHERE NOT letter) GROUP BY part
UNION ALL SELECT
    CASE grouping(year, kind, agency, session)
        WHEN 7 THEN 'year' WHEN 11 THEN 'kind' WHEN 13 THEN 'agency' ELSE 'session' END,
    coalesce(year::text, kind, agency, session), count(*), NULL
FROM found WHERE letter GROUP BY GROUPING SETS ((year), (kind), (agency), (session))
HAVING coalesce(year::text, kind, agency, session) IS NOT NULL
"""


def with_tables(tables: Tables, final: sql.Composable) -> sql.Composed:
    """A whole statement: WITH the tables, in their order, the last word."""
    named = [sql.SQL("{} AS ({})").format(sql.Identifier(name), body) for name, body in tables.items()]
    return sql.SQL("WITH {} {}").format(sql.SQL(", ").join(named), final)


def _answer(tables: Tables) -> sql.Composed:
    final = sql.SQL(_ANSWER).format(few=sql.Literal(_FEW), order=ORDER, whole=READABLE)
    return with_tables(tables, final)


# By the name of the function that answers so.
ANSWERS = {
    "everything": _answer({"rows": sql.SQL(_EVERYTHING).format(ALLOWED), "hits": sql.SQL(_UNSCORED)}),
    "one_lot": _answer({"rows": ROWS, "hits": sql.SQL(_UNSCORED)}),
    "one_lot_ranked": _answer(
        {"rows": ROWS, "asked": ASKED, "scores": scores_of("rows"), "hits": sql.SQL(_SCORED)},
    ),
    "several_lots": _answer(
        {
            "met": sql.SQL(_MET).format(ROWS),
            "answering": sql.SQL(_ANSWERING),
            "candidates": sql.SQL(_CANDIDATES),
            "asked": ASKED,
            "scores": scores_of("candidates"),
            "ranked": sql.SQL(_RANKED),
            "hits": sql.SQL(_BEST),
        }
    ),
}
