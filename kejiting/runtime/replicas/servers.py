"""What this process knows of the primary and of each replica: whether it answers, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

PRIMARY = DEFAULT_DB_ALIAS


@dataclass(slots=True)
class Server:
    """One PostgreSQL. Positions are those of the write-ahead log, in bytes."""

    alias: str
    is_gone: bool = False
    # how far it was when it was last asked
    replayed: int = -1
    # had come as far at the last look as the primary was at the look before
    is_fresh: bool = False


SERVERS = {alias: Server(alias) for alias in settings.DATABASES}
REPLICAS = [server for server in SERVERS.values() if server.alias != PRIMARY]


def primary_is_gone() -> bool:
    """Whether the primary takes nothing: it does not answer, or the server at its address is a replica itself."""
    return SERVERS[PRIMARY].is_gone


def is_gone(alias: str) -> bool:
    """False, too, for what is no server of the settings: the base in which Django makes one for tests."""
    return alias in SERVERS and SERVERS[alias].is_gone
