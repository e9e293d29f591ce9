"""The server as the doctor finds it: free, busy, silent, another one, or none."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings

from kejiting.doctor import server as asking
from kejiting.doctor.examination import Depth
from kejiting.doctor.server import look_at_server
from tests.doctor.conftest import Sound

pytestmark = pytest.mark.django_db


@contextmanager
def answering(status: int) -> Iterator[list[str]]:
    """A server that answers with this status at the address of the settings; which hosts were asked for."""
    hosts: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hosts.append(self.headers["Host"])
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", settings.ENVIRONMENT.port), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield hosts
        finally:
            server.shutdown()
            thread.join()


def test_no_server_is_no_defect(sound: Sound) -> None:
    looked = look_at_server(Depth.USUAL)

    assert looked.at.endswith("上没有服务在运行，没有询问")
    assert looked.defects == ()


def test_a_server_that_is_free(sound: Sound) -> None:
    with answering(200) as hosts:
        looked = look_at_server(Depth.USUAL)

    assert looked.defects == ()
    assert hosts == ["localhost"]  # under a name that it is reached by


def test_another_server_at_its_address(sound: Sound) -> None:
    with answering(404):
        (defect,) = look_at_server(Depth.USUAL).defects

    assert "应答的不是科技厅，或出了错（404）" in defect.message


def test_a_busy_server(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_SLOW_SECONDS", 0.0)
    with answering(200):
        (defect,) = look_at_server(Depth.USUAL).defects

    assert "很忙" in defect.message


def test_a_server_that_takes_and_says_nothing(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_SERVER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", settings.ENVIRONMENT.port)):
        (defect,) = look_at_server(Depth.USUAL).defects

    assert "没有应答，都在忙或已停住" in defect.message
