"""Many readers at once, a writer beside them: nobody gets another answer than who asks alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.asking import questions
from tests.bench.corpus import documents
from tests.bench.letters import PROJECT, letters
from tests.bench.pages import PEER, address
from tests.bench.service import Service, environ, fetch, first_answer, make_data, serving
from tests.soak.chance import Chance

REQUESTS = 1000
THREADS = 8
_LETTERS = 200
_PUBLISHED = 40
_PAGE = 50
_LONGEST_SECONDS = 40
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def load_runs(seed: int) -> list[str]:
    """What was wrong; nothing if all was well. The base holds the letters 1 to `_LETTERS`, new ones count on."""
    chance = Chance(f"{seed}:load")
    with tempfile.TemporaryDirectory(prefix="kejiting-soak-") as name:
        root = Path(name)
        make_data(root / "data", _LETTERS)
        with serving(root / "data", workers=2) as service:
            first_answer(service, PEER)
            return [*_readers_alone(service, chance), *_readers_beside_a_writer(service, root, seed)]


def _readers_alone(service: Service, chance: Chance) -> list[str]:
    """Whole pages, byte for byte."""
    pages = [address(query) for _, queries in questions(list(documents(_LETTERS))) for query in queries]
    alone = _asked_alone(service, pages)
    asked = [chance.choice(pages) for _ in range(REQUESTS)]
    problems = _at_once(service, asked, lambda page, got: [] if got == alone[page] else ["another answer"])
    sys.stdout.write(f"load: {len(asked)} pages from {THREADS} threads, {len(problems)} wrong\n")
    return problems


def _readers_beside_a_writer(service: Service, root: Path, seed: int) -> list[str]:
    """Answers of the API by date, whose order no new letter changes, as long as letters are being published."""
    words = ["技术", "我省", "推动", "企业 发展", "省科技厅", "答复", "创新 OR 人才", "中国", "问题"]
    asked = ["/api/search?" + urlencode({"q": one, "sort": "date", "size": _PAGE}) for one in words]
    before = {page: Answered.of(body) for page, body in _asked_alone(service, asked).items()}
    folder = root / "letters"
    folder.mkdir()
    for place, text in enumerate(letters(_PUBLISHED, seed)):
        (folder / f"{place:04}.txt").write_text(text, encoding="utf-8")
    problems: list[str] = []
    count = 0
    until = time.monotonic() + _LONGEST_SECONDS
    command = [sys.executable, "manage.py", "ingest_letters", str(folder), "--publish"]
    with subprocess.Popen(
        command, cwd=PROJECT, env=environ(root / "data"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as writer:
        while writer.poll() is None and time.monotonic() < until:
            problems += _at_once(service, asked * 2, lambda page, got: before[page].grown_wrong(Answered.of(got)))
            count += len(asked) * 2
        writer.wait(timeout=_LONGEST_SECONDS)
    after = {page: Answered.of(body) for page, body in _asked_alone(service, asked).items()}
    grown = sum(after[page].count > before[page].count for page in asked)
    sys.stdout.write(f"load: {count} answers beside a writer, {len(problems)} wrong; {grown} of {len(asked)} grew\n")
    return [*problems, *([] if grown else ["no answer holds a letter published meanwhile"])]


@dataclass(frozen=True, slots=True)
class Answered:
    """`letters` are those that the first page shows, without those that are only near; `shown` counts plans, too."""

    count: int
    shown: int
    letters: tuple[int, ...]

    @classmethod
    def of(cls, body: bytes) -> Answered:
        said = json.loads(body)
        found = [item for item in said["items"] if any(hit["match"] not in {"near", "synonym"} for hit in item["hits"])]
        return cls(said["count"], len(found), tuple(item["letter"]["id"] for item in found if item["letter"]))

    def grown_wrong(self, now: Answered) -> list[str]:
        """How a later answer is more than this one and letters that are new, in words."""
        old = [letter for letter in now.letters if letter <= _LETTERS]
        return [
            *([] if self.count <= now.count <= self.count + _PUBLISHED else [f"{now.count} found, not {self.count}"]),
            *([] if old == list(self.letters[: len(old)]) else ["other letters, or in another order"]),
            *([] if now.shown == min(now.count, _PAGE) else [f"{now.shown} letters and plans of {now.count}"]),
            *([] if len(set(now.letters)) == len(now.letters) else ["a letter twice"]),
        ]


def _asked_alone(service: Service, pages: Iterable[str]) -> dict[str, bytes]:
    with closing(service.connect()) as connection:
        return {page: _body(*fetch(connection, page)) for page in dict.fromkeys(pages)}


def _at_once(service: Service, pages: Sequence[str], wrong: Callable[[str, bytes], list[str]]) -> list[str]:
    """Ask for all pages from several threads, each with one connection, and judge every answer."""

    def ask(thread: int) -> list[str]:
        with closing(service.connect()) as connection:
            answers = [(page, _body(*fetch(connection, page))) for page in islice(pages, thread, len(pages), THREADS)]
        return [f"{page}: {problem}" for page, got in answers for problem in wrong(page, got)]

    with ThreadPoolExecutor(THREADS) as pool:
        return [problem for problems in pool.map(ask, range(THREADS)) for problem in problems]


def _body(status: int, body: bytes) -> bytes:
    """Without the token of its forms. Raises RuntimeError for anything but an answer: no reader is ever refused."""
    if status != 200:
        raise RuntimeError(f"the server answered {status}: {body[-300:].decode(errors='replace')}")
    return _TOKEN.sub(b"", body)
