"""The log: a line for each record, with the id of its request, for people or for machines, and nothing private in it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from logging.handlers import WatchedFileHandler
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import Settings

from kejiting.following.records import renew_feed
from kejiting.runtime.bad_environment import BadEnvironmentError
from kejiting.runtime.environment import read_environment
from kejiting.runtime.logs import JsonFormatter, LineFormatter, RequestFilter, logging_settings, shown_path
from kejiting.runtime.request_id import begin_request
from kejiting.text.files import read_file
from kejiting.text.unreadable import UnreadableFile
from kejiting.urls import handler400, handler403, handler404, handler500  # noqa: F401  # of these addresses, too
from kejiting.urls import urlpatterns as every_address
from tests.entry.desk_tools import upload

PROJECT = Path(__file__).parent.parent


def failing(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"不能解析 {request.GET.get('q')}")


urlpatterns = [path("fails/", failing), *every_address]


class Lines(logging.Handler):
    """Keeps what both formatters make of each record."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(RequestFilter())
        self.people: list[str] = []
        self.machines: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.people.append(LineFormatter().format(record))
        line = JsonFormatter().format(record)
        assert "\n" not in line
        self.machines.append(json.loads(line))

    @property
    def text(self) -> str:
        return "\n".join([*self.people, json.dumps(self.machines, ensure_ascii=False)])


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    made = logging.LogRecord("kejiting.x", logging.WARNING, __file__, 1, message, args, exc_info)  # type: ignore[arg-type]
    assert RequestFilter().filter(made)
    return made


def test_it_works(db: None, lines: Lines, client: Client) -> None:
    identifier = client.get(reverse("help"))["X-Request-ID"]

    (line,) = [line for line in lines.people if f"[{identifier}]" in line]
    assert f" INFO kejiting.web.request_log [{identifier}] GET /help/ 200 " in line
    (fields,) = [fields for fields in lines.machines if fields["request_id"] == identifier]
    assert {name: fields[name] for name in ("method", "path", "status", "user", "address", "level")} == {
        "method": "GET",
        "path": "/help/",
        "status": 200,
        "user": None,
        "address": "127.0.0.1",
        "level": "INFO",
    }


def test_a_record_is_one_line_whatever_is_in_it() -> None:
    line = LineFormatter().format(record("odd: %s", "a\nb\r\x1b[31m\u2028c"))

    assert line.endswith("[-] odd: a\\nb\\r\\x1b[31m\\u2028c")
    assert json.loads(JsonFormatter().format(record("%s", "a\n\udc80")))["message"] == "a\n\udc80"


def test_every_line_of_a_traceback_has_the_id() -> None:
    identifier, secret = begin_request(), "secret"
    try:
        raise RuntimeError(f"行的内容\nDETAIL:  Failing row contains (1, {secret}s).")
    except RuntimeError:
        made = record("failed", exc_info=sys.exc_info())
    lines = LineFormatter().format(made).splitlines()

    assert len(lines) > 2
    assert all(f"[{identifier}]" in line for line in lines)
    assert "secrets" not in "".join(lines)
    assert "行的内容" not in "".join(lines)
    assert "RuntimeError" in lines[-1]
    begin_request()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/letters/12/", "/letters/12/"),
        ("/admin/measures/commitmentreview/3/change/", "/admin/measures/commitmentreview/3/change/"),
        ("/following/feed/Zk3J9sQ-xyzabcdefghijklmnopq/", "/following/feed/…/"),
        ("/技术经纪人/", "/…/"),
        ("/a b/\n", "/…/…"),
        ("/" + "a/" * 500, ("/" + "a/" * 500)[:200]),
    ],
)
def test_what_is_shown_of_a_path(path: str, shown: str) -> None:
    assert shown_path(path) == shown


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_nothing_private_is_in_it(lines: Lines, client: Client, editor: User) -> None:
    client.raise_request_exception = False
    question, password, name, words = "低空经济补助", "Geheim-2016-Wort", "张三丰的答复.docx", "内部意见不予公开"
    key = renew_feed(editor)

    client.get(reverse("search"), {"q": question})
    asked = client.post(reverse("search_ask"), {"q": question * 30})["Location"]
    client.get(asked)
    client.get(f"/api/search?q={question}&size=0")
    client.get(f"/fails/?q={question}")
    client.get(f"/{question}/")
    client.get(reverse("following_feed", args=[key]))
    client.post(reverse("following_feed", args=[key]))
    client.get(reverse("following_feed", args=["x" * 43]))
    client.get("/", HTTP_HOST="elsewhere.example")
    client.post(reverse("login"), {"username": password, "password": password})
    client.post(reverse("login"), {"username": editor.username, "password": "中国-Jilin-2016"})
    upload(client, words.encode() + b"\0", name)
    client.post(reverse("entry"), {"text": words})

    assert " /fails/" in lines.text
    assert "a file could not be read" in lines.text
    assert "/following/feed/…/" in lines.text
    assert "a login failed from 127.0.0.1" in lines.text
    private = [question, password, "张三丰", words, key, "x" * 43, asked.split("/")[2], editor.username, "Jilin"]
    assert [each for each in private if each in lines.text] == []


