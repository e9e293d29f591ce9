"""The questions that can be put to the index, as functions that lie beside its tables.

The server plans each once a connection, whatever is asked: planning takes longer than most answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.postgres.names import SCHEMA, table
from kejiting.search.postgres.near import IF_ROOM, NEAR
from kejiting.search.postgres.statements import ANSWERS
from kejiting.search.postgres.terms import EXCLUDED

# What is asked, in their order. A term is a place in `queries`, `certain`, `terms`, `patterns` and `groups`, which
# are `every` ones; see `terms.Lot`. Words are tokens, and the places of their fields in BOOSTS.
_ASKED = {
    "queries": "text[]",
    "certain": "boolean[]",
    "terms": "text[]",
    "patterns": "text[]",
    "groups": "integer[]",
    "every": "integer",
    "wanted_part": "text",
    "wanted_year": "integer",
    "wanted_kind": "text",
    "wanted_session": "text",
    "wanted_agency": "text",
    "wanted_delegate": "text",
    "tokens": "text[]",
    "fields": "integer[]",
    "sort": "text",
    "size": "bigint",
    "before": "bigint",
    "near_to": "text[]",
    "near_tokens": "text[]",
    "near_fields": "integer[]",
    "enough": "integer",
    # what the functions tell each other: rows and documents to leave out
    "barred": "integer[]",
    "but": "bigint[]",
}
# Stable: all its statements see the tables as they were when it was called, whatever is saved meanwhile.
# No compiling of queries that take milliseconds; no reading of the long vectors of all rows; no loops over thousands of
# rows that were guessed to be one; room for the rows of a common word.
_FUNCTION = """
CREATE FUNCTION {name} ({parameters})
RETURNS TABLE (what text, which text, amount bigint, ids bigint[]) LANGUAGE plpgsql STABLE
SET search_path = {schema} SET plan_cache_mode = force_generic_plan SET jit = off SET work_mem = '64MB'
SET enable_seqscan = off SET enable_nestloop = off SET enable_sort = off
AS {body}
"""
_ANSWERING = """
DECLARE
    counted bigint;
    barred_documents integer[];
    no_group varbit := repeat('0', every)::varbit;
    every_group varbit := repeat('1', every)::varbit;
BEGIN
    IF array_position(groups, NULL) IS NOT NULL THEN
        SELECT array_agg(id), array_agg(document) INTO barred, barred_documents FROM ({excluded}) AS excluded;
    END IF;
    FOR what, which, amount, ids IN {answer} LOOP
        RETURN NEXT;
        IF what = 'count' THEN
            counted := amount;
            but := ids;
        END IF;
    END LOOP;
    {near}
END
"""
_BODIES = {
    **{
        name: sql.SQL(_ANSWERING).format(excluded=EXCLUDED, answer=answer, near=IF_ROOM)
        for name, answer in ANSWERS.items()
    },
    "near": sql.SQL("BEGIN RETURN QUERY {}; END").format(NEAR),
}


def functions(schema: str) -> bytes:
    """The statements that make them; they ask the tables of SCHEMA, the name which `schema` has when it is in force."""
    parameters = sql.SQL(", ").join(sql.SQL(f"{name} {kind} DEFAULT NULL") for name, kind in _ASKED.items())
    made = (
        sql.SQL(_FUNCTION).format(
            name=table(name, schema),
            parameters=parameters,
            schema=sql.Identifier(SCHEMA),
            body=body.as_string(None),
        )
        for name, body in _BODIES.items()
    )
    return sql.SQL(";").join(made).as_bytes(None)


def call(cursor: Cursor[Any], name: str, asked: Mapping[str, object]) -> list[tuple[str, str, int, list[int]]]:
    """Rows of what it is, of what, how many or in which place, and passages or documents, of what has them."""
    return cursor.execute(_calling(name, tuple(asked)), asked).fetchall()


@cache
def _calling(name: str, parameters: Sequence[str]) -> bytes:
    given = [sql.SQL("{} => {}").format(sql.Identifier(one), sql.Placeholder(one)) for one in parameters]
    return sql.SQL("SELECT * FROM {} ({})").format(table(name), sql.SQL(", ").join(given)).as_bytes(None)
