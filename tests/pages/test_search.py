"""The search page, which is the home page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.search_pages.views import search_page
from measures.models import Figure, Indicator, Plan, PlanItem
from measures.records import TopicWords, catch_up_all_checks, save_topic
from measures.records.statements import queue_recheck
from proposals.models import Passage, ReplyLetter, ZeroResultQuery
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/?q=技术经纪人").content.decode()

    assert "<mark>技术经纪人</mark>" in page
    assert f'href="/letters/{seeds["000"].pk}/"' in page
    assert "推动省内高校建设专门的技术转移机构" in page  # the ask that the passage answers


def test_an_empty_base_says_what_to_do(client: Client) -> None:
    assert "库中还没有答复函" in client.get("/").content.decode()


def test_it_tells_what_the_base_holds(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    page = client.get("/").content.decode()

    assert "<dt>答复函</dt><dd>4</dd>" in page
    assert "<dt>逐条建议</dt><dd>17</dd>" in page
    assert "2020–2025" in page
    assert str(plan) in page


@pytest.mark.parametrize(
    ("asked", "seed"),
    [
        ("157", "000"),
        ("157号", "000"),
        ("第157号提案", "000"),
        ("〔2025〕84号", "000"),
        ("吉科发成[2025]84号", "000"),
        ("吉科发成【２０２５】84 号", "000"),
        ("84号", "000"),
        ("11220000013544429K/2020-02403", "001"),
        ("2025年5月27日", "002"),
        ("2025-05-27", "002"),
        ("第53号建议", "003"),
    ],
)
def test_numbers_and_dates_lead_to_their_letter(
    client: Client, seeds: dict[str, ReplyLetter], asked: str, seed: str
) -> None:
    response = client.get("/", {"q": asked})

    assert seeds[seed].get_absolute_url() in [jump.url for jump in response.context["found"].jumps]


@pytest.mark.parametrize("asked", ["wanghongfu", "Wang Hongfu", "WHF", "whf"])
def test_a_name_typed_in_pinyin(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    (jump,) = client.get("/", {"q": asked}).context["found"].jumps
    assert (jump.title, jump.why) == ("王洪福委员", "提出人，按拼音找到")


@pytest.mark.parametrize(
    ("asked", "meant"), [("王红福", "王洪福委员"), ("王洪富", "王洪福委员"), ("李瑞委员", "李锐委员")]
)
def test_a_name_that_nobody_has(client: Client, seeds: dict[str, ReplyLetter], asked: str, meant: str) -> None:
    found = client.get("/", {"q": asked}).context["found"]
    assert [(jump.title, jump.why) for jump in found.jumps if jump.title == meant] == [(meant, "您是不是要找")]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("技术经济人", "技术经纪人"),
        ("概念验正中心 备案", "概念验证中心 备案"),
        ("王洪福 技术经济人", "王洪福 技术经纪人"),
    ],
)
def test_a_word_that_stands_nowhere(client: Client, seeds: dict[str, ReplyLetter], asked: str, meant: str) -> None:
    (jump,) = client.get("/", {"q": asked}).context["found"].jumps
    assert (jump.title, jump.why) == (meant, "您是不是要找")
    assert client.get(jump.url).context["found"].count > 0


@pytest.mark.parametrize("asked", ["量子", "x", "abcdefgh", "赵钱孙李周"])
def test_no_namesake_of_other_words(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    assert client.get("/", {"q": asked}).context["found"].jumps == ()


@pytest.mark.parametrize("asked", ["王洪福", "王洪福委员", "王 洪福"])
def test_names_lead_to_their_delegate(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    (jump,) = client.get("/", {"q": asked}).context["found"].jumps

    assert jump.title == "王洪福委员"
    assert jump.url.startswith("/delegates/")


@pytest.mark.parametrize("asked", ["1928个", "王", "吉科发成〔2025〕840号", "2025年5月28日"])
def test_near_misses_lead_nowhere(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    assert client.get("/", {"q": asked}).context["found"].jumps == ()


def test_a_topic_and_an_indicator_stand_on_top(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    topic = save_topic(TopicWords("技术经纪人", ("技术经理人",), "懂技术也懂市场的人"))
    indicator = Indicator.objects.create(name="技术经纪人数量", unit="人")
    Figure.objects.filter(printed="2518人").update(indicator=indicator)
    queue_recheck([seeds["000"].pk])
    catch_up_all_checks()
    for asked in ("技术经理人", "技术经纪人", "技术经理人 备案"):
        card = client.get("/", {"q": asked}).context["card"]
        assert list(card.topics) == [topic]
    page = client.get("/", {"q": "技术经纪人"})
    (row,) = page.context["card"].indicators
    assert row.latest.printed == "2518人"
    assert indicator.get_absolute_url() in page.content.decode()
    assert client.get("/", {"q": "概念验证"}).context["card"] is None


def test_drafts_are_not_found(client: Client, db: None) -> None:
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    ingest_letter(read_letter(path.name, path.read_bytes()), by=None)

    for asked in ("技术经纪人", "157", "王洪福", "吉科发成〔2025〕84号"):
        found = client.get("/", {"q": asked}).context["found"]
        assert (found.count, found.jumps) == (0, ())


def test_filters_without_words_list_passages(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    found = client.get("/", {"part": "next_steps", "year": "2025"}).context["found"]

    assert {document.letter for document in found.documents} == {seeds["000"], seeds["002"]}
    assert {hit.part for document in found.documents for hit in document.hits} == {"next_steps"}


def test_chips_take_a_filter_off_again(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    response = client.get("/", {"q": "科技", "year": "2025", "kind": "委员提案"})

    assert [chip["label"] for chip in response.context["chips"]] == ["年份：2025年", "种类：委员提案"]
    assert response.context["chips"][0]["address"] == "?" + "&".join(
        f"{name}={quote(value)}" for name, value in (("q", "科技"), ("kind", "委员提案"))
    )


def test_a_session_can_be_chosen(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    response = client.get("/", {"q": "科技", "session": "政协-省-13-3"})

    assert [document.letter for document in response.context["found"].documents] == [seeds["000"]]
    assert "届次：省政协十三届三次会议" in response.content.decode()


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"q": "技" * 10_000}, "检索词太长"),
        ({"q": "技", "year": "去年"}, "整数"),
        ({"q": "技", "part": "nowhere"}, "nowhere"),
        ({"q": "技", "page": "999999999999999999999"}, "100000"),
        ({"q": "技", "session": "'; drop table"}, "有效"),
    ],
)
def test_wrong_parameters_are_named(client: Client, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    "asked", ["OR", "- - -", '"', "(((", "*", "\0", "a\0b", "-科技", "\ud800", "%", "__", "<script>"]
)
def test_odd_questions_do_not_fail(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    response = client.get("/?q=" + quote(asked.encode("utf-8", "surrogatepass")))

    assert response.status_code in (200, 422)
    assert "<script>" not in response.content.decode().split("<main")[1]


def test_a_page_beyond_the_end_says_so(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert "这一页没有内容" in client.get("/", {"q": "科技", "page": "9"}).content.decode()


def test_near_passages_are_named_as_such(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    asked = "怎样完善技术经纪人的培养体系和职称评审"
    page = client.get("/", {"q": asked}).content.decode()

    assert "没有原样出现这些词的段落" in page
    assert "相近的段落" in page


def test_queries_do_not_grow_with_letters(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Noted changes; letters; their answers, proposals, sessions, signatures, delegates; passages and their asks;
    newer figures, discrepancies, targets and promises of the passages."""
    sync_pending()
    with CaptureQueriesContext(connection) as four:
        assert client.get("/", {"q": "科技"}).context["found"].count == 4
    with CaptureQueriesContext(connection) as one:
        assert client.get("/", {"q": "科创专员"}).context["found"].count == 1

    # a longer word may be the name of a topic or an indicator
    assert len(four) <= len(one) <= 15


