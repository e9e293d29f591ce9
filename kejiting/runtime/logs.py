"""The log: a line for each record, with the id of its request, for people or as JSON; nothing private in it.

What people look for, read, write or are called is in no line: not in paths, nor in what exceptions quote.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kejiting.runtime.request_id import current_request_id
from kejiting.text.lazy_re import lazy_re

# A longer part of an address may be a key, that of a feed or of a pasted question; another one what somebody typed
_PLAIN_PART = lazy_re(r"[0-9A-Za-z._-]{0,20}")
_LONGEST_PATH, _LONGEST_MESSAGE = 200, 2000
_CONTROL = lazy_re(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_ASCII = lazy_re(r"[^\x00-\x7f]+")
# What PostgreSQL adds to an error: the row that did not fit
_ROW_OF_BASE = ("DETAIL:", "CONTEXT:")


def logging_settings(form: str, file: Path | None) -> dict[str, Any]:
    """Return Django's LOGGING: to standard error, or to a file that others may move away.

    Several processes write the file, so that none of them can rotate it: logrotate does.
    """
    handler: dict[str, Any] = {"class": "logging.StreamHandler"}
    if file is not None:
        handler = {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": str(file),
            "encoding": "utf-8",
            "errors": "backslashreplace",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestFilter}},
        "formatters": {"chosen": {"()": {"line": LineFormatter, "json": JsonFormatter}[form]}},
        "handlers": {"log": {**handler, "formatter": "chosen", "filters": ["request"]}},
        "root": {"handlers": ["log"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": "INFO"} for name in ("kejiting", "proposals", "measures")},
            # its handlers of its own would say the same in other words
            "django": {"handlers": [], "propagate": True, "level": "WARNING"},
            # what it refuses has its line as a request
            "django.request": {"level": "ERROR"},
            # it names who failed to log in; kejiting.web.guessing says it without
            "axes": {"level": "ERROR"},
        },
    }


def shown_path(path: str) -> str:
    """Return a path as it stands in the log, bounded: … stands for what may be a key, or is none of our addresses."""
    return "/".join(part if _PLAIN_PART.fullmatch(part) else "…" for part in path.split("/"))[:_LONGEST_PATH]


class RequestFilter(logging.Filter):
    """Gives a record the id of its request, and takes out of Django's own what may be private."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        path = getattr(getattr(record, "request", None), "path", None)
        if path is not None and isinstance(record.args, tuple):
            record.args = tuple(shown_path(path) if arg == path else arg for arg in record.args)
        if record.name.startswith("django.security."):
            # a refusal is no failure of ours
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
        return True


class _OneLineFormatter(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Where it failed, and of which kind; not the text, the name or the row that the exception quotes."""
        lines = _NOT_ASCII.sub("…", super().formatException(ei)).splitlines()
        return "\n".join(line for line in lines if not line.lstrip().startswith(_ROW_OF_BASE))


class LineFormatter(_OneLineFormatter):
    """2026-11-30T16:00:00.000+08:00 WARNING kejiting.web.guessing [id] …; each line of a traceback with the id, too."""

    def format(self, record: logging.LogRecord) -> str:
        message = _CONTROL.sub(_escaped, record.getMessage())[:_LONGEST_MESSAGE]
        identifier = f"[{getattr(record, 'request_id', '-')}]"
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name} {identifier} {message}"]
        if record.exc_info:
            lines += self.formatException(record.exc_info).splitlines()
        return f"\n  {identifier} ".join(lines)


class JsonFormatter(_OneLineFormatter):
    """One object a line; what the line of a request says stands in fields of its own."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage()[:_LONGEST_MESSAGE],
        }
        if isinstance(record.args, Mapping):
            fields |= record.args
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False, default=str)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode-escape").decode("ascii")
