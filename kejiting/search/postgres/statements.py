"""A question as the named tables (WITH …) that lead to its answer."""

from __future__ import annotations

from collections.abc import Sequence

from psycopg import sql

from kejiting.search.postgres.scoring import AskedWord, asked_table, scores_of
from kejiting.search.postgres.terms import ENTRIES, all_of, fitting, rows_with_any
from kejiting.search.query import Filters, Sort, Words

Tables = dict[str, sql.Composable]

# Equals newest first, then by id.
_EQUALS = "written_on DESC NULLS LAST, family, serial, key"
ORDERS: dict[Sort, str] = {
    # In whole steps, so that the order never hangs on the last bit of a sum.
    "relevance": f"whole DESC, round(score * 1e6) DESC, {_EQUALS}",
    "date": f"whole DESC, {_EQUALS}",
    "number": f"whole DESC, number NULLS LAST, {_EQUALS}",
}

_EVERYTHING = "SELECT id, document, part, passage FROM {} WHERE {}"
_NO_EXCLUDED = "id NOT IN (SELECT id FROM excluded)"
# `met` has a bit for each group: those that the row meets.
_ROWS = """
SELECT id, min(document) AS document, min(part) AS part, min(passage) AS passage, bit_or(met) AS met
FROM ({}) AS one GROUP BY id
"""
_OF_GROUP = "SELECT *, {} AS met FROM ({}) AS group_rows"
# Documents that meet all groups: `whole` in one row, or in several. Of the latter none that holds an excluded term
# anywhere, which is no answer as a whole.
_OWNERS = """
SELECT document, bool_or(met = {all}) AS whole FROM rows GROUP BY document
HAVING bit_or(met) = {all} {but}
"""
_BUT_EXCLUDED = "AND (bool_or(met = {all}) OR document NOT IN (SELECT document FROM excluded))"
_CANDIDATES = """
SELECT id, document, part, passage, met, whole FROM rows JOIN owners USING (document) WHERE met = {all} OR NOT whole
"""
# For each group the best row, the first of equals; one row may serve several groups.
_HITS = """
SELECT id, document, part, passage, whole, coalesce(score, 0) AS score FROM candidates {scored} WHERE whole
UNION ALL SELECT DISTINCT id, document, part, passage, false, score FROM (
    SELECT DISTINCT ON (document, bit) id, document, part, passage, coalesce(score, 0) AS score
    FROM candidates JOIN (VALUES {bits}) AS one (bit) ON met & bit = bit {scored}
    WHERE NOT whole ORDER BY document, bit, coalesce(score, 0) DESC, id
) AS best
"""
_LITERAL_HITS = "SELECT id, document, part, passage, true AS whole, {score} AS score FROM rows {scored}"
_SCORED = "LEFT JOIN scores USING (id)"


def hits(words: Words, filters: Filters, asked: Sequence[AskedWord]) -> Tables:
    """The tables up to `hits` (id, document, part, passage, whole, score); the score is 0 where `asked` has no words."""
    fit = fitting(filters)
    tables = excluded_rows(words)
    met = [fit, *([sql.SQL(_NO_EXCLUDED)] if tables else [])]
    if len(words.groups) > 1:
        return tables | _of_groups([rows_with_any(group, all_of(met)) for group in words.groups], tables, asked)
    tables["rows"] = (
        rows_with_any(words.groups[0], all_of(met))
        if words.groups
        else sql.SQL(_EVERYTHING).format(ENTRIES, all_of(met))
    )
    if asked:
        tables |= {"asked": asked_table(asked), "scores": scores_of("rows", asked)}
    score, scored = ("coalesce(score, 0)", _SCORED) if asked else ("0::float8", "")
    return tables | {"hits": sql.SQL(_LITERAL_HITS).format(score=sql.SQL(score), scored=sql.SQL(scored))}


def excluded_rows(words: Words) -> Tables:
    return {"excluded": rows_with_any(words.excluded, sql.SQL("true"))} if words.excluded else {}


def select(tables: Tables, final: sql.Composable) -> sql.Composed:
    """A whole statement: WITH the tables, in their order, the last word."""
    named = [sql.SQL("{} AS ({})").format(sql.Identifier(name), body) for name, body in tables.items()]
    return sql.SQL("WITH {} {}").format(sql.SQL(", ").join(named), final)


def _of_groups(groups: Sequence[sql.Composable], excluded: Tables, asked: Sequence[AskedWord]) -> Tables:
    count = len(groups)
    bits = [sql.SQL("{}::bit({})").format(f"{1 << place:0{count}b}", count) for place in range(count)]
    every = sql.SQL("{}::bit({})").format("1" * count, count)
    but = sql.SQL(_BUT_EXCLUDED).format(all=every) if excluded else sql.SQL("")
    each = sql.SQL(" UNION ALL ").join(
        sql.SQL(_OF_GROUP).format(bit, rows) for bit, rows in zip(bits, groups, strict=True)
    )
    tables: Tables = {
        "rows": sql.SQL(_ROWS).format(each),
        "owners": sql.SQL(_OWNERS).format(all=every, but=but),
        "candidates": sql.SQL(_CANDIDATES).format(all=every),
    }
    return tables | {
        "asked": asked_table(asked),
        "scores": scores_of("candidates", asked),
        "hits": sql.SQL(_HITS).format(
            bits=sql.SQL(", ").join(map(sql.SQL("({})").format, bits)), scored=sql.SQL(_SCORED)
        ),
    }