def bars_of(client: Client, **parameters: object) -> list[tuple[int, int, int, bool]]:
    bars = client.get("/", parameters).context["bars"]
    return [(bar.year, bar.count, bar.height, bar.address is not None) for bar in bars]


def test_years_are_bars_with_the_empty_ones_between(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert bars_of(client, q="科技") == [
        (2020, 1, 50, True),
        (2021, 0, 0, False),
        (2022, 0, 0, False),
        (2023, 0, 0, False),
        (2024, 1, 50, True),
        (2025, 2, 100, True),
    ]


def test_a_bar_leads_to_its_year(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    *_, last = client.get("/", {"q": "科技", "page": 1, "kind": "委员提案"}).context["bars"]
    assert last.address == "?" + "&".join(
        f"{name}={quote(value)}" for name, value in (("q", "科技"), ("kind", "委员提案"), ("year", "2025"))
    )


@pytest.mark.parametrize("parameters", [{"q": "科技", "year": 2025}, {"q": "科创专员"}, {"q": "量子纠缠态"}])
def test_one_year_is_no_histogram(client: Client, seeds: dict[str, ReplyLetter], parameters: dict[str, object]) -> None:
    assert bars_of(client, **parameters) == []


def test_a_misread_year_does_not_draw_a_century(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.filter(pk=seeds["001"].pk).update(written_on="2925-01-01")
    assert [year for year, *_ in bars_of(client, q="科技")] == [2024, 2025, 2925]


def like(client: Client, passage: Passage | PlanItem, key: str, **parameters: object) -> tuple[str, set[str]]:
    """The page of what is near to the passage, and the addresses of its hits."""
    response = client.get("/", {"like": key, **parameters})
    hits = {hit.url for document in response.context["found"].documents for hit in document.hits}
    assert passage.get_absolute_url() not in hits
    return response.content.decode(), hits


def test_passages_near_to_a_passage(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    promised = Passage.objects.get(letter=seeds["000"], part="next_steps", start=_place(seeds["000"], "完善技术经纪人"))
    done = Passage.objects.get(
        letter=seeds["000"], part="outcomes", start=_place(seeds["000"], "技术经纪人(经理人)队伍")
    )
    page, hits = like(client, promised, str(promised.pk))

    assert "与这一段相近" in page
    assert done.get_absolute_url() in hits
    assert 'name="like"' not in page  # words typed now are a question of their own


def test_items_of_a_plan_have_near_passages_too(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    item = next(item for item in plan.items.all() if "概念验证" in item.text or "技术转移机构" in item.text)
    page, hits = like(client, item, f"plan-{item.pk}")
    assert hits
    assert str(plan) in page


def test_near_passages_can_be_narrowed(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    promised = Passage.objects.get(letter=seeds["000"], part="next_steps", start=_place(seeds["000"], "完善技术经纪人"))
    _, hits = like(client, promised, str(promised.pk), part="outcomes")
    assert hits
    assert set(Passage.objects.filter(pk__in=[hit.rpartition("#p")[2] for hit in hits]).values_list("part")) == {
        ("outcomes",)
    }


def test_words_come_before_a_passage(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    passage = Passage.objects.filter(letter=seeds["000"], part="measures").first()
    assert passage is not None
    response = client.get("/", {"q": "科创专员", "like": passage.pk})
    assert response.context["like"] is None
    assert response.context["found"].count == 1


def test_a_passage_of_a_draft_is_not_told(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    passage = Passage.objects.filter(letter=seeds["000"], part="measures").first()
    assert passage is not None
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="draft")
    response = client.get("/", {"like": passage.pk})
    assert response.status_code == 422
    assert "没有这一段" in response.content.decode()
    assert passage.text not in response.content.decode()


def test_every_hit_leads_to_what_is_near_to_it(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    response = client.get("/", {"q": "技术转移机构"})
    page = response.content.decode()
    hits = [hit for document in response.context["found"].documents for hit in document.hits]
    assert {hit.part == "plan" for hit in hits} == {True, False}
    for hit in hits:
        assert f'href="?like={"plan-" if hit.part == "plan" else ""}{hit.id}"' in page


def _place(letter: ReplyLetter, words: str) -> int:
    """Where the passage starts in which the words come first, `2.` before them."""
    return letter.text.index(words) - len("2.")


def test_what_was_not_found_is_counted_once_the_page_has_been_sent(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HttpResponse, "close", lambda page: None)  # it would take the connection with it
    request = RequestFactory().get("/", {"q": "没有这样的词语"})
    request.user = AnonymousUser()
    page = search_page(request)
    assert not ZeroResultQuery.objects.exists()

    page.close()

    assert ZeroResultQuery.objects.get().times == 1
