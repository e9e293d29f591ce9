"""What has to be known of the index before a question can be put: that it is whole, and how often words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.postgres.scoring import AskedWord, Totals, weighed
from kejiting.search.postgres.tables import check, checking, table
from kejiting.search.postgres.vectors import quoted, word_token
from kejiting.search.schema import BOOSTS

# No compiling of queries that take milliseconds; no reading of the long vectors of all rows; no loops over thousands of
# rows that were guessed to be one; room for the rows of a common word. They hold for the message that begins with them.
_SETTINGS = """
SELECT set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true),
       set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true), set_config('work_mem', '64MB', true);
"""
_TOTALS = "; SELECT entries, words_total, heading_total, title_total FROM {}"
_WORDS = """
; SELECT place, coalesce(highest, 1), (SELECT count(*) FROM {entries} WHERE words @@ query::tsquery)
FROM unnest({tokens}::text[], {queries}::text[]) WITH ORDINALITY AS asked (token, query, place)
LEFT JOIN {levels} USING (token)
"""


def known(cursor: Cursor[Any], words: Sequence[str]) -> list[AskedWord]:
    """The words that stand in the index, by field, in one round trip. Raises IndexUnavailable if it is not whole."""
    fields = [(word, field) for field in BOOSTS for word in words]
    tokens = [word_token(field, word) for word, field in fields]
    counting = sql.SQL(_WORDS).format(
        entries=table("entries"), levels=table("levels"), tokens=tokens, queries=list(map(quoted, tokens))
    )
    ask(cursor, sql.SQL("").join([checking(), sql.SQL(_TOTALS).format(table("state")), counting]))
    check(cursor.fetchone())
    cursor.nextset()
    entries, *totals = cursor.fetchone() or (0, 0, 0, 0)
    cursor.nextset()
    held = Totals(entries, tuple(totals))
    found = ((fields[place - 1], highest, rows) for place, highest, rows in cursor.fetchall() if rows)
    return [weighed(word, field, rows, highest, held) for (word, field), highest, rows in found]


def ask(cursor: Cursor[Any], statements: sql.Composable) -> Cursor[Any]:
    """Put them to the server in one message; the cursor stands before the answer to the first."""
    cursor.execute(sql.SQL("").join([sql.SQL(_SETTINGS), statements]))
    cursor.nextset()
    return cursor
