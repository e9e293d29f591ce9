"""What replicas are for: nobody misses what they wrote, and the primary has less to do. Measured on real servers."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from tests.bench.service import Service, fetch
from tests.cluster.person import Person
from tests.cluster.postgres import PRIMARY, Server, postgres_cluster
from tests.cluster.setting_up import prepare
from tests.cluster.web import WebServer, environ, web_server

# Of two replicas, one does what it is told only this much later
DELAY = {"replica1": "2s"}
# After so many writes everybody waits until the slow replica is good enough to be read, in seconds
WRITES_AT_A_STRETCH = 50
REST_SECONDS = 5.0
PAGES = ("/", "/letters/", "/letters/1/", "/delegates/", "/figures/", "/commitments/", "/plans/1/", "/api/letters")


def measure(count: int) -> None:
    """Print how many of `count` reads after one's own write were stale, and what reading costs the primary."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kejiting-web-")))
        servers = stack.enter_context(postgres_cluster(replicas=2, delays=DELAY))
        password = prepare(environ(folder, "web", servers))
        with web_server(environ(folder, "web", servers)) as web:
            person = Person(web.url)
            person.log_in(password)
            sys.stdout.write(f"stale reads after one's own write: {stale_reads(person, count)} of {count}\n")
            sys.stdout.write(f"the same without the cookie: {stale_reads(person, count // 10, forgetful=True)} ")
            sys.stdout.write(f"of {count // 10}\n")
        for replicas in (0, 1, 2):
            with web_server(environ(folder, "web", servers, replicas)) as web:
                seconds = reading_costs(web, servers[PRIMARY], count)
            sys.stdout.write(
                f"{count} reads with {replicas} replicas: {seconds:.2f} s of the primary's processor time\n"
            )


def stale_reads(person: Person, count: int, *, stretch: int = WRITES_AT_A_STRETCH, forgetful: bool = False) -> int:
    """How many of `count` reads missed what the person had written just before."""
    stale = 0
    run = time.monotonic_ns()
    for i in range(count):
        if i % stretch == 0:
            time.sleep(REST_SECONDS)
        word, other = f"词{run}-{i}", f"另{run}-{i}"
        saved = person.add_synonym(word, other)
        assert saved.status == 302, saved
        if forgetful:
            person.cookies.pop("position", None)
        stale += not person.sees_synonym(word, other)
    return stale


def reading_costs(web: WebServer, primary: Server, count: int) -> float:
    """Seconds of processor time that the primary takes while `count` pages are read, once the replicas are in use."""
    read_pages(web, 20)
    time.sleep(REST_SECONDS)
    before = primary.processor_seconds()
    read_pages(web, count)
    return primary.processor_seconds() - before


def read_pages(web: WebServer, count: int) -> None:
    assert web.process is not None
    with closing(Service(web.port, web.process.pid).connect()) as connection:
        for i in range(count):
            status, _ = fetch(connection, PAGES[i % len(PAGES)])
            assert status == 200, PAGES[i % len(PAGES)]
