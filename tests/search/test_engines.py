"""One contract for both engines: the same questions, the same answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import psycopg
import pytest

from kejiting.search import (
    Document,
    Filters,
    IndexLocked,
    IndexUnavailable,
    SearchEngine,
    SearchIndex,
    SearchQuery,
    parse_words,
)
from kejiting.search.postgres import PostgresIndex
from kejiting.search.query import Sort
from tests.quality.judged import judged_questions, seed_documents
from tests.search.corpus import ask, keys, letter, passages, plan, scanned, seeds
from tests.search.servers import Connect, postgres_server
from tests.soak.chance import Chance

SORTS: tuple[Sort, ...] = ("relevance", "date", "number")
PARTS = ("measures", "outcomes", "next_steps")


def generated(count: int = 120) -> Iterator[Document]:
    """Letters of the seeds' sentences, shuffled, with equal ones among them, and with other dates, kinds and names."""
    chance = Chance(4)
    texts = [entry.text for document in seeds() for entry in document.entries]
    for number in range(2000, 2000 + count):
        chosen = chance.sample(texts, 8) if number % 7 else texts[:3]
        yield letter(
            number,
            *chosen,
            heading=chance.choice([None, "关于科技成果转化的建议", "关于技术经纪人1928个的建议"]),
            title=chance.choice(["答复", "关于科技创新的答复", ""]),
            written_on=chance.choice([None, date(2024, 5, 6), date(2025, 3, chance.randint(1, 28))]),
            kind=chance.choice([None, "委员提案", "代表建议"]),
            session=chance.choice([None, "政协-省-13-3"]),
            agency=chance.choice([None, "吉林省科学技术厅", "吉林省教育厅"]),
            delegates=tuple(chance.sample(["王洪福", "李锐"], chance.randint(0, 2))),
            number=chance.choice([None, 7, 157]),
        )


def corpus() -> list[Document]:
    documents = [*seeds(), *generated(), plan(7, "科技成果 27.27% 与 1,928.50 个。", "结束于27.")]
    parted = (
        replace(one, entries=tuple(replace(entry, part=PARTS[entry.passage % 3]) for entry in one.entries))
        for one in documents
    )
    return list(parted)


@pytest.fixture(scope="module")
def connect() -> Iterator[Connect]:
    with postgres_server() as connect:
        yield connect


Made = Callable[[], SearchEngine]


