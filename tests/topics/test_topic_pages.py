"""The pages of topics."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.models import Commitment, Figure, Mention, Plan, Topic
from measures.records import TopicWords, following, save_topic
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
Topics = dict[str, Topic]


def content(client: Client, address: str, **parameters: object) -> str:
    response = client.get(address, parameters)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_the_list_counts_letters_and_passages(client: Client, topics: Topics, seeds: Seeds) -> None:
    rows = list(client.get("/topics/", {"sort": "letters"}).context["page"])
    counts = [(row.letters, row.passages) for row in rows]
    first = Mention.objects.filter(topic=rows[0].topic, letter__isnull=False)

    assert counts == sorted(counts, reverse=True)
    assert rows[0].letters == first.values("letter").distinct().count() == 3
    assert rows[0].passages == first.values("passage").distinct().count()


def test_the_list_stands_by_pinyin(client: Client, topics: Topics, seeds: Seeds) -> None:
    rows = [row.topic for row in client.get("/topics/").context["page"]]
    letter = rows[0].pinyin[0]

    assert [topic.pinyin for topic in rows] == sorted(topic.pinyin for topic in rows)
    assert {row.topic.pinyin[0] for row in client.get("/topics/", {"letter": letter}).context["page"]} == {letter}


def test_the_list_is_searched_by_every_name(client: Client, topics: Topics) -> None:
    rows = client.get("/topics/", {"q": "科創副總"}).context["page"]

    assert [row.topic.name for row in rows] == ["科创专员"]
    assert "没有名称里有“没有的”的主题" in content(client, "/topics/", q="没有的")


def test_an_empty_list_says_what_to_do(client: Client, editor_client: Client) -> None:
    assert "请编辑登录后新增" in content(client, "/topics/")
    assert "/topics/new/" in content(editor_client, "/topics/")


def test_a_topic_says_what_plans_and_letters_say(client: Client, topics: Topics, seeds: Seeds, plan: Plan) -> None:
    topic = topics["吉林省科技大市场"]
    response = client.get(topic.get_absolute_url())
    page = response.content.decode()

    assert "<mark>吉林省科技大市场</mark>" in page
    assert response.context["plans"][0].owner == plan
    quoted = response.context["letters"]
    assert [one.owner.written_on for one in quoted] == sorted((one.owner.written_on for one in quoted), reverse=True)
    sources = [quotation.source for one in quoted for quotation in one.quotations]
    assert any("吉科发成〔2025〕84号，2025年6月18日" in source for source in sources)
    assert f'class="part part-{quoted[0].quotations[0].part}"' in page
    for one in quoted:
        for quotation in one.quotations:
            assert quotation.text in one.owner.public_text
            assert quotation.marks


def test_a_year_narrows(client: Client, topics: Topics, seeds: Seeds) -> None:
    address = topics["技术经纪人"].get_absolute_url()
    response = client.get(address, {"year": "2020"})

    assert {one.owner.written_on.year for one in response.context["letters"]} == {2020}
    assert dict(response.context["years"])[2020] == 1
    for year in ("1666", "去年"):
        refused = client.get(address, {"year": year})
        assert refused.status_code == 422
        assert "四位数字，如 2024" in refused.content.decode()
    assert "四位数字" not in response.content.decode()


def test_figures_and_promises_are_those_of_its_passages(client: Client, topics: Topics, seeds: Seeds) -> None:
    topic = topics["科创专员"]
    context = client.get(topic.get_absolute_url()).context
    passages = set(Mention.objects.filter(topic=topic, passage__isnull=False).values_list("passage", flat=True))

    figures = Figure.objects.filter(passage__in=passages)
    commitments = Commitment.objects.filter(passage__in=passages)
    assert {figure.pk for figure, _ in context["figures"]} == set(figures.values_list("pk", flat=True)) != set()
    assert {one.pk for one, _ in context["commitments"]} == set(commitments.values_list("pk", flat=True)) != set()


def test_what_is_left_out_is_said_to_stand_in_the_letters(
    client: Client, topics: Topics, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("measures.topics.views.MOST_FIGURES", 1)
    monkeypatch.setattr("measures.topics.views.MOST_PROMISES", 1)
    pages = [content(client, topics[name].get_absolute_url()) for name in ("科创专员", "职务科技成果改革")]

    assert any("本页答复函里的前 1 个" in page for page in pages)
    assert any("本页答复函里的前 1 项" in page for page in pages)
    assert all("选年份或者翻页" in page for page in pages)


def test_promises_show_their_state(client: Client, topics: Topics, seeds: Seeds) -> None:
    assert "待落实" in content(client, topics["科创专员"].get_absolute_url())


def test_related_topics_stand_in_the_same_passages(client: Client, topics: Topics, seeds: Seeds) -> None:
    related = client.get(topics["概念验证中心"].get_absolute_url()).context["related"]

    assert "科技成果转化中试中心" in [topic.name for topic, _ in related]
    assert "概念验证中心" not in [topic.name for topic, _ in related]


def test_drafts_are_not_shown(editor_client: Client, topics: Topics, seeds: Seeds) -> None:
    ReplyLetter.objects.update(status="draft")
    response = editor_client.get(topics["技术经纪人"].get_absolute_url())

    assert not response.context["letters"]
    assert not response.context["figures"]
    assert not response.context["commitments"]
    assert all(row.letters == 0 for row in editor_client.get("/topics/").context["page"])


def test_contacts_are_never_shown(client: Client, topics: Topics, editor_client: Client) -> None:
    (path,) = (FIXTURES / "letters").glob("000*")
    text = path.read_text(encoding="utf-8").replace("科创专员", "科创专员（联系人：陆言，13800000000）", 1)
    ingest_letter(read_letter("contact.txt", text.encode()), by=None, publish=True)
    for topic in Topic.objects.filter(mentions__isnull=False).distinct():
        for address in (topic.get_absolute_url(), f"/topics/export/?topic={topic.pk}&format=csv"):
            assert "13800000000" not in content(editor_client, address)
        assert "13800000000" not in content(client, f"/api/topics/{topic.pk}")


def test_queries_do_not_grow_with_letters(client: Client, topics: Topics, seeds: Seeds, plan: Plan) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    many, few = topics["技术经纪人"], topics["吉林省科技大市场"]
    assert queries(many.get_absolute_url()) == queries(few.get_absolute_url()) <= 33
    assert queries("/topics/") <= 8


def test_a_large_base_is_read_aside_and_says_so(
    client: Client, topics: Topics, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(following, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(following, "run_in_background", started.append)
    topics["科创专员"].names.all().delete()

    assert "正在重新查找" in content(client, "/topics/")
    assert "正在重新查找" in content(client, topics["科创专员"].get_absolute_url())
    assert started == ["refresh_ledgers"] * 2


def test_a_small_base_is_read_at_once(client: Client, topics: Topics, seeds: Seeds) -> None:
    topics["科创专员"].names.all().delete()

    assert "正在重新查找" not in content(client, "/topics/")
    assert not Mention.objects.filter(topic=topics["科创专员"]).exists()


def edit(client: Client, address: str, **said: object) -> Any:
    return client.post(address, {"name": "科创专员", "aliases": "", "what": "", **said})


def test_editors_change_names_and_the_pages_follow(editor_client: Client, topics: Topics, seeds: Seeds) -> None:
    topic = topics["科创专员"]
    before = editor_client.get(topic.get_absolute_url()).context["letters"]
    answer = edit(
        editor_client, f"{topic.get_absolute_url()}edit/", name="科创专员队伍", aliases="经纪人才\n", expected_version=1
    )

    assert answer.status_code == 302
    after = editor_client.get(topic.get_absolute_url())
    assert after.context["topic"].name == "科创专员队伍"
    assert after.context["letters"] != before
    changes = editor_client.get(f"{topic.get_absolute_url()}history/").content.decode()
    for words in ("<span>编辑</span>", "科创专员队伍</ins", "经纪人才</ins"):
        assert words in changes


def test_editors_make_and_delete_topics(editor_client: Client, topics: Topics, seeds: Seeds) -> None:
    answer = edit(editor_client, "/topics/new/", name="吉林大学")
    topic = Topic.objects.get(name="吉林大学")
    assert answer.url == topic.get_absolute_url()
    assert editor_client.get(answer.url).context["letters"]

    answer = editor_client.post(f"{answer.url}edit/", {"action": "delete", "expected_version": 1}, follow=True)
    assert "已删除主题“吉林大学”" in answer.content.decode()
    assert not Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"aliases": "技术经理人"}, "“技术经理人”已是主题“技术经纪人”的名称"),
        ({"name": ""}, "请填写名称"),
        ({"expected_version": 0}, "别人刚刚改过这个主题"),
        ({"expected_version": "x"}, "请刷新以后再改"),
        ({"name": "科\0创"}, "空"),
    ],
)
def test_what_cannot_be_saved_is_said(
    editor_client: Client, topics: Topics, said: dict[str, object], sentence: str
) -> None:
    answer = edit(editor_client, f"{topics['科创专员'].get_absolute_url()}edit/", **{"expected_version": 1, **said})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    # what it is now is shown to whom another has overtaken, and to nobody else
    assert ("这个主题现在的名称" in answer.content.decode()) == (said.get("expected_version") == 0)
    assert Topic.objects.get(pk=topics["科创专员"].pk).version == 1


def test_who_is_told_of_another_change_sees_it_and_can_save(editor_client: Client, topics: Topics) -> None:
    topic = topics["科创专员"]
    address = f"{topic.get_absolute_url()}edit/"
    edit(editor_client, address, aliases="科技副总", what="选派到企业", expected_version=1)
    told = edit(editor_client, address, aliases="产业副总", expected_version=1)

    assert told.status_code == 422
    for words in ("别人刚刚改过这个主题", "也写作 科技副总", "选派到企业", "产业副总</textarea>"):
        assert words in told.content.decode()
    seen = told.context["form"]["expected_version"].value()
    assert f'name="expected_version" value="{seen}"' in told.content.decode()
    assert edit(editor_client, address, aliases="产业副总", expected_version=seen).status_code == 302
    assert Topic.objects.get(pk=topic.pk).aliases == ["产业副总"]


def test_a_topic_that_goes_while_it_is_saved_leads_to_the_list(
    editor_client: Client, topics: Topics, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(words: TopicWords, *, topic: Topic, by: User, expected_version: int) -> Topic:
        Topic.objects.filter(pk=topic.pk).delete()
        return save_topic(words, topic=topic, by=by, expected_version=expected_version)

    monkeypatch.setattr("measures.topics.editing.save_topic", too_late)
    address = f"{topics['科创专员'].get_absolute_url()}edit/"
    response = editor_client.post(address, {"name": "科创专员", "expected_version": 1}, follow=True)

    assert response.redirect_chain == [("/topics/", 302)]
    assert "别人刚刚删除了这个主题" in response.content.decode()


def test_pages_may_be_asked_for_their_heads(editor_client: Client, topics: Topics) -> None:
    for address in ("/topics/new/", f"{topics['科创专员'].get_absolute_url()}edit/"):
        assert editor_client.head(address).status_code == 200


@pytest.mark.parametrize("seen", ["", "0", "x", "9" * 30])
def test_a_topic_that_changed_is_not_deleted(editor_client: Client, topics: Topics, seen: str) -> None:
    address = f"{topics['科创专员'].get_absolute_url()}edit/"
    answer = editor_client.post(address, {"action": "delete", "expected_version": seen}, follow=True)

    assert "别人刚刚改过这个主题" in answer.content.decode()
    assert Topic.objects.filter(name="科创专员").exists()


def test_readers_change_nothing(reader_client: Client, topics: Topics) -> None:
    address = f"{topics['科创专员'].get_absolute_url()}edit/"

    assert edit(reader_client, address, expected_version=1).status_code == 403
    assert reader_client.get("/topics/new/").status_code == 403
    assert reader_client.post(address, {"action": "delete", "expected_version": 1}).status_code == 403
    assert "/edit/" not in content(reader_client, topics["科创专员"].get_absolute_url())


@pytest.mark.parametrize("address", ["/topics/0/", "/topics/99999999999999999999/", "/topics/99/edit/x/"])
def test_unknown_topics_are_not_there(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404
