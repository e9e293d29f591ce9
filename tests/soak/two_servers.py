"""Two web servers before one PostgreSQL: letters are published and withdrawn on both, readers look at each.

No answer may miss a change whose page had returned before it was asked for, or show a letter that had been withdrawn; then
the same while servers are killed at moments of chance, after which nothing that was acknowledged may be lost.
"""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.bench.letters import letters
from tests.cluster.person import Person
from tests.cluster.postgres import PRIMARY, Server, postgres_cluster
from tests.cluster.setting_up import prepare
from tests.cluster.web import WebServer, environ, manage, web_server
from tests.soak.chance import Chance

CHANGES = 1000
KILLS = 50
_LETTERS = 40
_READERS = 8
_PAUSE_SECONDS = 0.2
# On one page, whatever is published
_ALL = "/api/search?" + urlencode({"q": "科技", "sort": "date", "size": 50})
# Of so many changes one is asked of both servers at once
_CONTESTED = 10
# Until all have come back, and the watch has seen them
_LONGEST_SECONDS = 60
_GONE = (OSError, http.client.HTTPException, psycopg.OperationalError)


@dataclass(slots=True)
class Letter:
    """What is known of a letter; `changes` counts what was begun and what was ended, odd while one is under way."""

    pk: int
    version: int
    published: bool
    changes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class Run:
    servers: Mapping[str, Server]
    webs: Mapping[str, WebServer]
    people: Mapping[str, Person]
    letters: list[Letter]
    chance: Chance
    problems: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    def change(self, place: str) -> None:
        """Publish or withdraw a letter on a server; now and then on both, of which one has to be refused."""
        letter = self.chance.choice(self.letters)
        with letter.lock:
            letter.changes += 1
            places = list(self.webs) if self.chance.one_in(_CONTESTED) else [place]
            with ThreadPoolExecutor(len(places)) as pool:
                answers = list(pool.map(lambda one: self._press(one, letter), places))
            if answers == [True]:
                letter.version, letter.published = letter.version + 1, not letter.published
                self.counts["changes"] += 1
            else:
                self._ask_the_base(letter, all(answers))
            letter.changes += 1

    def _press(self, place: str, letter: Letter) -> bool:
        """Whether the page returned."""
        deed = "withdraw" if letter.published else "publish"
        try:
            answer = self.people[place].post(f"/entry/{letter.pk}/{deed}/", version=str(letter.version), reason="误发")
        except _GONE:
            return False
        return answer.status == 302

    def _ask_the_base(self, letter: Letter, acknowledged: bool) -> None:
        """How the letter stands after a press on both servers, or one whose outcome nobody was told."""
        version, status = self._read(letter)
        if version - letter.version not in ({1} if acknowledged else {0, 1}):
            self.problems.append(f"letter {letter.pk} is of version {version}, not one behind {letter.version}")
        self.counts["changes" if acknowledged else "changes without an answer"] += 1
        letter.version, letter.published = version, status == "published"

    def _read(self, letter: Letter) -> tuple[int, str]:
        until = time.monotonic() + _LONGEST_SECONDS
        while True:
            try:
                with psycopg.connect(self.servers[PRIMARY].url, connect_timeout=3) as base:
                    row = base.execute(
                        "SELECT version, status FROM proposals_replyletter WHERE id = %s", [letter.pk]
                    ).fetchone()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                assert row is not None
                return int(row[0]), str(row[1])

    def read(self, place: str) -> None:
        """Ask a server for all letters, and hold the answer against what was known before and afterwards."""
        before = [(letter, letter.changes, letter.published) for letter in self.letters]
        try:
            answer = Person(self.webs[place].url).get(_ALL)
        except _GONE:
            self.counts["readers met nobody"] += 1
            time.sleep(_PAUSE_SECONDS)
            return
        if answer.status != 200:
            self.counts[f"readers were told {answer.status}"] += 1
            return
        said = json.loads(answer.text)
        if "数据库主机" in (said["notice"] or ""):
            self.counts["read without the primary"] += 1
            return
        self.counts["read from the base" if said["notice"] else "read"] += 1
        shown = {item["letter"]["id"] for item in said["items"] if item["letter"]}
        for letter, changes, published in before:
            if changes % 2 == 0 and letter.changes == changes and (letter.pk in shown) != published:
                self.problems.append(
                    f"{place}: letter {letter.pk} {'missed' if published else 'shown'}, {said['notice']}"
                )

    @contextmanager
    def readers(self) -> Iterator[None]:
        def reading(place: str) -> None:
            while not self.over.is_set():
                self.read(place)

        with ThreadPoolExecutor(_READERS * len(self.webs)) as pool:
            looking = [pool.submit(reading, place) for place in self.webs for _ in range(_READERS)]
            try:
                yield
            finally:
                self.over.set()
                for one in looking:
                    one.result()
                self.over.clear()

    def verify(self) -> None:
        """Both indexes are told of all, and the base holds what was acknowledged."""
        for letter in self.letters:
            if self._read(letter) != (letter.version, "published" if letter.published else "withdrawn"):
                self.problems.append(f"letter {letter.pk} is another one in the base")
        for place, web in self.webs.items():
            manage(web.environment, "search_index", "mend")
            said = manage(web.environment, "search_index", "verify").strip()
            if said != "与数据库相符。":
                self.problems.append(f"{place}: {said}")


