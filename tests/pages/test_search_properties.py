"""Each property of the one table is there wherever people and programs look for it."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

import pytest
from django.test import Client

from kejiting.api import api
from kejiting.indexing.documents import properties_of
from kejiting.question_form.forms import QuestionForm
from kejiting.question_form.property_labels import LABELS, value_label
from kejiting.search import FACETS, NAMES, OF_DOCUMENTS, Properties
from measures.models import Plan
from proposals.models import Passage, ReplyLetter
from tests.conftest import mention_topics

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def topics(seeds: dict[str, ReplyLetter]) -> None:
    mention_topics()


@pytest.fixture
def stated(seeds: dict[str, ReplyLetter], plan: Plan) -> dict[int, Properties]:
    """By letter, the parts of its passages among them; the seeds say nothing of a handling class."""
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(handling_class="A")
    parts = Passage.objects.order_by().values_list("letter", "part").distinct()
    letters = properties_of([letter.pk for letter in seeds.values()])
    return {
        pk: {**properties, "part": tuple(part for letter, part in parts if letter == pk)}
        for pk, properties in letters.items()
    }


@pytest.fixture
def values(seeds: dict[str, ReplyLetter], stated: dict[int, Properties]) -> Properties:
    return stated[seeds["000"].pk]


def holding(stated: dict[int, Properties], name: str, value: str) -> set[int]:
    return {pk for pk, properties in stated.items() if value in properties.get(name, ())}


def test_each_has_its_label_in_the_order_of_the_table() -> None:
    assert tuple(LABELS) == NAMES


def test_each_is_a_field_of_the_form() -> None:
    fields = list(QuestionForm().fields)
    assert fields[2 : 2 + len(NAMES)] == list(NAMES)


def test_each_is_a_parameter_of_the_api() -> None:
    parameters = api.get_openapi_schema()["paths"]["/api/search"]["get"]["parameters"]
    described = {one["name"]: one["description"] for one in parameters}
    assert {name: described[name] for name in NAMES} == {name: LABELS[name].description for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_each_filters(client: Client, stated: dict[int, Properties], values: Properties, name: str) -> None:
    for value in values[name]:
        found = client.get("/api/search", {name: value, "size": 50}).json()
        assert {item["letter"]["id"] for item in found["items"]} == holding(stated, name, value)

        page = client.get("/", {name: value, "size": 50}).context
        assert {one.letter.pk for one in page["found"].documents} == holding(stated, name, value)
        assert [chip["label"] for chip in page["chips"]] == [f"{LABELS[name].label}：{value_label(name, value)}"]


@pytest.mark.parametrize("name", [facet.name for facet in FACETS])
def test_each_facet_counts_letters_and_leads_to_them(
    client: Client, stated: dict[int, Properties], values: Properties, name: str
) -> None:
    counts = Counter(value for properties in stated.values() for value in properties.get(name, ()))
    found = client.get("/api/search", {"size": 50, "sort": "date"}).json()
    assert {one["value"]: one["count"] for one in found["facets"][name]} == counts

    page = client.get("/", {"q": "科技", name: ""}).context
    (links,) = [facet["links"] for facet in page["facets"] if facet["label"] == LABELS[name].label]
    folded = [one for facet in page["facets"] if facet["label"] == LABELS[name].label for one in facet["folded"]]
    assert value_label(name, values[name][0]) in {link.label for link in (*links, *folded)}
    assert all(f"&{name}=" in link.address for link in (*links, *folded))


@pytest.mark.parametrize("name", [facet.name for facet in FACETS])
def test_several_values_of_a_facet(
    client: Client, stated: dict[int, Properties], seeds: dict[str, ReplyLetter], name: str
) -> None:
    """Any one of them; each stands as chosen in its facet and as a chip, and both take it off again."""
    every = dict.fromkeys(value for pk in sorted(stated) for value in stated[pk].get(name, ()))
    one, other = min(every), max(every)
    wanted = holding(stated, name, one) | holding(stated, name, other)
    answered = client.get("/api/search", {name: [one, other, ""], "size": 50}).json()
    assert {item["letter"]["id"] for item in answered["items"]} == wanted
    unfiltered = client.get("/api/search", {"size": 50}).json()
    assert answered["facets"][name] == unfiltered["facets"][name]

    page = client.get("/", {name: [one, other], "size": 50}).context
    assert {document.letter.pk for document in page["found"].documents} == wanted
    (facet,) = [facet for facet in page["facets"] if facet["label"] == LABELS[name].label]
    chosen = [link for link in facet["links"] if link.is_chosen]
    labels = [value_label(name, value) for value in dict.fromkeys([one, other])]
    assert [link.label for link in chosen] == labels
    assert [chip["label"] for chip in page["chips"]] == [f"{LABELS[name].label}：{label}" for label in labels]
    for off in (chosen[0].address, page["chips"][0]["address"]):
        left = client.get("/" + off).context
        assert [chip["label"] for chip in left.get("chips", ())] == [chip["label"] for chip in page["chips"][1:]]


def test_conditions_go_together(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    found = client.get("/", {"year": ["2020", "2025"], "kind": "委员提案", "q": "科技"}).context
    assert {document.letter for document in found["found"].documents if not document.is_near} == {
        seeds["000"],
        seeds["001"],
    }
    page = client.get("/", {"year": ["2020", "2025"], "q": "科技"}).content.decode()
    assert page.count('<input type="hidden" name="year"') == 2


def test_what_is_chosen_stays_in_its_facet_where_nothing_has_it(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/", {"q": "科技", "year": "1999"}).context
    (facet,) = [facet for facet in page["facets"] if facet["label"] == "年份"]
    assert [(link.label, link.letters) for link in facet["links"] if link.is_chosen] == [("1999年", 0)]


def test_long_facets_are_folded(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/", {"q": "科技"})
    (topics,) = [facet for facet in page.context["facets"] if facet["label"] == "主题"]
    assert len(topics["links"]) == 8
    counts = [link.letters for link in (*topics["links"], *topics["folded"])]
    assert counts == sorted(counts, reverse=True)
    assert f"更多主题（{len(topics['folded'])}）" in page.content.decode()
    first = topics["folded"][0]
    chosen = client.get("/" + first.address).context["facets"]
    (again,) = [facet for facet in chosen if facet["label"] == "主题"]
    assert (again["links"][0].label, again["links"][0].is_chosen) == (first.label, True)


@pytest.mark.parametrize(
    "wanted", [{"year": ["2025", "x"]}, {"year": ["2025"] * 31}, {"session": ["政协-省-13-3", "?"]}]
)
def test_wrong_values_among_others(client: Client, wanted: dict[str, list[str]]) -> None:
    assert client.get("/", wanted).status_code == 422
    assert client.get("/api/search", wanted).status_code == 422


def test_parameters_are_arrays() -> None:
    parameters = api.get_openapi_schema()["paths"]["/api/search"]["get"]["parameters"]
    kinds = {one["name"]: one["schema"]["type"] for one in parameters if one["name"] in NAMES}
    assert set(kinds.values()) == {"array"}


def test_each_is_a_column_of_the_export(client: Client, values: Properties) -> None:
    answer = client.get("/search/export/", {"q": "2518人", "format": "csv"}).content.decode("utf-8-sig")
    row = next(csv.DictReader(StringIO(answer)))
    assert row["部分"] == value_label("part", "outcomes")
    assert row["发文字号"] == "吉科发成〔2025〕84号"  # of plans, too, so it has a column of its own
    for one in OF_DOCUMENTS:
        if one.name == "doc_number":
            continue
        assert row[LABELS[one.name].label] == "、".join(value_label(one.name, value) for value in values[one.name])


@pytest.mark.parametrize(("office", "expected"), [("成", {"000"}), ("区", {"001"}), ("规划", {"002", "003"})])
def test_offices_of_the_seeds(client: Client, seeds: dict[str, ReplyLetter], office: str, expected: set[str]) -> None:
    found = client.get("/", {"office": office}).context["found"]
    assert {document.letter for document in found.documents} == {seeds[name] for name in expected}


@pytest.mark.usefixtures("stated")
def test_a_page_shows_offices_and_handling_classes(client: Client) -> None:
    page = client.get("/", {"q": "科技"}).content.decode()
    assert "<h2>处室（代字）</h2>" in page
    assert "<h2>办理类别</h2>" in page
    assert "<span>A（已经解决或采纳）</span>" in page


def test_what_no_letter_states_is_no_facet(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.update(doc_number=None, doc_code=None, doc_year=None, doc_serial=None)
    labels = {facet["label"] for facet in client.get("/", {"q": "科技"}).context["facets"]}
    assert not labels & {"处室（代字）", "办理类别"}
