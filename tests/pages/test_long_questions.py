"""A whole proposal pasted into the search box: kept under an address of its own, answered part by part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from kejiting.search_pages.long_questions import MOST_KEPT, keep
from measures.models import Commitment, Plan, Topic
from measures.records import load_seed_topics
from proposals.models import LongQuestion, ReplyLetter, ZeroResultQuery

pytestmark = pytest.mark.django_db

ASKS = (
    "一、支持大学设立专门的技术转移机构，配备懂技术、懂市场的经纪人员，把技术经理人纳入职称评审，开展系统培训。",
    "二、设立面向高校早期成果的转化基金，由财政出资引导社会资本，对种子期、初创期项目投早投小，支持就地转化。",
    "三、组织渔民发展深海网箱养殖，投放人工鱼礁，保护中华白海豚。",
)
PROPOSAL = "关于推动高校科技成果就地转化的提案\n" + "\n".join(ASKS)
LONG = PROPOSAL + "\n四、" + "加强区域科技创新中心建设。" * 20


def asked(client: Client, text: str, **more: str) -> tuple[str, str]:
    """Where the question leads, and the page there."""
    response = client.post("/asked/", {"q": text, **more}, follow=True)
    assert response.status_code == 200
    ((address, status),) = response.redirect_chain
    assert status == 302
    return address, response.content.decode()


def test_it_works(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    address, page = asked(client, LONG)

    assert address.startswith("/asked/")
    assert "分 5 部分检索" in page
    parts = page.split('class="asked-part"')[1:]
    for place, letter in ((1, "000"), (2, "000")):
        assert f'href="/letters/{seeds[letter].pk}/"' in parts[place]
    assert "库中没有与这一部分相近的段落" in parts[3]


def test_who_comes_without_a_question_may_ask_one(client: Client) -> None:
    """The address of a refused question, typed or loaded again."""
    assert client.get("/asked/").headers["Location"] == "/"
    assert client.put("/asked/").status_code == 405


def test_the_same_text_has_the_same_address(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    addresses = {asked(client, text)[0] for text in (LONG, LONG.replace("\n", "\r\n"), f" {LONG}\n")}
    assert len(addresses) == 1
    assert LongQuestion.objects.get().text == LONG


def test_a_short_one_is_asked_by_its_address(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    address, page = asked(client, "技术经纪人", year="2025")
    assert address == "/?q=%E6%8A%80%E6%9C%AF%E7%BB%8F%E7%BA%AA%E4%BA%BA&year=2025"
    assert "<mark>技术经纪人</mark>" in page
    assert not LongQuestion.objects.exists()


@pytest.mark.parametrize("length", [144, 207, 227, 1000])
def test_so_many_characters_in_the_address_are_met_too(
    client: Client, seeds: dict[str, ReplyLetter], length: int
) -> None:
    page = client.get("/", {"q": (PROPOSAL * 9)[:length]}).content.decode()
    assert f'href="/letters/{seeds["000"].pk}/"' in page
    assert not ZeroResultQuery.objects.exists()


def test_promises_of_the_ask_that_is_met(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    _, page = asked(client, LONG)
    promise = Commitment.objects.get(letter=seeds["000"], wording__contains="技术经纪人激励路径")
    listed = f'<a href="{promise.get_absolute_url()}">{promise.wording}</a>'
    assert listed in page

    Commitment.objects.filter(letter=seeds["000"]).update(state="done")
    assert listed not in client.get(f"/asked/{LongQuestion.objects.get().key}/").content.decode()


def test_topics_of_a_part(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    load_seed_topics()
    topic = Topic.objects.get(name="概念验证中心")
    assert topic.get_absolute_url() not in asked(client, LONG)[1]
    assert topic.get_absolute_url() in asked(client, LONG.replace("人工鱼礁", "人工鱼礁，建设概念验证中心"))[1]


def test_filters_hold(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    address, page = asked(client, LONG, year="2020")
    assert address.endswith("/?year=2020")
    assert f'href="/letters/{seeds["000"].pk}/"' not in page
    assert "年份：2020年" in page


@pytest.mark.parametrize("text", ["长" * 20_001, "含有\0的文字" * 60])
def test_what_cannot_be_asked(client: Client, text: str) -> None:
    response = client.post("/asked/", {"q": text})
    assert response.status_code == 422
    assert not LongQuestion.objects.exists()


@pytest.mark.parametrize("text", ["长" * 20_000, "一、\n" * 5000, "1." * 10_000, "“" * 20_000, "“。" * 10_000])
def test_anything_gets_a_page(client: Client, seeds: dict[str, ReplyLetter], text: str) -> None:
    asked(client, text)


def test_it_takes_the_token(seeds: dict[str, ReplyLetter]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/asked/", {"q": LONG}).status_code == 403
    strict.get("/")
    token = strict.cookies["csrftoken"].value
    assert strict.post("/asked/", {"q": LONG, "csrfmiddlewaretoken": token}).status_code == 302


def test_who_may_not_search_may_not_read_it(client: Client, settings: Settings) -> None:
    address = keep(LONG).get_absolute_url()
    settings.KEJITING_PUBLIC = False
    assert client.get(address).url.startswith("/login/")  # type: ignore[attr-defined]


def test_old_ones_are_swept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = keep("旧的问题"), keep("新的问题")
    LongQuestion.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=91))
    keep("再一个")
    assert set(LongQuestion.objects.values_list("text", flat=True)) == {new.text, "再一个"}
    assert client.get(old.get_absolute_url()).status_code == 404

    monkeypatch.setattr("kejiting.search_pages.long_questions.MOST_KEPT", 1)
    keep("最后一个")
    assert LongQuestion.objects.get().text == "最后一个"
    assert MOST_KEPT > 1


def test_queries_do_not_grow_with_the_parts(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    few, many = (keep(LONG), keep("\n".join(f"{number}.{ASKS[number % 2][2:]}" for number in range(1, 25))))
    client.get(few.get_absolute_url())
    counts = []
    for question in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(question.get_absolute_url())
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 2


def test_the_api(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    answer = client.post("/api/search", {"q": LONG}, content_type="application/json")
    assert answer.status_code == 200
    parts = answer.json()["parts"]
    assert [part["text"] for part in parts][1:4] == list(ASKS)
    first = parts[1]
    assert seeds["000"].pk in [item["letter"]["id"] for item in first["items"] if item["letter"]]
    assert {hit["match"] for item in first["items"] for hit in item["hits"]} == {"near"}
    assert any("技术经纪人" in one["words"] for one in first["commitments"])
    assert parts[3]["items"] == []
    assert not LongQuestion.objects.exists()


@pytest.mark.parametrize("sent", ["{", "q=技术"])
def test_the_api_takes_json(client: Client, sent: str) -> None:
    answer = client.post("/api/search", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["detail"]) == (422, "送来的内容不是有效的 JSON")


@pytest.mark.parametrize("body", [{}, {"q": ""}, {"q": "长" * 20_001}, {"q": "\0"}, [], {"q": 5}])
def test_the_api_refuses(client: Client, body: object) -> None:
    assert client.post("/api/search", body, content_type="application/json").status_code == 422