@pytest.mark.django_db
def test_a_refused_host_is_a_line_and_no_traceback(lines: Lines, client: Client) -> None:
    client.get("/", HTTP_HOST="elsewhere.example")

    (line,) = [line for line in lines.people if "DisallowedHost" in line]
    assert " WARNING " in line
    assert "\n" not in line


def test_what_readers_quote_of_a_file_is_not_in_it(lines: Lines) -> None:
    with pytest.raises(UnreadableFile):
        read_file("张三丰.docx", b"PK\x03\x04 secret")
    assert "secret" not in lines.text
    assert "张三丰" not in lines.text


def test_a_file_that_is_moved_away_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "kejiting.log"
    environment = read_environment({"KEJITING_LOG_FILE": str(file), "KEJITING_LOG_FORMAT": "json"}, PROJECT)
    made = logging_settings(environment.log_format, environment.log_file)
    assert file.stat().st_mode & 0o777 == 0o640
    assert made["handlers"]["log"]["class"] == "logging.handlers.WatchedFileHandler"
    handler = WatchedFileHandler(str(file), encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(JsonFormatter())

    handler.emit(record("first"))
    file.rename(tmp_path / "kejiting.log.1")
    handler.emit(record("second \udc80"))
    handler.close()

    assert json.loads((tmp_path / "kejiting.log.1").read_text("utf-8"))["message"] == "first"
    assert json.loads(file.read_text("utf-8"))["message"] == "second \udc80"


@pytest.mark.parametrize("file", ["nowhere/kejiting.log", "."])
def test_a_file_that_cannot_be_written_stops_the_start(tmp_path: Path, file: str) -> None:
    with pytest.raises(BadEnvironmentError, match=r"KEJITING_LOG_FILE.*写不了"):
        read_environment({"KEJITING_LOG_FILE": str(tmp_path / file)}, PROJECT)


def test_a_command_writes_where_the_setting_says(installation: Path, tmp_path: Path) -> None:
    environ = {
        "PATH": "/usr/bin:/bin",
        "KEJITING_DATA_DIR": str(installation),
        "KEJITING_LOG_FORMAT": "json",
        "KEJITING_LOG_FILE": str(tmp_path / "log"),
        "DJANGO_SETTINGS_MODULE": "kejiting.settings",
    }
    script = "import django, logging; django.setup(); logging.getLogger('kejiting.x').info('%s', '甲')"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, env=environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "log").read_text("utf-8"))["message"] == "甲"


@pytest.mark.django_db
def test_an_error_page_names_the_id(client: Client, settings: Settings) -> None:
    page = client.get("/nothing/")

    assert f"请把编号 {page['X-Request-ID']} 告诉管理员" in page.content.decode()
