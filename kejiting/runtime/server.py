"""How gunicorn serves Kejiting on one machine: two processes, some threads each."""

from __future__ import annotations

import gc
import socket
import struct
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import message
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from kejiting.text.words import cut

# A client that falls silent in the middle of a request, a laptop put to sleep, gives its thread back after so long
PATIENCE_SECONDS = 20
# What gunicorn refuses before Django sees it: exception → status and words
REFUSALS: tuple[tuple[type[Exception], int, str, str], ...] = (
    (LimitRequestLine, 414, "网址太长", "请缩短检索词后再试。"),
    (LimitRequestHeaders, 431, "请求头太长", "请清除浏览器里本站的 Cookie 后再试。"),
    (ParseException, 400, "请求无法识别", "请返回上一页，检查后再试。"),
    (Exception, 500, "系统出错", "原因已记入日志，请稍后再试或告诉管理员。"),
)
PAGE = """HTTP/1.1 {status} Refused\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Content-Security-Policy: default-src 'none'\r
X-Content-Type-Options: nosniff\r
Content-Length: {length}\r
\r
{html}"""
HTML = '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{advice}</p>'


class ChineseErrorWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn's worker with threads, whose own refusals people can read."""

    def handle(self, conn: Any) -> Any:
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", PATIENCE_SECONDS, 0))
        return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        _, status, title, advice = next(refusal for refusal in REFUSALS if isinstance(exc, refusal[0]))
        if status >= 500:
            self.log.error("a request failed outside Django", exc_info=exc)
        else:
            self.log.warning("refused a request: %s", type(exc).__name__)
        html = HTML.format(title=title, advice=advice)
        page = PAGE.format(status=status, length=len(html.encode()), html=html)
        try:
            util.write_nonblock(client, page.encode())
        except OSError:
            self.log.debug("the client had gone before it was refused")


class SharedLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn's words go where all others go, and look like them."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def when_ready(server: object) -> None:
    """Read jieba's dictionary and load the pages once, before the processes part: nobody's first search waits for them.

    What is there by then is never collected: looking through it would take time, and copy it for each process.
    """
    cut("科技成果")
    reverse("search")
    get_template("search_pages/search.html")
    gc.freeze()
    gc.enable()


# From here on all that is loaded stays: looking for garbage among it took a fifth of a start
gc.disable()

bind = settings.ENVIRONMENT.address
worker_class = ChineseErrorWorker
workers = 2
threads = 4
preload_app = True
timeout = 60
# Ten thousand Chinese characters, percent-encoded: Django then says that it is too long. Gunicorn's own bound is below
# one question of a thousand characters, and without any bound an endless line keeps a processor busy.
message.MAX_REQUEST_LINE = limit_request_line = 128 * 1024
# Headers of proxies are believed by kejiting.web.proxies alone
forwarded_allow_ips = ""
logger_class = SharedLogger
accesslog = None
loglevel = "warning"
