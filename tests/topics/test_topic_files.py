"""Topics as files, and in the API."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from measures.models import Mention, Plan, Topic
from measures.quotations import files
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
Topics = dict[str, Topic]


def lines(client: Client, **parameters: object) -> list[dict[str, str]]:
    response = client.get("/topics/export/", {"format": "csv", **parameters})
    assert response.status_code == 200, response.content.decode()
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_a_line_for_each_passage_and_item(client: Client, topics: Topics, seeds: Seeds, plan: Plan) -> None:
    topic = topics["吉林省科技大市场"]
    found = lines(client, topic=topic.pk)
    mentions = Mention.objects.filter(topic=topic)

    assert len(found) == mentions.values("passage", "item").distinct().count()
    assert {line["主题"] for line in found} == {"吉林省科技大市场"}
    assert all(any(word in "".join(line["原文"].split()) for word in line["写法"].split("、")) for line in found)
    assert found[0]["出处"].startswith("吉科发成〔2025〕84号，2025年6月18日")
    assert found[-1]["文件"] == str(plan)


def test_all_topics_at_once(client: Client, topics: Topics, seeds: Seeds) -> None:
    found = lines(client)
    passages = Mention.objects.values("topic", "passage").distinct().count()

    assert len(found) == passages > 100


def test_files_are_bounded_and_say_so(
    client: Client, topics: Topics, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    *found, last = lines(client)

    assert len(found) == 3
    assert last["主题"].startswith("以上是前 3 行，其余没有导出")


def test_a_spreadsheet(client: Client, topics: Topics, seeds: Seeds) -> None:
    response = client.get("/topics/export/", {"format": "xlsx", "topic": topics["科创专员"].pk})

    assert response.content[:2] == b"PK"
    assert "%E4%B8%BB%E9%A2%98" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(("parameters", "sentence"), [({}, "请选择导出的格式"), ({"format": "pdf"}, "pdf")])
def test_what_cannot_be_exported_is_refused(client: Client, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/topics/export/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_api_gives_places_in_the_text(client: Client, topics: Topics, seeds: Seeds, plan: Plan) -> None:
    topic = topics["吉林省科技大市场"]
    answer = client.get(f"/api/topics/{topic.pk}", {"size": 200}).json()
    texts = {letter.pk: letter.public_text for letter in seeds.values()}

    assert answer["count"] == len(answer["mentions"]) == Mention.objects.filter(topic=topic).count()
    for place in answer["mentions"]:
        text = texts[place["letter"]["id"]] if place["letter"] else plan.text
        assert text[place["start"] : place["end"]] == place["words"]
    assert answer["mentions"][0]["letter"]["doc_number"] == "吉科发成〔2025〕84号"
    assert answer["mentions"][-1]["plan"] == {"id": plan.pk, "title": plan.title, "issued_on": "2016-10-31"}


def test_what_had_been_said_by_a_day(client: Client, topics: Topics, seeds: Seeds) -> None:
    topic = topics["技术经纪人"]
    by_then = client.get(f"/api/topics/{topic.pk}", {"as_of": "2024-12-31", "size": 200}).json()
    listed = client.get("/api/topics", {"as_of": "2024-12-31", "q": "技术经理人"}).json()

    assert {place["letter"]["written_on"][:4] for place in by_then["mentions"]} == {"2020"}
    assert [(row["name"], row["letters"]) for row in listed["items"]] == [("技术经纪人", 1)]


def test_the_api_lists_topics(client: Client, topics: Topics, seeds: Seeds) -> None:
    answer = client.get("/api/topics", {"size": 3}).json()

    assert answer["count"] == len(topics)
    assert len(answer["items"]) == 3
    assert answer["items"][0]["letters"] == 3
    assert client.get("/api/topics/999999").status_code == 404
    assert "2024-12-31" in client.get("/api/topics", {"as_of": "去年"}).json()["detail"]
