"""Write documents into the tables of the index, and keep count of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.cards import PLAN_PREFIX
from kejiting.search.entries import Document
from kejiting.search.postgres.names import table
from kejiting.search.postgres.vectors import CUT_VECTOR, pieces_of, words_of
from kejiting.search.rows import SEPARATOR
from kejiting.text.fold import fold
from kejiting.text.words import cut

_BATCH = 100
_NEW_IDS = "SELECT nextval(pg_get_serial_sequence({}, 'id'))::integer FROM generate_series(1, {})"
_COPY_DOCUMENTS = """
COPY {} (id, key, family, serial, letter, written_on, year, kind, session, agency, delegates, number) FROM STDIN
"""
_COPY_ENTRIES = """
COPY {} (document, passage, part, cut, words_length, heading_length, title_length, folded, pieces, words) FROM STDIN
"""
# To look for a word more often than it stands anywhere finds nothing more.
_COUNT_TOKENS = """
INSERT INTO {tokens} AS held
SELECT token, coalesce(sum(sign) FILTER (WHERE level = 1), 0), max(level) FROM (
    SELECT split_part(lexeme, ' ', 1) AS token, {sign} AS sign,
           coalesce(nullif(split_part(lexeme, ' ', 2), ''), '1')::integer AS level
    FROM {entries} CROSS JOIN unnest(tsvector_to_array(words)) AS lexeme WHERE {chosen}
) AS one GROUP BY token ORDER BY token
ON CONFLICT (token) DO UPDATE
SET entries = held.entries + excluded.entries, highest = greatest(held.highest, excluded.highest)
WHERE excluded.entries <> 0 OR excluded.highest > held.highest
"""
_COUNT_ENTRIES = """
UPDATE {state} AS state SET
    documents = state.documents + {documents},
    entries = state.entries + counted.entries,
    words_total = state.words_total + counted.words,
    heading_total = state.heading_total + counted.heading,
    title_total = state.title_total + counted.title
FROM (SELECT coalesce(sum({sign}), 0) AS entries, coalesce(sum({sign} * words_length), 0) AS words,
             coalesce(sum({sign} * heading_length), 0) AS heading, coalesce(sum({sign} * title_length), 0) AS title
      FROM {entries} WHERE {chosen}) AS counted
"""


def fill(cursor: Cursor[Any], schema: str, documents: Iterable[Document]) -> None:
    """Write documents into empty tables. One that comes twice is taken the first time."""
    fresh = _once(documents)
    written = 0
    while batch := list(islice(fresh, _BATCH)):
        written += len(_copy(cursor, schema, batch))
    _count(cursor, schema, written, sql.SQL("true"), sql.SQL("1"))


def replace(cursor: Cursor[Any], schema: str, changed: Sequence[Document], removed: Iterable[str]) -> None:
    """Drop all entries of the changed documents and of the removed keys, and write the changed ones anew."""
    gone = _ids_of(cursor, schema, [*(document.key for document in changed), *removed])
    _delete(cursor, schema, "documents", "id", gone)
    new = _copy(cursor, schema, list(_once(changed)))
    _count_change(cursor, schema, new, gone)
    _delete(cursor, schema, "entries", "document", gone)


def carry_over(cursor: Cursor[Any], before: str, after: str, since: int) -> None:
    """Bring what was changed in one set of tables after the generation `since` into another."""
    asked = sql.SQL("SELECT key FROM {} WHERE generation > {}").format(table("changes", before), since)
    keys = [key for (key,) in cursor.execute(asked).fetchall()]
    if not keys:
        return
    replace(cursor, after, [], keys)
    old = _ids_of(cursor, before, keys)
    new = _new_ids(cursor, after, len(old))
    for name, column in (("documents", "id"), ("entries", "document")):
        _take(cursor, name, (before, after), column, dict(zip(old, new, strict=True)))
    _count_change(cursor, after, new, [])


def _once(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.entries and document.key not in seen:
            seen.add(document.key)
            yield document


def _take(cursor: Cursor[Any], name: str, schemas: tuple[str, str], column: str, new_of: dict[int, int]) -> None:
    """Copy rows, in their order, from one schema to the other; `column` holds the document's number, another there."""
    before, after = (table(name, schema) for schema in schemas)
    listed = (
        "SELECT attname FROM pg_attribute WHERE attrelid = {}::regclass AND attnum > 0 AND attname NOT IN ('id', {})"
    )
    found = cursor.execute(sql.SQL(listed).format(before.as_string(cursor), column))
    columns = sql.SQL(", ").join(sql.Identifier(attribute) for (attribute,) in found.fetchall())
    copy = (
        "INSERT INTO {} ({}, {}) SELECT new, {} FROM {} JOIN unnest({}, {}) AS given (old, new) ON {} = old ORDER BY id"
    )
    one = sql.Identifier(column)
    cursor.execute(sql.SQL(copy).format(after, one, columns, columns, before, list(new_of), list(new_of.values()), one))


