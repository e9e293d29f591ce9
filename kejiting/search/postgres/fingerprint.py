"""Whether the tables are still those that were made; as SQL, on the row of `state`."""

from __future__ import annotations

from psycopg import sql

# The file in which each table and index lies, and how many columns and functions there are: one that was dropped or
# emptied shows.
FINGERPRINT = sql.SQL("""
concat_ws(
    ' ', ARRAY(SELECT pg_relation_filenode(relation) FROM unnest(relations) AS relation),
    (SELECT count(*) FROM pg_attribute WHERE attrelid = ANY(relations) AND attnum > 0 AND NOT attisdropped),
    (SELECT count(*) FROM pg_proc WHERE oid = ANY(functions))
)
""")
WHOLE = sql.SQL("fingerprint = {}").format(FINGERPRINT)
