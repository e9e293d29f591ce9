"""Whether the tables are still those that were made; as SQL, on the row of `state`."""

from __future__ import annotations

from psycopg import sql

# The file in which each table and index lies: one that was dropped or emptied shows. All that is looked up here the
# server has at hand.
FILES = sql.SQL("ARRAY(SELECT pg_relation_filenode(relation) FROM unnest(relations) AS relation)")
# A column that is gone shows to whoever asks for it; to count them takes longer than to find a rare word.
READABLE = sql.SQL("""
files = {} AND (SELECT bool_and(pg_function_is_visible(made) IS NOT NULL) FROM unnest(functions) AS made)
""").format(FILES)
COLUMNS = sql.SQL(
    "(SELECT count(*) FROM pg_attribute WHERE attrelid = ANY(relations) AND attnum > 0 AND NOT attisdropped)"
)
WHOLE = sql.SQL("{} AND columns = {}").format(READABLE, COLUMNS)
