"""Opinions in the base: kept apart from answers, counted apart, and gathered beside the asks of their request."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kejiting.desk.lists import rows_of
from kejiting.draft_checks import DraftMemory, read_draft
from kejiting.draft_checks.answers import check_co_units
from kejiting.draft_checks.request import RequestFacts
from kejiting.overview.counts import offices
from kejiting.text.clean import clean
from proposals.models import (
    ActKind,
    CongressSession,
    Delegate,
    OutlineItem,
    Proposal,
    ReplyLetter,
    Request,
    RequestAsk,
    Status,
)
from proposals.models.delegates import count_letters
from proposals.pages.act_changes import changes_between
from proposals.parsing import parse_letter
from proposals.records import Provenance, one_act, restore_act, save_letter, state_after, to_parsed
from proposals.records.opinions import opinions_of, opinions_on
from proposals.records.request_answers import link_request

pytestmark = pytest.mark.django_db

REPLY = """关于省政协十三届三次会议第88号提案的答复
孟书澜委员：
您提出的《关于建设概念验证中心的提案》收悉，现答复如下：
我厅支持建设概念验证中心9家。
东岭省科学技术厅
2025年6月20日
"""
OPINION = """东财教函〔2025〕21号
关于省政协十三届三次会议第88号提案的会办意见
省科技厅：
孟书澜委员提出的《关于建设概念验证中心的提案》收悉，现将我厅会办意见函告如下：
一、关于加大财政资金投入
我厅安排概念验证补助资金3200万元。
二、关于其他
我厅修订了专项资金管理办法。提案第2条建议涉及的用地事项，请自然资源部门研究。
东岭省财政厅
2025年5月12日
"""


def save(text: str, status: Status = Status.PUBLISHED) -> ReplyLetter:
    return save_letter(parse_letter(clean(text)), source=Provenance(text), by=None, status=status)


@pytest.fixture
def opinion(db: None) -> ReplyLetter:
    save(REPLY)
    return save(OPINION)


@pytest.fixture
def request_88(opinion: ReplyLetter) -> Request:
    text = "一、加大财政资金投入力度\n二、保障建设用地\n三、培养技术经理人"
    row = Request.objects.create(
        title="关于建设概念验证中心的提案",
        kind="委员提案",
        session=CongressSession.objects.distinct().get(proposals__letters=opinion),
        number="88",
        text=text,
    )
    places = [(0, 12), (13, 21), (22, len(text))]
    for position, (start, end) in enumerate(places, 1):
        RequestAsk.objects.create(
            request=row, position=position, title=text[start + 2 : end].strip(), start=start, end=end
        )
    link_request(row)
    return row


def test_it_is_kept_with_whom_it_is_sent_to(opinion: ReplyLetter) -> None:
    kept = ReplyLetter.objects.get(pk=opinion.pk)
    assert (kept.document_type, kept.addressee, kept.agency) == ("会办意见", "省科技厅", "东岭省财政厅")
    assert to_parsed(kept).addressee == "省科技厅"
    assert list(ReplyLetter.objects.opinions()) == [opinion]
    assert opinion not in ReplyLetter.objects.replies()


def test_it_is_about_the_proposal_and_no_answer_to_the_delegate(opinion: ReplyLetter) -> None:
    proposal = Proposal.objects.get()
    assert proposal.letters.count() == 2
    delegate = Delegate.objects.get()
    assert (delegate.name, count_letters([delegate])[delegate.pk]) == ("孟书澜", 1)
    ReplyLetter.objects.replies().get().delete()
    assert not Delegate.objects.answered().exists()


def test_an_opinion_that_names_nobody_neither_doubts_nor_takes_away_who_signed(opinion: ReplyLetter) -> None:
    text = (
        OPINION.replace("孟书澜委员提出的", "")
        .replace("东岭省财政厅", "东岭省教育厅")
        .replace("〔2025〕21号", "〔2025〕3号")
    )
    other = save(text)
    assert [problem for problem in other.problems if problem["field"] == "delegates"] == []
    assert [str(one) for one in Proposal.objects.get().delegates.all()] == ["孟书澜委员"]


def test_without_the_title_of_the_proposal_it_is_about_the_same_one(opinion: ReplyLetter) -> None:
    save(OPINION.replace("《关于建设概念验证中心的提案》", "第88号提案").replace("〔2025〕21号", "〔2025〕22号"))
    assert Proposal.objects.count() == 1


def test_pages_and_lists_say_what_it_is(client: Client, opinion: ReplyLetter) -> None:
    said = "会办意见，送省科技厅"
    assert said in client.get(opinion.get_absolute_url()).content.decode()
    assert said in client.get("/letters/").content.decode()
    opinions = client.get("/letters/", {"document_type": "会办意见"}).context["page"].object_list
    replies = client.get("/letters/", {"document_type": "答复"}).context["page"].object_list
    assert (opinions, opinion in replies, len(replies)) == ([opinion], False, 1)
    delegate = Delegate.objects.get()
    assert "共 1 份答复" in client.get(delegate.get_absolute_url()).content.decode()


def test_the_overview_counts_it_apart(opinion: ReplyLetter) -> None:
    counted = [(one.label, one.count) for one in offices(2025)]
    assert counted == [("没有发文字号", 1), ("会办意见", 1)]


def test_the_api_and_the_search_tell_it_apart(client: Client, opinion: ReplyLetter) -> None:
    told = client.get(f"/api/letters/{opinion.pk}").json()
    assert (told["document_type"], told["addressee"]) == ("会办意见", "省科技厅")
    found = client.get("/api/search", {"q": "概念验证", "document_type": "会办意见"}).json()
    assert {item["letter"]["id"] for item in found["items"]} == {opinion.pk}


def test_each_ask_has_what_opinions_say_of_it(
    request_88: Request, opinion: ReplyLetter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        money, land, people = opinions_of(Request.objects.select_related("session").get())
    assert [one.text for one in money.passages] == ["我厅安排概念验证补助资金3200万元。"]
    assert money.passages[0].heading == "加大财政资金投入"
    assert [one.text[:4] for one in land.passages] == ["我厅修订"]
    assert people.passages == ()


def test_what_speaks_of_no_ask_stands_behind_them(request_88: Request) -> None:
    save(
        OPINION.replace("一、关于加大财政资金投入\n", "")
        .replace("二、关于其他\n", "")
        .replace("〔2025〕21号", "〔2025〕9号")
    )
    *_, rest = opinions_of(request_88)
    assert rest.ask is None
    assert [one.text for one in rest.passages] == ["我厅安排概念验证补助资金3200万元。"]


def test_whoever_answers_reads_them_beside_the_ask_and_quotes_them(
    editor_client: Client, request_88: Request, opinion: ReplyLetter
) -> None:
    said = "我厅安排概念验证补助资金3200万元。"
    money, _, people = request_88.asks.all()
    page = editor_client.get(request_88.get_absolute_url()).content.decode()
    assert said in page[page.index('id="opinions"') :]
    outline = reverse("outline", args=[request_88.pk])
    assert said in editor_client.get(outline, {"ask": money.pk}).content.decode()
    assert 'id="opinions"' not in editor_client.get(outline, {"ask": people.pk}).content.decode()
    passage = next(one for one in opinion.passages.all() if one.text == said)
    editor_client.post(outline, {"action": f"pick:{passage.pk}", "ask": money.pk, "version": 1})
    item = OutlineItem.objects.get()
    assert (item.text, item.ask, item.citation[:14]) == (said, money, "东财教函〔2025〕21号，")


def test_an_opinion_that_is_not_published_is_read_but_not_quoted(editor_client: Client, request_88: Request) -> None:
    save(OPINION.replace("〔2025〕21号", "〔2025〕10号").replace("3200", "3300"), Status.DRAFT)
    page = editor_client.get(reverse("outline", args=[request_88.pk])).content.decode()
    assert "3300万元" in page
    assert "发布以后才能引用" in page


@pytest.mark.parametrize(("role", "is_answered"), [("lead", False), ("shared", False), ("support", True)])
def test_only_what_we_help_with_is_answered_by_an_opinion(request_88: Request, role: str, is_answered: bool) -> None:
    ReplyLetter.objects.replies().filter(requests=request_88).delete()
    Request.objects.filter(pk=request_88.pk).update(role=role)
    assert Request.objects.answered().exists() is is_answered
    assert Request.objects.unanswered().exists() is not is_answered
    assert [row.is_answered for row in rows_of([request_88.pk])] == [is_answered]


def test_opinions_that_only_arrived_are_none_yet(request_88: Request) -> None:
    save(OPINION.replace("〔2025〕21号", "〔2025〕10号"), Status.ARRIVED)
    assert opinions_on(request_88).count() == 1


@pytest.mark.parametrize(
    ("body", "co_units", "said"),
    [
        ("我厅支持建设9家。", (), ["库中有“东岭省财政厅”的会办意见，稿中没有提到这个单位"]),
        ("我厅支持建设9家。", ("省财政厅",), ["会办单位“省财政厅”在稿中没有提到，它的会办意见在库中"]),
        ("我厅会同省财政厅支持建设9家。", ("省财政厅",), []),
    ],
)
def test_a_draft_that_says_nothing_of_an_opinion_is_told(
    opinion: ReplyLetter, body: str, co_units: tuple[str, ...], said: list[str]
) -> None:
    draft = read_draft("稿.txt", REPLY.replace("我厅支持建设概念验证中心9家。", body).encode())
    found = list(check_co_units(draft, DraftMemory(draft, request=RequestFacts(co_units=co_units))))
    assert [one.message for one in found] == said
    assert all(one.against and one.against.url == opinion.get_absolute_url() for one in found)


def test_a_draft_that_is_an_opinion_need_not_name_the_other_units(opinion: ReplyLetter) -> None:
    draft = read_draft("稿.txt", OPINION.replace("东岭省财政厅", "东岭省教育厅").encode())
    assert list(check_co_units(draft, DraftMemory(draft))) == []


@pytest.mark.parametrize("is_opinion", [True, False])
def test_what_it_was_before_can_be_restored(opinion: ReplyLetter, editor: User, is_opinion: bool) -> None:
    """An answer's state is as before there were opinions: it names neither type nor addressee."""
    letter = opinion if is_opinion else ReplyLetter.objects.replies().get(answers__proposal__letters=opinion)
    before = (letter.document_type, letter.addressee)
    with one_act(letter, ActKind.CORRECTED, by=editor):
        letter.document_type, letter.addressee = ("答复", None) if is_opinion else ("会办意见", "省财政厅")
        letter.save()
    former, last = letter.acts.order_by("pk")
    assert ("document_type" in former.state.content) is is_opinion
    changed = {field.label for field in changes_between(state_after(former), state_after(last))}
    assert changed == {"文种", "主送单位"}

    restore_act(letter, former.pk, by=editor)
    letter.refresh_from_db()
    assert (letter.document_type, letter.addressee) == before


def test_without_a_title_its_name_says_what_it_is(opinion: ReplyLetter) -> None:
    other = save(OPINION.replace("关于省政协十三届三次会议第88号提案的会办意见\n", "").replace("21号", "23号"))
    assert str(ReplyLetter.objects.get(pk=other.pk)) == "对孟书澜委员《关于建设概念验证中心的提案》的会办意见"


def test_the_start_page_counts_it_apart(client: Client, opinion: ReplyLetter) -> None:
    holds = client.get("/").context["holds"]
    assert (holds["letters"], holds["opinions"]) == (1, 1)
    assert opinion not in holds["newest"]
