"""The server of this machine: whether one runs, and whether it is free to answer."""

from __future__ import annotations

import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.urls import reverse

from kejiting.doctor.examination import Defect, Depth, Looked, Severity

_SERVER_SECONDS = 5.0
_SLOW_SECONDS = 1.0


def look_at_server(depth: Depth) -> Looked:
    """Whether a thread of the server is free to answer; nothing is amiss if none runs on this machine."""
    address = settings.ENVIRONMENT.address
    # found before the clock starts: it loads every page of the site
    path = reverse("healthz")
    asked = HTTPConnection(settings.ENVIRONMENT.host, settings.ENVIRONMENT.port, timeout=_SERVER_SECONDS)
    started = time.monotonic()
    try:
        asked.request("GET", path, headers={"Host": _host()})
        status = asked.getresponse().status
    except ConnectionRefusedError:
        return Looked(f"{address} 上没有服务在运行，没有询问")
    except TimeoutError:
        return Looked(
            f"{address} 上的服务",
            [
                Defect(
                    f"{address} 上的服务 {_SERVER_SECONDS:.0f} 秒没有应答，都在忙或已停住。请看日志，必要时重新启动。"
                )
            ],
        )
    except (OSError, HTTPException) as error:
        return Looked(
            f"{address} 上的服务", [Defect(f"{address} 上的服务应答不了：{error}。请看日志，必要时重新启动。")]
        )
    finally:
        asked.close()
    seconds = time.monotonic() - started
    at = f"{address} 上的服务（{seconds * 1000:.0f} 毫秒应答）"
    if status != 200:
        return Looked(at, [Defect(f"{address} 上应答的不是科技厅，或出了错（{status}）。请检查 PORT 和日志。")])
    if seconds > _SLOW_SECONDS:
        return Looked(
            at, [Defect(f"{address} 上的服务很忙，{seconds:.1f} 秒才应答。请看是谁在大量访问。", Severity.WARNING)]
        )
    return Looked(at)


def _host() -> str:
    """A name under which the server lets itself be asked."""
    first: str = settings.ENVIRONMENT.allowed_hosts[0].lstrip(".")
    return "localhost" if first == "*" else first
