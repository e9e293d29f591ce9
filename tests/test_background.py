"""Commands run in a process beside this one: one at a time, and not again at once."""

from __future__ import annotations

import sys

import pytest

from kejiting.runtime import background


class Process:
    """Notes what is started, and never starts it."""

    started: list[list[str]] = []
    returncode: int | None = None

    def __init__(self, command: list[str], **_how: object) -> None:
        self.started.append(command)

    def poll(self) -> int | None:
        return self.returncode


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background.subprocess, "Popen", Process)
    monkeypatch.setattr(background, "_running", {})
    monkeypatch.setattr(Process, "started", [])


def test_a_command_that_runs_is_not_started_again() -> None:
    background.run_in_background("search_index", "mend")
    background.run_in_background("search_index", "mend")

    assert [command[0] for command in Process.started] == [sys.executable]
    assert Process.started[0][-2:] == ["search_index", "mend"]


def test_one_that_failed_is_started_again_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    background.run_in_background("search_index", "mend")
    monkeypatch.setattr(Process, "returncode", 1)
    background.run_in_background("search_index", "mend")
    assert len(Process.started) == 1

    monkeypatch.setattr(background, "PAUSE_SECONDS", 0)
    background.run_in_background("search_index", "mend")
    assert len(Process.started) == 2


def test_one_that_did_its_work_is_started_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    background.run_in_background("search_index", "mend")
    monkeypatch.setattr(Process, "returncode", 0)
    background.run_in_background("search_index", "mend")

    assert len(Process.started) == 2