@pytest.fixture(params=["whoosh", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    """Makes doors to one and the same index, which is not there yet."""
    if request.param == "whoosh":
        return lambda: SearchIndex(tmp_path / "index", lock_timeout=5)
    connect: Connect = request.getfixturevalue("connect")
    connect().execute("DROP SCHEMA IF EXISTS kejiting_search CASCADE")
    return lambda: PostgresIndex(connect, lock_timeout=5)


@pytest.fixture(scope="module")
def both(connect: Connect, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    connect().execute("CREATE DATABASE pair")
    address = psycopg.conninfo.make_conninfo(connect().info.dsn, dbname="pair")
    with psycopg.connect(address, autocommit=True) as connection:
        engines = SearchIndex(tmp_path_factory.mktemp("both")), PostgresIndex(lambda: connection)
        for one in engines:
            one.rebuild(corpus())
        yield engines


QUESTIONS = [
    "", "科技", "省", "的", "科技成果转化", "体制改革", "技术经纪人", "成果 转化", "中试 概念验证", "吉林 长春 科技厅",
    "中试 OR 孵化 OR 平台", "(中试 OR 孵化) 科技", "科技 -转化", "中试 平台 -长春", "-科技", "1928个", "928个", "27.27%", "27%",
    ".27", "27.", ".", ",", "1,928", "28", "2518人", '"科技成果 转化"', "没有这样的词语", "a'b\\c", "100%_", "(", "* & | !",
    "怎样培养更多的技术经理人队伍", "科技创新的顶层设计应当如何加强", "推动高校 科技成果就地转化 机构 建设",
]  # fmt: skip
FILTERS = [
    Filters(),
    Filters(year=2025),
    Filters(part="outcomes"),
    Filters(kind="委员提案", agency="吉林省科学技术厅"),
    Filters(session="政协-省-13-3", delegate="李锐", part="measures"),
]


@pytest.mark.parametrize("q", QUESTIONS)
def test_both_give_the_same_hits_counts_facets_and_order(both: tuple[SearchEngine, SearchEngine], q: str) -> None:
    for filters, sort, page in product(FILTERS, SORTS, (1, 2, 40)):
        query = SearchQuery(parse_words(q), filters, sort, page, 7)
        assert both[1].search(query) == both[0].search(query), query


def test_both_answer_what_clerks_ask_with_the_same_passages(connect: Connect, tmp_path: Path) -> None:
    engines = SearchIndex(tmp_path), PostgresIndex(connect)
    for one in engines:
        one.rebuild(seed_documents().values())
    for judged in judged_questions():
        query = SearchQuery(parse_words(judged.q))
        assert engines[1].search(query) == engines[0].search(query), judged.q


def test_any_piece_of_the_texts_is_found_just_where_it_stands(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = Chance(5)
    documents = corpus()
    texts = [entry.text for document in documents for entry in document.entries]
    for _ in range(150):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        piece = '"' + text[start : start + chance.randint(1, 12)].replace('"', "") + '"'
        terms = parse_words(piece).terms
        if len(terms) == 1:
            result = ask(both[1], piece, sort="date", size=500)
            assert set(passages(result)) == scanned(documents, terms[0]), piece


def test_an_update_replaces_and_a_removal_removes(engine: Made) -> None:
    engine().rebuild([letter(1, "中试基地。", "概念验证。"), letter(2, "中试。"), letter(3, "中试。")])
    engine().update([letter(1, "孵化器。"), letter(4)], removed=["letter:3", "letter:99"])
    assert keys(ask(engine(), "中试")) == ["letter:2"]
    assert passages(ask(engine(), "孵化器")) == [100]
    assert (engine().status().documents, engine().status().entries) == (2, 2)


def test_many_updates_answer_like_a_rebuild(engine: Made, both: tuple[SearchEngine, SearchEngine]) -> None:
    index = engine()
    index.rebuild(reversed(corpus()[:60]))
    for document in corpus():
        index.update([document])
    index.update(removed=["letter:2000"])
    index.update(corpus()[5:8])
    for q in ("科技", "科技 转化", "1928个", ""):
        query = SearchQuery(parse_words(q), sort="date", size=50)
        assert index.search(query) == both[0].search(query)


def test_what_is_saved_or_removed_during_a_rebuild_is_kept(engine: Made) -> None:
    index = engine()
    index.rebuild([letter(1, "中试。"), letter(2, "中试。")])

    def documents() -> Iterator[Document]:
        yield letter(1, "中试。")
        yield letter(2, "中试。")
        with ThreadPoolExecutor(1) as another:
            another.submit(
                lambda: engine().update([letter(3, "中试。"), letter(1, "孵化。")], removed=["letter:2"])
            ).result()
            assert another.submit(lambda: keys(ask(engine(), "中试"))).result() == ["letter:3"]

    index.rebuild(documents())
    assert keys(ask(index, "中试")) == ["letter:3"]
    assert keys(ask(index, "孵化")) == ["letter:1"]
    assert (index.status().documents, index.status().entries) == (2, 2)


def test_a_rebuild_that_fails_leaves_the_old_index(engine: Made) -> None:
    index = engine()
    index.rebuild([letter(1, "中试。")])

    def broken() -> Iterator[Document]:
        yield letter(2, "中试。")
        raise KeyError

    with pytest.raises(KeyError):
        index.rebuild(broken())
    assert keys(ask(index, "中试")) == ["letter:1"]
    index.update([letter(3, "中试。")])
    assert keys(ask(index, "中试")) == ["letter:1", "letter:3"]


def test_where_there_is_none(engine: Made) -> None:
    assert not engine().exists()
    assert not engine().is_current()
    assert engine().status().current is False
    with pytest.raises(IndexUnavailable):
        ask(engine(), "中试")
    with pytest.raises(IndexUnavailable):
        engine().update([letter(1, "中试。")])


def test_only_one_has_the_turn(engine: Made) -> None:
    index = engine()
    index.rebuild([])
    with index.turn(1), pytest.raises(IndexLocked), index.turn(0):
        pass
    with index.turn(0), ThreadPoolExecutor(1) as another:
        waiting = another.submit(lambda: engine().turn(0).__enter__())
        assert isinstance(waiting.exception(), IndexLocked)
    with index.turn(0):
        assert index.is_current()


def test_threads_answer_right_while_one_writes_and_one_rebuilds(engine: Made) -> None:
    index = engine()
    index.rebuild(seeds())
    terms = ["成果转化", "省", "2518人", "科技创新"]
    expected = {term: scanned(seeds(), term) for term in terms}
    done = threading.Event()

    def write() -> int:
        number = 500
        while not done.is_set():
            engine().update([seeds()[number % 5], letter(number, "另一件事。")])
            number += 1
            done.wait(0.02)  # nobody saves without a pause
        return number - 500

    def read(first: int) -> None:
        for turn in range(12):
            term = terms[(first + turn) % len(terms)]
            assert set(passages(ask(index, term))) == expected[term]

    with ThreadPoolExecutor(6) as pool:
        writing = pool.submit(write)
        rebuilding = pool.submit(lambda: engine().rebuild(seeds()))
        try:
            list(pool.map(read, range(4)))
            rebuilding.result()
        finally:
            done.set()
        assert ask(index, "另一件事", size=1).count <= writing.result()
    assert set(passages(ask(index, "省"))) == expected["省"]
