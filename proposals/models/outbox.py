"""What changed, in the order of transactions, for the search indexes to read."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

# Stands for every document: whoever has not read this note yet builds its index anew.
EVERYTHING = "*"


class CurrentTransaction(models.Func):
    """The number of the transaction under way; one that begins later has a larger number.

    PostgreSQL has such numbers. In SQLite one writes at a time, so that counting the notes does.
    """

    output_field = models.BigIntegerField()
    template = "pg_current_xact_id()::text::bigint"

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[str | int, ...]]:
        return '(SELECT COALESCE(MAX("transaction"), 0) + 1 FROM proposals_indexoutbox)', ()


def new_mark() -> int:
    return secrets.randbits(63)


class IndexOutbox(models.Model):
    """A note that a document (letter:12, plan:3) was changed, written in the transaction of the change itself.

    Every web server's index reads the notes, and remembers how far it has read: a note is nobody's own and stays until
    it is old. `mark` tells it from the note of another base, or of this one brought back from a copy, that has the same
    numbers.
    """

    key = models.CharField(max_length=40)
    transaction = models.BigIntegerField()
    mark = models.BigIntegerField(default=new_mark)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "检索目录待读的改动"
        indexes = [models.Index(fields=["transaction", "mark"], name="outbox_transaction")]

    def __str__(self) -> str:
        return self.key
