"""A crowd: many readers and a few editors on two workers, for a while; nobody gets an error or a wrong answer.

Editors publish and withdraw some letters, by turns alone and two at once with the version that both saw: then one is
told, always. Readers ask for pages and searches; whatever is not of those letters has to be as before. By itself:
`python -m tests.soak.crowd [--letters N | --data FOLDER] [--seconds N]`, where a copy of the folder is made. Exit 1 on a
failure.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.pages import PEER
from tests.bench.service import Service, editor_cookie, fetch, first_answer, make_data, serving, shell
from tests.cluster.person import Person
from tests.soak.chance import Chance

READERS, EDITORS, WORKERS = 50, 4, 2
_PAGE = 50
# The newest keys are those that editors change
_TOUCHED = 40
_WORDS = ("技术", "我省", "推动", "企业 发展", "省科技厅", "创新 OR 人才", "中国", "问题")
_SAID = {"刚才已被别人改过": "told", "已发布《": "done", "已撤回《": "done"}


@dataclass(slots=True)
class Letter:
    pk: int
    version: int
    published: bool


def addresses() -> list[str]:
    """What readers ask for."""
    searches = ["/api/search?" + urlencode({"q": word, "sort": "date", "size": _PAGE}) for word in _WORDS]
    return [*searches, *(f"/api/letters/{pk}" for pk in range(1, 40, 2)), "/help/", "/overview/", "/letters/"]


@dataclass(slots=True)
class Crowd:
    service: Service
    letters: int
    people: list[Person]
    until: float
    before: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def untouched(self, pk: int) -> bool:
        return pk <= self.letters - _TOUCHED

    def read(self, reader: int) -> None:
        """One connection, as a browser keeps it."""
        chance = Chance(f"crowd:{reader}")
        asked = addresses()
        with closing(self.service.connect()) as connection:
            while time.monotonic() < self.until:
                address = chance.choice(asked)
                began = time.monotonic()
                status, body = fetch(connection, address)
                self.seconds.append(time.monotonic() - began)
                if status != 200:
                    self.problems.append(f"{address}: {status}")
                elif wrong := self.wrong(address, body):
                    self.problems.append(f"{address}: {wrong}")

    def wrong(self, address: str, body: bytes) -> str:
        """How an answer is not what it was before, apart from the letters that editors change."""
        if address.startswith("/api/letters/"):
            return "" if _facts(body) == _facts(self.before[address]) else "another letter"
        if not address.startswith("/api/search"):
            return ""
        then, now = (json.loads(each) for each in (self.before[address], body))
        if not then["count"] - _TOUCHED <= now["count"] <= then["count"]:
            return f"{now['count']} found, not {then['count']}"
        old, new = (
            [item["letter"]["id"] for item in each["items"] if item["letter"] and self.untouched(item["letter"]["id"])]
            for each in (then, now)
        )
        return "" if new[: len(old)] == old else "other letters, or in another order"

    def edit(self, editor: int, held: list[Letter]) -> None:
        """Half of the presses are made twice at once, by this editor and another, of the same version."""
        chance = Chance(f"crowd:editor:{editor}")
        while time.monotonic() < self.until:
            letter = chance.choice(held)
            others = [self.people[editor]]
            if chance.one_in(2):
                others.append(self.people[(editor + 1) % len(self.people)])
            with ThreadPoolExecutor(len(others)) as pool:
                told = sorted(pool.map(self._press, others, [letter] * len(others)))
            self.counts["presses"] += len(others)
            self.counts["two at once"] += len(others) == 2
            if told != ["done", "told"][: len(others)]:
                self.problems.append(f"letter {letter.pk}, version {letter.version}: {told}")
            letter.version, letter.published = letter.version + 1, not letter.published

    def _press(self, person: Person, letter: Letter) -> str:
        """What the page that follows says: that it was done, or that somebody else was first."""
        deed = "withdraw" if letter.published else "publish"
        form = {"version": str(letter.version), "reason": "误发", "action": "publish:nevertheless"}
        # a browser window of its own
        window = Person(person.web, dict(person.cookies))
        began = time.monotonic()
        page = window.post(f"/entry/{letter.pk}/{deed}/", **form)
        self.seconds.append(time.monotonic() - began)
        said = window.get(f"/letters/{letter.pk}/").text if page.status == 302 else ""
        return next((word for sentence, word in _SAID.items() if sentence in said), f"{page.status}, nothing said")


def _facts(body: bytes) -> object:
    """Of a letter its own words; what ledgers of other letters say beside it may change."""
    said = json.loads(body)
    return {name: said[name] for name in ("id", "title", "text", "doc_number") if name in said}


def run_crowd(letters: int, seconds: int, base: Path | None = None) -> list[str]:
    """What was wrong; nothing if all was well. `base`: a data folder of so many letters, which is left as it is."""
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        data = Path(name) / "data"
        if base:
            shutil.copytree(base, data)
        else:
            make_data(data, letters)
        cookies = [editor_cookie(data)["Cookie"].partition("=")[2] for _ in range(EDITORS)]
        with serving(data, workers=WORKERS) as service:
            first_answer(service, PEER)
            people = [_person(service, cookie) for cookie in cookies]
            crowd = Crowd(service, letters, people, 0)
            with closing(service.connect()) as connection:
                crowd.before = {address: fetch(connection, address)[1] for address in addresses()}
            held = _held(data, letters)
            crowd.until = time.monotonic() + seconds
            jobs: list[Callable[[], None]] = [lambda n=n: crowd.read(n) for n in range(READERS)]  # type: ignore[misc]
            jobs += [lambda n=n: crowd.edit(n, held[n::EDITORS]) for n in range(EDITORS)]  # type: ignore[misc]
            _all_at_once(jobs, crowd)
        _say(crowd, seconds)
        return [*crowd.problems[:20], *_ended_wrong(_held(data, letters), held)]


def _person(service: Service, cookie: str) -> Person:
    person = Person(f"http://127.0.0.1:{service.port}", {"sessionid": cookie})
    person.get("/entry/new/")
    return person


def _held(data: Path, letters: int) -> list[Letter]:
    """Those that editors change, as the base has them."""
    told = shell(
        data,
        "import json; from proposals.models import ReplyLetter\n"
        f"rows = ReplyLetter.objects.filter(pk__gt={letters - _TOUCHED}).order_by('pk')\n"
        "print(json.dumps(list(rows.values_list('pk', 'version', 'status'))))",
    )
    return [Letter(pk, version, status == "published") for pk, version, status in json.loads(told.splitlines()[-1])]


def _all_at_once(jobs: list[Callable[[], None]], crowd: Crowd) -> None:
    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # nobody may be turned away
            crowd.problems.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _ended_wrong(ended: list[Letter], held: list[Letter]) -> list[str]:
    """Of two who press at once one is told: a version more for each press or pair of presses, no more and no less."""
    return [
        f"{letter} was told, and it ended as {one}" for one, letter in zip(ended, held, strict=True) if one != letter
    ]


def _say(crowd: Crowd, seconds: int) -> None:
    times = sorted(crowd.seconds)
    at = {share: times[int(len(times) * share)] * 1000 for share in (0.5, 0.95, 0.99)}
    sys.stdout.write(
        f"crowd at {crowd.letters} letters, {seconds} s: {len(times)} answers, {len(crowd.problems)} wrong; "
        f"p50 {at[0.5]:.0f}, p95 {at[0.95]:.0f}, p99 {at[0.99]:.0f} ms; {dict(crowd.counts)}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.crowd", description="Readers and editors at once.")
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--data", type=Path, help="a data folder of so many letters, which is made otherwise")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    problems = run_crowd(options.letters, options.seconds, options.data)
    for problem in problems:
        sys.stdout.write(f"failed: {problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
