"""关注: what is followed, what is told of it, to whom, and what tells nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejiting.following import events, records
from kejiting.following.news import newest_news
from kejiting.indexing import sync
from kejiting.models import Follow, FollowKind
from measures.models import Commitment, CommitmentState, Figure, Indicator, Topic
from measures.records import dismiss_commitment, take_step
from proposals.models import Delegate, ReplyLetter, Status, Synonym
from proposals.records import delete_letter, set_status
from proposals.records.reread import reread_letter
from tests.following.conftest import LETTER, Arrive

pytestmark = pytest.mark.django_db
FOLLOWING = "/following/"


def press(client: Client, kind: str, subject: object, action: str = "follow", **more: object) -> str:
    """Press the button; what the page then says."""
    page = client.post(FOLLOWING, {"kind": kind, "subject": subject, "action": action, **more}, follow=True)
    return " ".join(map(str, page.context["messages"]))


def titles(person: User) -> list[str]:
    return [news.key for news in newest_news(person)]


def letter_key(letter: ReplyLetter) -> str:
    return f"letter:{letter.pk}"


def test_it_works(reader: User, reader_client: Client, delegate: Delegate, arrive: Arrive) -> None:
    assert "已关注提出人“王洪福委员”" in press(reader_client, "delegate", delegate.pk)
    assert titles(reader) == []

    letter = arrive()
    (news,) = newest_news(reader)

    assert (news.key, news.url) == (letter_key(letter), letter.get_absolute_url())
    assert news.detail == "新的答复：吉科发成〔2026〕901号，2026年11月20日"
    assert [subject.name for subject in news.follows] == ["王洪福委员"]
    home = reader_client.get("/").content.decode()
    assert "我关注的" in home
    assert letter.get_absolute_url() in home
    assert letter.get_absolute_url() in reader_client.get(FOLLOWING).content.decode()


def subject_of(kind: FollowKind, letter: ReplyLetter, editor: User) -> object:
    """Something of the kind that the letter tells of; what people have to do for it is done."""
    match kind:
        case FollowKind.DELEGATE:
            return Delegate.objects.get(name="王洪福").pk
        case FollowKind.TOPIC:
            topic = letter.mentions.order_by("start")[0].topic
            assert topic is not None
            return topic.pk
        case FollowKind.INDICATOR:
            indicator = Indicator.objects.create(name="概念验证中心", unit="家")
            now = timezone.now()
            figure = Figure.objects.filter(letter=letter).order_by("pk")[0]
            Figure.objects.filter(pk=figure.pk).update(indicator=indicator, assigned_at=now, assigned_by=editor)
            return indicator.pk
        case FollowKind.SEARCH:
            return "q=%E6%A6%82%E5%BF%B5%E9%AA%8C%E8%AF%81%E4%B8%AD%E5%BF%83&year=2026"
    raise AssertionError(kind)


OF_LETTERS = [FollowKind.DELEGATE, FollowKind.TOPIC, FollowKind.INDICATOR, FollowKind.SEARCH]


def followed_before(person: User, kind: FollowKind, subject: object) -> None:
    records.follow(person, kind, str(subject))
    Follow.objects.update(since=timezone.now() - timedelta(days=30))


@pytest.mark.parametrize("kind", OF_LETTERS)
def test_each_kind_is_told_of_a_new_letter_once(
    kind: FollowKind, reader: User, editor: User, topics: None, arrive: Arrive
) -> None:
    letter = arrive()
    followed_before(reader, kind, subject_of(kind, letter, editor))
    assert titles(reader) == [letter_key(letter)]
    (first,) = newest_news(reader)

    reread_letter(letter, by=editor)
    set_status(letter, Status.WITHDRAWN, reason="误发")
    assert titles(reader) == []
    set_status(letter, Status.PUBLISHED)
    assert newest_news(reader) == [first]

    delete_letter(letter)
    assert titles(reader) == []


@pytest.mark.parametrize("kind", OF_LETTERS)
@pytest.mark.parametrize(
    "change",
    [
        {"is_news": False},
        {"first_published_at": timezone.now() - timedelta(days=91)},
        {"status": Status.DRAFT},
        {"status": Status.ARRIVED},
    ],
)
def test_what_tells_nothing(
    kind: FollowKind, change: dict[str, object], reader: User, editor: User, topics: None, arrive: Arrive
) -> None:
    letter = arrive()
    followed_before(reader, kind, subject_of(kind, letter, editor))
    Follow.objects.update(since=timezone.now() - timedelta(days=400))
    ReplyLetter.objects.filter(pk=letter.pk).update(**change)

    assert titles(reader) == []


@pytest.mark.parametrize("kind", OF_LETTERS)
def test_what_was_there_before_is_no_news(
    kind: FollowKind, reader: User, editor: User, topics: None, arrive: Arrive
) -> None:
    records.follow(reader, kind, str(subject_of(kind, arrive(), editor)))

    assert titles(reader) == []


def test_the_seeds_that_a_start_reads_are_no_news(reader: User, seeds: dict[str, ReplyLetter]) -> None:
    followed_before(reader, FollowKind.SEARCH, "q=%E6%8A%80%E6%9C%AF")

    assert titles(reader) == []


def test_a_figure_assigned_later_tells_then(reader: User, editor: User, arrive: Arrive) -> None:
    letter = arrive()
    ReplyLetter.objects.update(first_published_at=timezone.now() - timedelta(days=20))
    followed_before(reader, FollowKind.INDICATOR, subject_of(FollowKind.INDICATOR, letter, editor))
    Follow.objects.update(since=timezone.now() - timedelta(days=1))

    (news,) = newest_news(reader)
    assert timezone.now() - news.at < timedelta(minutes=1)


def test_a_letter_that_two_things_tell_of_is_told_once(
    reader: User, delegate: Delegate, topics: None, arrive: Arrive
) -> None:
    records.follow(reader, FollowKind.DELEGATE, str(delegate.pk))
    records.follow(reader, FollowKind.SEARCH, "q=%E6%A6%82%E5%BF%B5%E9%AA%8C%E8%AF%81")
    arrive()

    (news,) = newest_news(reader)
    assert [subject.name for subject in news.follows] == ["王洪福委员", "概念验证"]


def test_a_promise_tells_what_people_found_of_it(reader: User, editor: User, arrive: Arrive) -> None:
    promise = Commitment.objects.filter(letter=arrive())[0]
    records.follow(reader, FollowKind.COMMITMENT, str(promise.pk))
    hidden = arrive(LETTER.replace("901", "902"))
    passage = hidden.passages.all()[0]
    take_step(promise, CommitmentState.UNDER_WAY, expected_version=0, by=editor, evidence=None, reason="已开工")
    dismiss_commitment(promise, reason="只是设想", expected_version=1, by=editor)

    assert [news.detail for news in newest_news(reader)] == ["承诺的认定：认定不是承诺", "承诺的进展：有进展"]

    promise.steps.model.objects.all()._raw_delete("default")
    take_step_row(promise, passage, editor)
    assert f"，佐证：{CITED}" in " ".join(news.detail for news in newest_news(reader))
    set_status(hidden, Status.WITHDRAWN, reason="误发")
    assert CITED not in " ".join(news.detail for news in newest_news(reader))
    set_status(promise.letter, Status.WITHDRAWN, reason="误发")
    assert newest_news(reader) == []


CITED = "吉科发成〔2026〕902号"


def take_step_row(promise: Commitment, passage: Any, editor: User) -> None:
    promise.steps.create(state="done", evidence=passage, quoted=passage.text, cited=CITED, by=editor)


def test_a_search_is_answered_with_its_filters_and_other_wordings(reader: User, arrive: Arrive, topics: None) -> None:
    Synonym.objects.create(word="验证平台", other="概念验证中心")
    for subject in ("q=%E9%AA%8C%E8%AF%81%E5%B9%B3%E5%8F%B0", "year=2026", "year=2025",
                    "q=%E9%AA%8C%E8%AF%81%E5%B9%B3%E5%8F%B0&synonyms=off"):  # fmt: skip
        records.follow(reader, FollowKind.SEARCH, subject)
    arrive()

    (news,) = newest_news(reader)
    assert [subject.name for subject in news.follows] == ["验证平台", "年份：2026年"]


def test_without_an_index_searches_wait(
    reader: User, reader_client: Client, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.follow(reader, FollowKind.SEARCH, "year=2026")
    arrive()
    monkeypatch.setattr(sync, "stand", lambda: sync.SyncState.BEHIND)

    assert titles(reader) == []
    assert "检索目录正在重建" in reader_client.get(FOLLOWING).content.decode()


BAD = [
    ("delegate", "999999"),
    ("delegate", "9" * 30),
    ("delegate", "-1"),
    ("delegate", "٣"),
    ("topic", "abc"),
    ("search", ""),
    ("search", "like=5"),
    ("search", "year=abc"),
    ("search", "q=x&page=2"),
    ("search", "q=" + "x" * 1999),
    ("search", "\x00"),
    ("letter", "1"),
]


@pytest.mark.parametrize(("kind", "subject"), BAD)
def test_what_is_not_there_is_not_followed(reader_client: Client, seeds: object, kind: str, subject: str) -> None:
    assert press(reader_client, kind, subject)
    assert not Follow.objects.exists()


def test_what_a_person_may_not_see_is_not_followed(reader: User, editor: User, arrive: Arrive) -> None:
    promise = Commitment.objects.filter(letter=arrive(status=Status.DRAFT))[0]
    with pytest.raises(records.ActionError):
        records.follow(reader, FollowKind.COMMITMENT, str(promise.pk))

    assert records.follow(editor, FollowKind.COMMITMENT, str(promise.pk)).url == promise.get_absolute_url()


def test_it_is_followed_once_and_taken_back(reader: User, reader_client: Client, delegate: Delegate) -> None:
    page = f"/delegates/{delegate.pk}/"
    assert "取消关注" not in reader_client.get(page).content.decode()
    for _ in range(2):
        press(reader_client, "delegate", delegate.pk, next=page)
    assert Follow.objects.count() == 1
    assert "取消关注" in reader_client.get(page).content.decode()

    Delegate.objects.filter(pk=delegate.pk).update(name="改名")
    for _ in range(2):
        assert press(reader_client, "delegate", delegate.pk, "unfollow") == "已取消关注。"
    assert not Follow.objects.exists()


def test_what_is_gone_can_be_taken_from_the_list(reader: User, reader_client: Client, topics: None) -> None:
    topic = Topic.objects.create(name="某个主题")
    records.follow(reader, FollowKind.TOPIC, str(topic.pk))
    Topic.objects.all().delete()

    assert "已经不在库中" in reader_client.get(FOLLOWING).content.decode()
    press(reader_client, "topic", topic.pk, "unfollow")
    assert not Follow.objects.exists()


def test_so_many_are_followed_and_no_more(
    reader: User, reader_client: Client, delegate: Delegate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MOST_FOLLOWED", 1)
    press(reader_client, "search", "year=2025")

    assert "请先在“我的关注”里取消一些" in press(reader_client, "delegate", delegate.pk)
    assert "已关注检索“年份：2025年”" in press(reader_client, "search", "year=2025")


def test_the_button_leads_back(reader_client: Client, delegate: Delegate) -> None:
    for back, leads_to in (("/topics/?page=2", "/topics/?page=2"), ("https://example.com/", FOLLOWING)):
        asked = {"kind": "delegate", "subject": delegate.pk, "action": "follow", "next": back}
        assert reader_client.post(FOLLOWING, asked)["Location"] == leads_to


def test_the_search_page_has_the_button(client: Client, reader_client: Client, seeds: object) -> None:
    asked = "/?q=%E6%8A%80%E6%9C%AF%E7%BB%8F%E7%BA%AA%E4%BA%BA&sort=date&year=2025"
    assert 'value="follow"' not in client.get(asked).content.decode()
    page = reader_client.get(asked)
    assert page.context["followed"] == "q=%E6%8A%80%E6%9C%AF%E7%BB%8F%E7%BA%AA%E4%BA%BA&year=2025"

    said = press(reader_client, "search", page.context["followed"])
    assert said.startswith("已关注检索“技术经纪人，年份：2025年”")
    assert "取消关注" in reader_client.get(asked).content.decode()


def test_who_is_not_logged_in_follows_nothing(client: Client, delegate: Delegate) -> None:
    asked = {"kind": "delegate", "subject": delegate.pk, "action": "follow"}
    assert client.post(FOLLOWING, asked)["Location"].startswith("/login/")
    assert client.get(FOLLOWING)["Location"].startswith("/login/")
    assert not Follow.objects.exists()


def test_the_queries_do_not_grow(
    reader: User, reader_client: Client, delegate: Delegate, topics: None, arrive: Arrive
) -> None:
    def follow(delegates: int) -> None:
        for number in range(delegates):
            text = LETTER.replace("901", str(910 + number)).replace("王洪福", f"王洪{'甲乙丙丁戊'[number]}")
            letter = arrive(text)
            for signed in Delegate.objects.filter(proposals__letters=letter):
                records.follow(reader, FollowKind.DELEGATE, str(signed.pk))
            records.follow(reader, FollowKind.TOPIC, str(Topic.objects.all()[number].pk))
            records.follow(reader, FollowKind.SEARCH, f"q={number}")
            records.follow(reader, FollowKind.COMMITMENT, str(Commitment.objects.filter(letter=letter)[0].pk))
        Follow.objects.update(since=timezone.now() - timedelta(days=3))
        newest_news(reader)

    follow(2)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert newest_news(reader)
            assert reader_client.get(FOLLOWING).status_code == 200
        counts.append(len(queries))
        follow(5)
    assert counts[0] == counts[1]


def test_only_the_newest_letters_are_looked_at(
    reader: User, delegate: Delegate, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.follow(reader, FollowKind.DELEGATE, str(delegate.pk))
    arrive()
    newest = arrive(LETTER.replace("901", "902"))
    monkeypatch.setattr(events, "MOST_LETTERS", 1)

    assert titles(reader) == [letter_key(newest)]
    assert newest_news(reader, 0) == []
