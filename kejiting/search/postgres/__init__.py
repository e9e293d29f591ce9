"""The index in PostgreSQL, in a schema of its own: for several web servers with one base between them."""

from kejiting.search.postgres.index import PostgresIndex

__all__ = ["PostgresIndex"]
