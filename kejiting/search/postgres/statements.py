"""A question as the named tables (WITH …) that lead to its answer."""

from __future__ import annotations

from psycopg import sql

from kejiting.search.postgres.scoring import scores_of
from kejiting.search.postgres.tables import table
from kejiting.search.postgres.terms import ENTRIES, all_of, fitting, rows_with_any
from kejiting.search.query import Filters, Sort, Words

Tables = dict[str, sql.Composable]
DOCUMENTS = table("documents")

# Equals newest first, then by id.
_EQUALS = "written_on DESC NULLS LAST, family, serial, key"
ORDERS: dict[Sort, str] = {
    # Rounded, so that the order never hangs on the last bit of a sum.
    "relevance": f"match <> 'literal', round(score * 1e6) DESC, {_EQUALS}",
    "date": f"match <> 'literal', {_EQUALS}",
    "number": f"match <> 'literal', number NULLS LAST, {_EQUALS}",
}

_EVERYTHING = "SELECT id, document, part FROM {} WHERE {}"
_NO_EXCLUDED = "id NOT IN (SELECT id FROM excluded)"
# Documents that meet each group somewhere. One that holds an excluded term anywhere is no answer as a whole.
_TOGETHER = "({}) EXCEPT SELECT document FROM literal"
_OF_GROUP = "SELECT {nth} AS nth, id, document, part FROM {group} WHERE document IN (SELECT document FROM together)"
_LITERAL_HITS = "SELECT id, document, part, 'literal' AS match, {score} AS score FROM literal {scored}"
# For each group the best row, the first of equals; one row may serve several groups.
_LETTER_HITS = """
SELECT DISTINCT id, document, part, 'letter', score FROM (
    SELECT DISTINCT ON (document, nth) id, document, part, coalesce(score, 0) AS score
    FROM candidates LEFT JOIN scores USING (id) ORDER BY document, nth, round(coalesce(score, 0) * 1e9) DESC, id
) AS best
"""
_FOUND = """
SELECT document, match, max(score) AS score, count(*) AS passages FROM hits GROUP BY document, match
"""


def matching(words: Words, filters: Filters, sort: Sort) -> Tables:
    """`literal`, `hits` (id, document, part, match, score) and `found` (document, match, score, passages)."""
    fit = fitting(filters)
    tables: Tables = {}
    if words.excluded:
        tables["excluded"] = rows_with_any(words.excluded, sql.SQL("true"))
    groups = {f"group_{place}": rows_with_any(group, fit) for place, group in enumerate(words.groups)}
    tables |= groups
    tables["literal"] = _literal(list(groups), fit, excluded=bool(words.excluded))
    several = len(groups) > 1
    if several:
        tables["together"] = _together(list(groups), excluded=bool(words.excluded))
        tables["candidates"] = sql.SQL(" UNION ALL ").join(
            sql.SQL(_OF_GROUP).format(nth=nth, group=sql.Identifier(group)) for nth, group in enumerate(groups)
        )
    ranked = bool(groups) and sort == "relevance"
    to_score = [*(["literal"] if ranked else []), *(["candidates"] if several else [])]
    if to_score:
        tables["to_score"] = sql.SQL(" UNION ").join(
            sql.SQL("SELECT DISTINCT id FROM {}").format(sql.Identifier(name)) for name in to_score
        )
        tables["scores"] = scores_of("to_score")
    hits: sql.Composable = sql.SQL(_LITERAL_HITS).format(
        score=sql.SQL("coalesce(score, 0)" if ranked else "0::float8"),
        scored=sql.SQL("LEFT JOIN scores USING (id)" if ranked else ""),
    )
    tables["hits"] = sql.SQL(" UNION ALL ").join([hits, sql.SQL(_LETTER_HITS)]) if several else hits
    tables["found"] = sql.SQL(_FOUND)
    return tables


def select(tables: Tables, final: sql.Composable) -> sql.Composed:
    """A whole statement: WITH the tables, in their order, the last word."""
    named = [sql.SQL("{} AS MATERIALIZED ({})").format(sql.Identifier(name), body) for name, body in tables.items()]
    return sql.SQL("WITH {} {}").format(sql.SQL(", ").join(named), final)


def _literal(groups: list[str], fit: sql.Composable, *, excluded: bool) -> sql.Composable:
    """Rows that meet all groups, or all rows that fit if there is none."""
    source: sql.Composable = sql.Identifier(groups[0]) if groups else ENTRIES
    met: list[sql.Composable] = [] if groups else [fit]
    met += [sql.SQL("id IN (SELECT id FROM {})").format(sql.Identifier(group)) for group in groups[1:]]
    if excluded:
        met.append(sql.SQL(_NO_EXCLUDED))
    return sql.SQL(_EVERYTHING).format(source, all_of(met))


def _together(groups: list[str], *, excluded: bool) -> sql.Composable:
    owners = sql.SQL(" INTERSECT ").join(
        sql.SQL("SELECT document FROM {}").format(sql.Identifier(group)) for group in groups
    )
    together: sql.Composable = sql.SQL(_TOGETHER).format(owners)
    return sql.SQL("{} EXCEPT SELECT document FROM excluded").format(together) if excluded else together