def _copy(cursor: Cursor[Any], schema: str, documents: Sequence[Document]) -> list[int]:
    """The numbers that the documents got."""
    ids = _new_ids(cursor, schema, len(documents))
    with cursor.copy(sql.SQL(_COPY_DOCUMENTS).format(table("documents", schema))) as copy:
        for identity, document in zip(ids, documents, strict=True):
            copy.write_row((identity, *_card(document)))
    with cursor.copy(sql.SQL(_COPY_ENTRIES).format(table("entries", schema))) as copy:
        for identity, document in zip(ids, documents, strict=True):
            for row in _rows(document):
                copy.write_row((identity, *row))
    return ids


def _card(document: Document) -> tuple[object, ...]:
    family, _, serial = document.key.partition(":")
    return (
        document.key,
        family,
        int(serial) if serial.isdecimal() else 0,
        not document.key.startswith(PLAN_PREFIX),
        document.written_on,
        document.written_on.year if document.written_on else None,
        document.kind,
        document.session,
        document.agency,
        list(document.delegates),
        document.number,
    )


def _rows(document: Document) -> Iterator[tuple[object, ...]]:
    title_words = cut(fold(document.title))
    headings: dict[str | None, tuple[str, list[str]]] = {}
    for entry in document.entries:
        if entry.heading not in headings:
            folded_heading = fold(entry.heading or "")
            headings[entry.heading] = folded_heading, cut(folded_heading)
        text, (heading, heading_words) = fold(entry.text), headings[entry.heading]
        its_words = {"words": cut(text), "heading_words": heading_words, "title_words": title_words}
        pieces, words = pieces_of((text, heading)), words_of(its_words)
        lengths = map(len, its_words.values())
        folded = f"{text}{SEPARATOR}{heading}"
        is_cut = pieces is None or words is None
        vectors = (CUT_VECTOR, "") if is_cut else (pieces, words)
        yield (entry.passage, entry.part, is_cut, *lengths, folded, *vectors)


def _ids_of(cursor: Cursor[Any], schema: str, keys: Sequence[str]) -> list[int]:
    asked = sql.SQL("SELECT id FROM {} WHERE key = ANY({}) ORDER BY id").format(table("documents", schema), list(keys))
    return [identity for (identity,) in cursor.execute(asked).fetchall()]


def _new_ids(cursor: Cursor[Any], schema: str, count: int) -> list[int]:
    name = table("documents", schema).as_string(cursor)
    return [identity for (identity,) in cursor.execute(sql.SQL(_NEW_IDS).format(name, count)).fetchall()]


def _delete(cursor: Cursor[Any], schema: str, name: str, column: str, ids: Sequence[int]) -> None:
    chosen = sql.SQL("DELETE FROM {} WHERE {} = ANY({})")
    cursor.execute(chosen.format(table(name, schema), sql.Identifier(column), list(ids)))


def _count_change(cursor: Cursor[Any], schema: str, came: Sequence[int], went: Sequence[int]) -> None:
    """Count in what documents have, while the entries of those that went are still there."""
    chosen = sql.SQL("document = ANY({})").format([*came, *went])
    sign = sql.SQL("CASE WHEN document = ANY({}) THEN -1 ELSE 1 END").format(list(went))
    _count(cursor, schema, len(came) - len(went), chosen, sign)


def _count(cursor: Cursor[Any], schema: str, documents: int, chosen: sql.Composable, sign: sql.Composable) -> None:
    places = {name: table(name, schema) for name in ("state", "tokens", "entries")}
    for statement in (_COUNT_ENTRIES, _COUNT_TOKENS):
        cursor.execute(sql.SQL(statement).format(**places, documents=documents, chosen=chosen, sign=sign))