def change_on_two_servers(seed: int, changes: int = CHANGES, kills: int = KILLS) -> list[str]:
    """What was wrong; nothing if all was well."""
    with _run(seed) as run:
        with run.readers(), ThreadPoolExecutor(len(run.webs)) as pool:
            list(pool.map(lambda place: _change_on(run, place, changes // len(run.webs)), run.webs))
        run.verify()
        sys.stdout.write(f"two servers: {dict(run.counts)}, {len(run.problems)} wrong\n")
        run.counts.clear()
        with run.readers():
            for point in range(kills):
                _kill_at(run, point)
        run.verify()
        sys.stdout.write(f"two servers, {kills} kills: {dict(run.counts)}, {len(run.problems)} wrong in all\n")
        return run.problems


def _change_on(run: Run, place: str, changes: int) -> None:
    for _ in range(changes):
        run.change(place)


def _kill_at(run: Run, point: int) -> None:
    """Kill a server while both web servers change letters; all go on when it is back."""
    every: list[WebServer | Server] = [*run.webs.values(), *run.servers.values()]
    victim = every[point % len(every)]
    with ThreadPoolExecutor(len(run.webs)) as pool:
        changing = [pool.submit(_change_on, run, place, 4) for place in run.webs]
        time.sleep(run.chance.uniform(0, 0.5))
        victim.kill()
        time.sleep(_PAUSE_SECONDS)
        victim.start()
        for one in changing:
            one.result()
    run.counts[f"killed {getattr(victim, 'name', 'a web server')}"] += 1


@contextmanager
def _run(seed: int) -> Iterator[Run]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kejiting-soak-")))
        servers = stack.enter_context(postgres_cluster(replicas=2))
        environments = {name: environ(folder, name, servers) for name in ("web1", "web2")}
        password = prepare(environments["web1"])
        files = folder / "letters"
        files.mkdir()
        for number, text in enumerate(letters(_LETTERS, seed), start=1):
            (files / f"{number:03}.txt").write_text(text, encoding="utf-8")
        manage(environments["web1"], "ingest_letters", str(files), "--publish", "--json")
        webs = {name: stack.enter_context(web_server(one)) for name, one in environments.items()}
        people = {name: Person(web.url) for name, web in webs.items()}
        for person in people.values():
            person.log_in(password)
        yield Run(servers, webs, people, _made(servers[PRIMARY]), Chance(f"{seed}:two servers"))


def _made(primary: Server) -> list[Letter]:
    """All letters, those of the seeds, too."""
    with psycopg.connect(primary.url) as base:
        rows = base.execute("SELECT id, version FROM proposals_replyletter").fetchall()
    assert len(rows) > _LETTERS
    return [Letter(pk, version, published=True) for pk, version in rows]
