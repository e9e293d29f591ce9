"""What the index owes to whoever asks: what plain scanning finds, in the order that Whoosh's own searcher gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pytest
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from kejiting.search import Document, Filters, SearchIndex, SearchQuery, SearchResult, parse_terms, scan
from kejiting.search.query import Sort
from kejiting.search.whoosh.ranking import words_of
from kejiting.search.whoosh.schema import BOOSTS
from tests.search.array_codec import searcher_of
from tests.search.corpus import LITERAL, ask, built, letter, passages, plan, scanned, seeds
from tests.soak.chance import Chance

SORTS: tuple[Sort, ...] = ("date", "number")
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
            office=chance.choice([None, "成", "规划"]),
            handling=chance.choice([None, "A", "C"]),
            delegate=chance.sample(["王洪福", "李锐"], chance.randint(0, 2)),
            topic=chance.sample(["概念验证中心", "中试中心", "双千工程"], chance.randint(0, 3)),
            number=chance.choice([None, 7, 157]),
        )


@cache
def corpus() -> list[Document]:
    documents = [*seeds(), *generated(), plan(7, "科技成果 27.27% 与 1,928.50 个。", "结束于27.")]
    parted = (
        replace(one, entries=tuple(replace(entry, part=PARTS[entry.passage % 3]) for entry in one.entries))
        for one in documents
    )
    return list(parted)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Built whole: a segment."""
    return built(tmp_path_factory.mktemp("built"), *corpus())


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The same documents saved one by one, some twice and one removed again: segments with deleted rows."""
    grown = built(tmp_path_factory.mktemp("grown"), *reversed(corpus()[:60]), letter(1999, "科技创新。"))
    for document in (*corpus(), *corpus()[5:8]):
        grown.update([document])
    grown.update(removed=["letter:1999"])
    return grown


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
    Filters(office="成", handling="A"),
    Filters(session="政协-省-13-3", delegate="李锐", part="measures"),
    Filters(year=[2024, 2025, 1900], kind=["委员提案", "代表建议"]),
    Filters(topic=["概念验证中心", "双千工程"], delegate=["王洪福", "李锐"], office=["成", "规划"]),
    Filters(part=["measures", "outcomes"], topic="中试中心"),
]


def told(result: SearchResult) -> tuple[int, object, dict[str, object]]:
    """All but what only ranking knows: what is near, and which passage, of which part, is the best for a term."""
    documents = [
        (one.key, one.hits if one.hits[0].match in LITERAL else one.hits[0].match)
        for one in result.documents
        if one.hits[0].match != "near"
    ]
    facets = {name: counts for name, counts in result.facets.items() if name != "part"}
    return result.count, documents, facets


@pytest.mark.parametrize("q", [q for q in QUESTIONS if len(parse_terms(q).groups) < 2])
def test_it_counts_the_passages_whose_own_words_hold_a_term(index: SearchIndex, grown: SearchIndex, q: str) -> None:
    for filters in FILTERS:
        query = SearchQuery(parse_terms(q), filters)
        wanted = scan(corpus(), query).passages
        assert (index.search(query).passages, grown.search(query).passages) == (wanted, wanted), query


@pytest.mark.parametrize("q", QUESTIONS)
def test_it_finds_what_plain_scanning_finds(index: SearchIndex, grown: SearchIndex, q: str) -> None:
    """Scanning once for all pages; a page of its own once, too. One that grew answers like one built whole."""
    for filters, sort in product(FILTERS, SORTS):
        whole = scan(corpus(), SearchQuery(parse_terms(q), filters, sort, size=len(corpus())))
        for page in (1, 2, 40):
            query = SearchQuery(parse_terms(q), filters, sort, page, 7)
            wanted = told(replace(whole, documents=whole.documents[(page - 1) * 7 : page * 7]))
            assert (told(index.search(query)), told(grown.search(query))) == (wanted, wanted), query
    query = SearchQuery(parse_terms(q), sort="number", page=2, size=7)
    assert told(index.search(query)) == told(scan(corpus(), query))


@pytest.mark.parametrize("q", ["", "科技", "中试 平台", "科技 -转化"])
def test_a_facet_that_is_filtered_is_counted_as_if_it_were_not(index: SearchIndex, grown: SearchIndex, q: str) -> None:
    for filters in FILTERS:
        query = SearchQuery(parse_terms(q), filters)
        for one in (index, grown):
            facets = told(one.search(query))[2]
            for name, _ in filters.wanted:
                relaxed = told(one.search(replace(query, filters=filters.without(name))))[2]
                assert facets.get(name) == relaxed.get(name), (query, name)


def scores_of_whoosh(index: SearchIndex, q: str) -> dict[int, float]:
    """By passage, of Whoosh's own searcher over the same files; one that holds a term inside other words has none."""
    snapshot = index._reader.fresh().snapshot
    words = [Term(field, word, boost) for word in words_of(parse_terms(q).terms) for field, boost in BOOSTS.items()]
    with searcher_of(index, weighting=BM25F(B=0.75, K1=1.2)) as searcher:
        found = searcher.search(Or(words), limit=None)
        return {snapshot.passages(np.array([hit.docnum]))[0]: hit.score for hit in found}


@pytest.mark.parametrize("q", ["技术经纪人", "科技", "成果 转化", "中试 OR 孵化 OR 平台", "2518人", "科技 -转化"])
def test_letters_come_in_the_order_of_whoosh(index: SearchIndex, grown: SearchIndex, q: str) -> None:
    for one in (index, grown):
        scores = scores_of_whoosh(one, q)
        found = [document.hits for document in ask(one, q, size=500).documents if document.hits[0].match in LITERAL]
        best = [max(scores.get(hit.passage, 0.0) for hit in hits) for hits in found]
        assert len(best) > 1
        assert best == pytest.approx(sorted(best, reverse=True), abs=2e-6)


def test_any_piece_of_the_texts_is_found_just_where_it_stands(index: SearchIndex) -> None:
    chance = Chance(5)
    documents = corpus()
    texts = [entry.text for document in documents for entry in document.entries]
    for _ in range(150):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        piece = '"' + text[start : start + chance.randint(1, 12)].replace('"', "") + '"'
        terms = parse_terms(piece).terms
        if len(terms) == 1:
            result = ask(index, piece, sort="date", size=500)
            assert set(passages(result)) == scanned(documents, terms[0]), piece
