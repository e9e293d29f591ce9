"""How long it takes until what was saved on one web server is found on it, and on the other one."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.speed import percentile
from tests.cluster.person import Person
from tests.cluster.postgres import postgres_cluster
from tests.cluster.setting_up import prepare
from tests.cluster.web import WebServer, environ, web_server

# Stands in the letter 2 alone
_FOUND = "/api/search?" + urlencode({"q": '"中介科技服务机构"'})


def measure(count: int) -> None:
    """Print milliseconds from the press on 发布 or 撤回 to an answer that shows it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kejiting-web-")))
        servers = stack.enter_context(postgres_cluster(replicas=2))
        environments = [environ(folder, name, servers) for name in ("web1", "web2")]
        password = prepare(environments[0])
        webs = [stack.enter_context(web_server(environment)) for environment in environments]
        editor = Person(webs[0].url)
        editor.log_in(password)
        for what, web in (("the same server", webs[0]), ("the other server", webs[1])):
            version = 1 if web is webs[0] else 1 + count
            taken = [_milliseconds(editor, web, version + turn, turn % 2) for turn in range(count)]
            shown = " / ".join(f"{percentile(taken, share):.0f}" for share in (0.5, 0.95, 1.0))
            sys.stdout.write(f"a save until it is found on {what}: {shown} ms (p50 / p95 / worst of {count})\n")


def _milliseconds(editor: Person, web: WebServer, version: int, wanted: int) -> float:
    """`wanted` is how many letters are found afterwards: none is when the letter is withdrawn."""
    began = time.perf_counter()
    answer = editor.post(f"/entry/2/{'publish' if wanted else 'withdraw'}/", version=str(version), reason="误发")
    assert answer.status == 302
    assert json.loads(Person(web.url).get(_FOUND).text)["count"] == wanted
    return (time.perf_counter() - began) * 1000
