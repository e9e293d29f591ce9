"""Gunicorn as it is served: what it refuses before Django sees it is refused in Chinese, and bounded."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.conftest import FIXTURES

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        free: int = door.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KEJITING_")}
    environ |= {"KEJITING_DATA_DIR": str(tmp_path_factory.mktemp("data")), "PORT": str(free)}
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:kejiting.runtime.server", "kejiting.wsgi"]
    environ |= {"DJANGO_SETTINGS_MODULE": "kejiting.settings"}
    with subprocess.Popen(gunicorn, cwd=FIXTURES.parent, env=environ, stderr=subprocess.DEVNULL) as server:
        wait_for(free)
        yield free
        server.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        with closing(socket.socket()) as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def send(port: int, data: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as door:
        door.sendall(data)
        answer = b""
        while part := door.recv(65536):
            answer += part
    return answer.decode()


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"GARBAGE\r\n\r\n", 400, "请求无法识别"),
        (b"GET /\0 HTTP/1.1\r\n\r\n", 400, "请求无法识别"),
        (HEAD + b"Host: elsewhere\r\n\r\n", 400, "请求无法识别"),
        (HEAD + b"X: " + b"a" * 20_000 + b"\r\n\r\n", 431, "请求头太长"),
        (HEAD + b"".join(b"X-%d: 1\r\n" % place for place in range(200)) + b"\r\n", 431, "请求头太长"),
        (b"GET /?q=" + b"a" * 140_000 + b" HTTP/1.1\r\n\r\n", 414, "网址太长"),
    ],
    ids=["garbage", "NUL", "two hosts", "long header", "many headers", "long address"],
)
def test_it_is_refused_in_chinese(port: int, data: bytes, status: int, words: str) -> None:
    answer = send(port, data)

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "Content-Security-Policy: default-src 'none'" in answer
    assert words in answer


def send_without_end(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as door:
        door.sendall(b"GET /?q=")
        for _ in range(100):
            door.sendall(b"a" * 1_000_000)


def test_an_endless_address_is_cut_off(port: int) -> None:
    """Without a bound each further piece is searched from the start again: one client would keep a processor busy."""
    began = time.monotonic()
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        send_without_end(port)
    assert time.monotonic() - began < 10


def test_ten_thousand_characters_are_for_django_to_refuse(port: int) -> None:
    asked = b"%E7%9C%81" * 10_000
    answer = send(port, b"GET /api/search?q=" + asked + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")

    assert answer.startswith("HTTP/1.1 422 ")
