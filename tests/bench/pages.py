"""The search page as a browser gets it: over HTTP, from the server that people start, beside a small page of it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

from kejiting.search import SearchQuery
from tests.bench.asking import known, questions
from tests.bench.rows import Row
from tests.bench.service import Service, editor_cookie, fetch, first_answer, make_data, serving, shell
from tests.bench.speed import percentile

# Small, without search, through the same server, middleware and templates
PEER = "/login/"
_PEER_NAME = "the login page"
_ROUNDS = 5
CLIENTS = 8
_AIM_START, _AIM_MEMORY, _AIM_LEDGER = 1500, 200, 200
_LEDGER_ROUNDS = 20
_AT_ONCE_SECONDS = 6
_NEW_LETTERS = "from tests.bench.new_letters import measure; measure()"
_FIGURES = 20
_AIM_MENU = 2
_MENU = "from tests.bench.menu import measure; measure()"

# Of the base that `ledgers.fill` made
LEDGER_PAGES = {
    "start page": "/",
    "letters": "/letters/",
    "a letter": "/letters/100/",
    "people": "/delegates/",
    "a plan": "/plans/1/",
    "figures": "/figures/",
    "figures of one value": f"/figures/?{urlencode({'value': '128个'})}",
    "figures by name, as of a day": f"/figures/?{urlencode({'counted': '名称128', 'as_of': '2020-12-31'})}",
    "an indicator's 10,000 figures": "/indicators/1/",
    "the same, page 50": "/indicators/1/?page=50",
    "an indicator's 30 figures": "/indicators/2/",
    "indicators": "/indicators/",
    "what is to be asked": "/indicators/checks/",
    "what is to be asked of one": "/indicators/checks/?indicator=1",
    "promises": "/commitments/",
    "promises as of a day": "/commitments/?as_of=2020-12-31",
    "topics": "/topics/",
    "cited documents": "/citations/",
}


# What waits and what is new, of the same base; the latter as its administrator, who may see to all of it
WORK_PAGES = {
    "overview": "/overview/",
    "work": "/work/",
    "work, wordings": "/work/?kind=figures",
    "a wording of the queue": "/indicators/offers/wordings/1/?queue=figures",
    "a promise of the queue": "/commitments/1/?queue=promises",
    "letters to be looked at": "/entry/",
    "a letter looked at": "/entry/100/",
    "requests": "/requests/",
    "letters without a request": "/requests/unentered/",
    "audit": "/audit/",
}


def rows(letters: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as name:
        data = Path(name) / "data"
        make_data(data, letters)
        yield from rows_over(data)


def rows_over(data: Path) -> Iterator[Row]:
    """The rows for a data folder made before."""
    asked = pages_by_kind()
    yield from _starts(data, asked["common word"][0])
    with serving(data, workers=1) as service:
        first_answer(service, PEER)
        yield from _one_client(service, asked)
        whole, part = service.worker_megabytes()
        yield Row("a worker's memory after that, RSS", "MB", whole, "the aim", _AIM_MEMORY)
        yield Row("a worker's memory after that, PSS", "MB", part, "the aim", _AIM_MEMORY)
        yield from _ledgers(service, LEDGER_PAGES)
        yield from _ledgers(service, WORK_PAGES, editor_cookie(data))
    with serving(data, workers=2) as service:
        first_answer(service, PEER)
        yield from _many_clients(service, [one for pages in asked.values() for one in pages])
    yield _new_letter(data)
    yield Row("the menu's number, p95", "ms", float(shell(data, _MENU).split()[-1]), "the aim", _AIM_MENU)


def pages_by_kind() -> dict[str, list[str]]:
    """The addresses of all questions."""
    return {kind: [address(query) for query in queries] for kind, queries in questions(known())}


def address(query: SearchQuery) -> str:
    """The page of a question: terms that stand for each other joined by OR."""
    words = " ".join(" OR ".join(group) for group in query.words.groups)
    return "/?" + urlencode(
        {"q": words, **dict(query.filters.wanted), "sort": query.sort, "page": query.page}, doseq=True
    )


def _starts(data: Path, page: str) -> Iterator[Row]:
    """From a new process to its first answer."""
    for what, prepare in (("gunicorn alone", False), ("manage.py serve", True)):
        yield Row(f"start to first answer, {what}", "ms", start(data, page, prepare=prepare), "the aim", _AIM_START)


def start(data: Path, page: str, *, prepare: bool) -> float:
    """Milliseconds. `prepare`: as `manage.py serve` starts, else gunicorn alone."""
    began = time.perf_counter()
    with serving(data, workers=1, prepare=prepare) as service:
        _whole(*first_answer(service, page))
        return (time.perf_counter() - began) * 1000


def one_client(service: Service, asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds of the pages by kind, and of the small page, which takes turns with them.

    Each question was asked once before.
    """
    ours: dict[str, list[float]] = {kind: [] for kind in asked}
    peer: list[float] = []
    with closing(service.connect()) as connection:
        for round_ in range(1 + _ROUNDS):
            for kind, addresses in asked.items():
                taken = [(_milliseconds(connection, one), _milliseconds(connection, PEER)) for one in addresses]
                if round_:
                    ours[kind] += [page for page, _ in taken]
                    peer += [small for _, small in taken]
    return ours, peer


