"""A cluster to try out, `python -m tests.cluster`: a primary, two replicas and two web servers, until Ctrl+C.

`python -m tests.cluster reads --count 1000` measures instead: who has just written reads what they wrote, beside a
replica that lags by two seconds, and what reading costs the primary beside none, one and two replicas. `saves` measures how
long it takes until what was saved on one web server is found on it and on the other.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.cluster import reads, saves
from tests.cluster.postgres import postgres_cluster
from tests.cluster.setting_up import prepare
from tests.cluster.web import environ, web_server

MEASURES = {"reads": reads.measure, "saves": saves.measure}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["serve", *MEASURES], default="serve")
    parser.add_argument("--count", type=int, default=1000, help="how many reads or saves")
    words = parser.parse_args()
    # as Ctrl+C does: all servers end and the folders go
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve() if words.what == "serve" else MEASURES[words.what](words.count)
    except KeyboardInterrupt:
        say("已停止，临时文件夹已删除")
    except FileNotFoundError as error:
        sys.exit(str(error))


def serve() -> None:
    """Start all servers, say where they are, and keep them until Ctrl+C."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kejiting-web-")))
        say("正在启动：一台主库、两台从库、两台网页服务器……")
        servers = stack.enter_context(postgres_cluster(replicas=2))
        environments = [environ(folder, name, servers) for name in ("web1", "web2")]
        password = prepare(environments[0])
        webs = [stack.enter_context(web_server(environment)) for environment in environments]
        for i, web in enumerate(webs, 1):
            say(f"网页服务器 {i}：{web.url}/")
        for server in servers.values():
            say(f"{server.name}：{server.url}（进程 {server.process.pid if server.process else '—'}）")
        say(f"管理员：用户名 admin，密码 {password}")
        say("按 Ctrl+C 停止，所有数据都会删除")
        signal.pause()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
