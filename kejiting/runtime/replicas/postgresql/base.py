"""PostgreSQL as Django speaks to it. Every connection passes here, so here it is known when a server is lost."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg.errors import ReadOnlySqlTransaction

from kejiting.runtime.replicas.request import note_failure, note_saving, request_at_hand
from kejiting.runtime.replicas.servers import PRIMARY, is_gone
from kejiting.runtime.replicas.watch import note_gone

# What a server says that shuts down, starts, or breaks the connection off: classes of SQLSTATE
_GOING = ("08", "57P")


class StillGoneError(psycopg.OperationalError):
    """The server did not answer a moment ago, and is not asked again before the watch has seen it answer."""


class DatabaseWrapper(base.DatabaseWrapper):
    @cached_property
    def wrap_database_errors(self) -> NotedErrors:
        return NotedErrors(self)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if is_gone(self.alias):
            raise StillGoneError(f"{self.alias} is gone")
        return super().get_new_connection(conn_params)

    def _commit(self) -> None:
        note_saving()
        super()._commit()  # type: ignore[misc]  # the stubs leave it out


class NotedErrors(DatabaseErrorWrapper):
    """Django's translation of errors, to which psycopg's own errors come first."""

    wrapper: DatabaseWrapper

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, psycopg.Error):
            self._note(error)
        super().__exit__(kind, error, traceback)

    def _note(self, error: psycopg.Error) -> None:
        alias, is_lost = self.wrapper.alias, self._is_lost(error)
        if is_lost:
            if not isinstance(error, StillGoneError):
                note_gone(alias)
            self._note_what_may_be_saved(error)
        if is_lost or isinstance(error, psycopg.OperationalError):
            note_failure(alias, is_lost=is_lost)

    def _is_lost(self, error: psycopg.Error) -> bool:
        if isinstance(error, ReadOnlySqlTransaction):
            return self.wrapper.alias == PRIMARY  # it takes nothing: a replica stands at the primary's address
        if not isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
            return False
        held = self.wrapper.connection
        return held is None or held.closed or (error.sqlstate or "").startswith(_GOING)

    def _note_what_may_be_saved(self, error: psycopg.Error) -> None:
        """A statement under way without a transaction may have been carried out before the connection was lost."""
        request = request_at_hand()
        is_under_way = self.wrapper.connection is not None and not isinstance(error, ReadOnlySqlTransaction)
        if request and request.has_written and is_under_way and not self.wrapper.in_atomic_block:
            note_saving()