def _one_client(service: Service, asked: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    ours, peer = one_client(service, asked)
    median = percentile(peer, 0.5)
    for kind, taken in ours.items():
        yield Row(f"page, {kind}, p50", "ms", percentile(taken, 0.5), _PEER_NAME, median)
    together = [one for taken in ours.values() for one in taken]
    for label, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        yield Row(f"page, all kinds, {label}", "ms", percentile(together, share), _PEER_NAME, percentile(peer, share))


def _ledgers(service: Service, pages: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Iterator[Row]:
    """The pages of the ledgers, each asked once before."""
    with closing(service.connect()) as connection:
        for what, page in pages.items():
            _milliseconds(connection, page, headers)
            worked = service.worker_seconds()
            taken = [_milliseconds(connection, page, headers) for _ in range(_LEDGER_ROUNDS)]
            worked = (service.worker_seconds() - worked) * 1000 / _LEDGER_ROUNDS
            yield Row(f"{what}, p95", "ms", percentile(taken, 0.95), "the aim", _AIM_LEDGER)
            yield Row(f"{what}, processor time", "ms", worked, "the aim", _AIM_LEDGER)


def _new_letter(data: Path) -> Row:
    few, many = map(float, shell(data, _NEW_LETTERS).split()[-2:])
    what = f"a new letter with {_FIGURES} figures of an indicator with 10,000, processor time"
    return Row(what, "ms", many, "of one with 30", few)


def _milliseconds(connection: HTTPConnection, page: str, headers: Mapping[str, str] | None = None) -> float:
    began = time.perf_counter()
    answer = fetch(connection, page, headers)
    taken = (time.perf_counter() - began) * 1000
    _whole(*answer)
    return taken


def _many_clients(service: Service, addresses: Sequence[str]) -> Iterator[Row]:
    ours, peer = (pages_a_second(service, pages) for pages in (addresses, [PEER]))
    yield Row(f"{CLIENTS} clients on 2 workers", "pages/s", ours, _PEER_NAME, peer)


def pages_a_second(service: Service, addresses: Sequence[str]) -> float:
    """Clients are threads of this process, each with one connection: they take their part of the same processors.

    Each has asked every question once before, so that most have been asked of both workers.
    """
    all_warm = Barrier(CLIENTS)

    def ask(client: int) -> int:
        asked = islice(cycle(addresses), client * 17, None)
        with closing(service.connect()) as connection:
            for page in islice(asked, len(addresses)):
                _whole(*fetch(connection, page))
        all_warm.wait()
        # who waited for the others has been given up by the server
        with closing(service.connect()) as connection:
            until = time.perf_counter() + _AT_ONCE_SECONDS
            count = 0
            while time.perf_counter() < until:
                _whole(*fetch(connection, next(asked)))
                count += 1
        return count

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(ask, range(CLIENTS))) / _AT_ONCE_SECONDS


def _whole(status: int, page: bytes) -> None:
    if status != 200 or b"</html>" not in page:
        raise RuntimeError(f"the server answered {status}: {page[-300:].decode(errors='replace')}")
