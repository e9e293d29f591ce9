"""A PostgreSQL whose servers are not as the settings say: each is named."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from kejiting.doctor import database
from kejiting.doctor.database import look_at_database
from kejiting.doctor.examination import Depth
from kejiting.doctor.examinations import examine


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool | OperationalError]:
    """By alias: whether it is in recovery, or what it is met by."""
    answers: dict[str, bool | OperationalError] = {"default": False, "replica1": True, "replica2": True}

    class Settings(dict[str, object]):
        vendor = "postgresql"
        settings = answers

    def ask(question: str, alias: str) -> list[tuple[object]]:
        answer = answers[alias]
        if isinstance(answer, OperationalError):
            raise answer
        return [(answer,)]

    monkeypatch.setattr(database, "connection", Settings())
    monkeypatch.setattr(database, "connections", Settings(answers))
    monkeypatch.setattr(database, "rows", lambda question: [(1,)])
    monkeypatch.setattr(database, "_ask", ask)
    return answers


def said() -> list[str]:
    return [defect.message for defect in look_at_database(Depth.USUAL).defects]


def test_servers_as_they_are_to_be(servers: dict[str, bool | OperationalError]) -> None:
    assert look_at_database(Depth.USUAL).at == "PostgreSQL 主库和 2 个从库能否连上"
    assert said() == []


def test_a_replica_that_is_gone(servers: dict[str, bool | OperationalError]) -> None:
    servers["replica2"] = OperationalError("connection refused\nIs the server running?")

    assert said() == ["从库 replica2连不上：connection refused Is the server running?。请检查数据库主机和网络。"]


def test_a_primary_that_is_a_replica(servers: dict[str, bool | OperationalError]) -> None:
    servers["default"] = True

    (sentence,) = said()
    assert "主库的地址上是一个从库，不能保存" in sentence


def test_no_primary_at_all(servers: dict[str, bool | OperationalError], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(question: str) -> None:
        raise OperationalError("no route to host")

    monkeypatch.setattr(database, "rows", fail)
    first = next(examine(Depth.USUAL))

    assert first.failure == "数据库没有检查成：no route to host。请检查数据库、磁盘和数据文件夹的权限。"
