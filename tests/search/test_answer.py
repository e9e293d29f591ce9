"""What is found for a question, in what order, and what is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kejiting.search import FacetCount, Filters, SearchIndex, SearchQuery, parse_terms, scan
from kejiting.search.query import Sort
from tests.search.corpus import ask, built, keys, letter, passages, plan

LETTERS = (
    letter(1, "建设中试基地。", "支持概念验证。", written_on=date(2025, 6, 18), kind="委员提案", number=157,
           session="政协-省-13-3", agency="吉林省科学技术厅", office="成", handling="A", delegate=["王洪福", "李锐"]),
    letter(2, "建设中试基地和概念验证中心。", "浙江经验。", written_on=date(2025, 3, 1), kind="代表建议", number=53,
           session="人大-省-14-4", agency="吉林省科学技术厅", office="规划", handling="A", delegate=["王松伟"]),
    letter(3, "技术经纪人1928个。", heading="关于中试基地的建议", written_on=date(2020, 1, 2), kind="委员提案", number=191),
    letter(4, "中试基地在浙江。"),
    plan(1, "到2020年建设中试基地10个。", written_on=date(2016, 10, 31)),
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(tmp_path_factory.mktemp("answer"), *LETTERS)


# question, passages that hold everything, passages of letters that hold it together
QUESTIONS = [
    ("中试", {100, 200, 300, 400, 90100}, set()),
    ("中试 概念验证", {200}, {100, 101}),
    ("概念验证 中试 建设", {200}, {100, 101}),
    ("技术经纪人 中试基地", {300}, set()),
    ("中试 浙江", {400}, {200, 201}),
    ("中试 -浙江", {100, 200, 300, 90100}, set()),
    ("中试 经验 -浙江", set(), set()),
    ("中试 概念验证 -浙江", {200}, {100, 101}),
    ("中试 概念验证 -支持", {200}, set()),
    ("经验 OR 技术经纪人", {201, 300}, set()),
    ("经验|技术经纪人 中试", {300}, {200, 201}),
    ('"基地 和 概念"', {200}, set()),
    ("928个", set(), set()),
    ("没有的词", set(), set()),
    ("-中试", {101, 201}, set()),
]


@pytest.mark.parametrize(("q", "literal", "together"), QUESTIONS)
def test_what_is_found(index: SearchIndex, q: str, literal: set[int], together: set[int]) -> None:
    result = ask(index, q)
    assert (set(passages(result)), set(passages(result, "letter"))) == (literal, together)
    assert result.passages == len((literal | together) - set(passages(result, "heading")))
    assert result.count == len(keys(result))


FILTERS = [
    (Filters(), ["letter:1", "letter:2", "plan:1", "letter:3", "letter:4"]),
    (Filters(year=2025), ["letter:1", "letter:2"]),
    (Filters(kind="委员提案"), ["letter:1", "letter:3"]),
    (Filters(session="政协-省-13-3"), ["letter:1"]),
    (Filters(agency="吉林省科学技术厅"), ["letter:1", "letter:2"]),
    (Filters(office="规划"), ["letter:2"]),
    (Filters(handling="A"), ["letter:1", "letter:2"]),
    (Filters(handling="A", office="成"), ["letter:1"]),
    (Filters(delegate="李锐"), ["letter:1"]),
    (Filters(delegate=["李锐", "王松伟", "李"]), ["letter:1", "letter:2"]),
    (Filters(office=["成", "规划"], kind="代表建议"), ["letter:2"]),
    (Filters(part=["plan", "outcomes"]), ["plan:1"]),
    (Filters(delegate="李"), []),
    (Filters(year=2016), []),
    (Filters(part="plan"), ["plan:1"]),
    (Filters(part="measures"), ["letter:1", "letter:2", "letter:3", "letter:4"]),
    (Filters(part="outcomes"), []),
    (Filters(year=2025, kind="代表建议"), ["letter:2"]),
]


@pytest.mark.parametrize(("filters", "found"), FILTERS)
@pytest.mark.parametrize("q", ["中试", ""])
def test_filters(index: SearchIndex, q: str, filters: Filters, found: list[str]) -> None:
    assert sorted(keys(ask(index, q, filters))) == sorted(found)


SORTS: list[tuple[Sort, list[str]]] = [
    ("date", ["letter:1", "letter:2", "letter:3", "plan:1", "letter:4"]),
    ("number", ["letter:2", "letter:1", "letter:3", "plan:1", "letter:4"]),
]


@pytest.mark.parametrize(("sort", "found"), SORTS)
@pytest.mark.parametrize("q", ["中试", ""])
def test_sorts(index: SearchIndex, q: str, sort: Sort, found: list[str]) -> None:
    assert keys(ask(index, q, sort=sort)) == found


def test_without_words_everything_is_there_newest_first_in_the_order_of_the_text(index: SearchIndex) -> None:
    result = ask(index, "")
    assert passages(result) == [100, 101, 200, 201, 300, 90100, 400]
    assert (result.count, result.passages) == (5, 7)


def test_facets_count_letters(index: SearchIndex) -> None:
    facets = ask(index, "中试").facets
    assert facets["year"] == (FacetCount("2025", 2), FacetCount("2020", 1))
    assert facets["kind"] == (FacetCount("委员提案", 2), FacetCount("代表建议", 1))
    assert facets["part"] == (FacetCount("measures", 4),)
    assert facets["handling"] == (FacetCount("A", 2),)
    assert facets["office"] == (FacetCount("成", 1), FacetCount("规划", 1))
    assert facets["agency"] == (FacetCount("吉林省科学技术厅", 2),)
    assert {facet.value for facet in facets["session"]} == {"政协-省-13-3", "人大-省-14-4"}


def test_facets_follow_the_filters_but_their_own(index: SearchIndex) -> None:
    facets = ask(index, "中试", Filters(year=2025)).facets
    assert facets["year"] == (FacetCount("2025", 2), FacetCount("2020", 1))
    assert facets["kind"] == (FacetCount("代表建议", 1), FacetCount("委员提案", 1))
    both = ask(index, "中试", Filters(year=2025, kind="委员提案")).facets
    assert both["year"] == (FacetCount("2025", 1), FacetCount("2020", 1))
    assert both["kind"] == (FacetCount("代表建议", 1), FacetCount("委员提案", 1))
    assert ask(index, "中试", Filters(year=1999)).facets["year"] == facets["year"]
    assert ask(index, "中试", Filters(part="plan")).facets["part"] == (FacetCount("measures", 4),)


def test_of_many_people_those_of_most_letters_are_counted_and_who_is_chosen(tmp_path: Path) -> None:
    people = [letter(n, "中试。", delegate=[f"王{n:03}", *(["李锐"] if n % 2 else [])]) for n in range(1, 150)]
    index = built(tmp_path, *people)
    for filters in (Filters(), Filters(delegate="王149"), Filters(delegate=["王002", "王148", "无人"])):
        query = SearchQuery(parse_terms("中试"), filters)
        facet = index.search(query).facets["delegate"]
        assert facet == scan(people, query).facets["delegate"]
        assert facet[:2] == (FacetCount("李锐", 75), FacetCount("王001", 1))
        chosen = [one for one in filters.values("delegate") if one > "王099"]
        assert [one.value for one in facet[100:]] == [one for one in chosen if one.startswith("王")]


def test_letters_found_together_come_after_those_with_one_passage(index: SearchIndex) -> None:
    assert keys(ask(index, "中试 概念验证", sort="date")) == ["letter:2", "letter:1"]


def test_pages(index: SearchIndex) -> None:
    pages = [ask(index, "中试", sort="date", page=page, size=2) for page in (1, 2, 3, 4, 10**12)]
    assert [keys(page) for page in pages] == [
        ["letter:1", "letter:2"], ["letter:3", "plan:1"], ["letter:4"], [], []
    ]  # fmt: skip
    assert {(page.count, page.passages) for page in pages} == {(5, 4)}


def test_the_better_passage_comes_first(tmp_path: Path) -> None:
    index = built(
        tmp_path,
        letter(1, "加强领导。" * 20 + "技术经纪人。"),
        letter(2, "技术经纪人培养技术经纪人。"),
        letter(3, "加强领导,完善技术经纪人制度。", title="关于技术经纪人的答复"),
    )
    assert keys(ask(index, "技术经纪人"))[-1] == "letter:1"


def test_equals_come_newest_first_then_by_number(tmp_path: Path) -> None:
    days = {1: date(2020, 1, 1), 2: date(2021, 1, 1), 10: date(2020, 1, 1)}
    index = built(tmp_path, *(letter(n, "技术经纪人。", written_on=day) for n, day in days.items()))
    assert keys(ask(index, "技术经纪人")) == ["letter:2", "letter:1", "letter:10"]


def test_an_empty_index_answers(tmp_path: Path) -> None:
    index = built(tmp_path)
    assert (ask(index, "中试").count, ask(index, "").documents) == (0, ())


@pytest.mark.parametrize("q", [q for q, _, _ in QUESTIONS])
def test_what_answers_among_some(index: SearchIndex, q: str) -> None:
    some = ["letter:1", "letter:3", "plan:1", "letter:99"]
    query = SearchQuery(parse_terms(q))

    answers = set(keys(ask(index, q)))
    found = [key for key in some if key in answers]
    assert index.answers_among([query, query], some, 9) == [found, found]
    assert index.answers_among([query], some[::-1], 1) == [found[::-1][:1]]
    assert index.answers_among([query], [], 9) == [[]]


def test_what_answers_among_some_passes_the_filters(index: SearchIndex) -> None:
    queries = [SearchQuery(filters=filters) for filters, _ in FILTERS]

    assert index.answers_among(queries, ["letter:1", "letter:2"], 9) == [
        [key for key in found if key in {"letter:1", "letter:2"}] for _, found in FILTERS
    ]
