"""The Atom feed of what a person follows: valid, by its key alone, the same as long as nothing is new."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from lxml import etree
from pytest_django import Settings

from kejiting.following.records import feed_with, follow, renew_feed
from kejiting.models import Follow, FollowKind, NewsFeed
from measures.models import Topic
from proposals.models import Delegate, ReplyLetter, Status
from proposals.records import set_status
from tests.following.conftest import Arrive

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def address(client: Client) -> str:
    """Press the button; the address that the page shows."""
    page = client.post("/following/feed/").content.decode()
    found = re.search(r'value="(http://testserver/following/feed/[^"]+/)"', page)
    assert found is not None
    return found[1].removeprefix("http://testserver")


def texts(response: HttpResponse, path: str) -> list[str]:
    found = etree.fromstring(response.content).xpath(path, namespaces=ATOM)
    return [str(one if isinstance(one, str) else one.text) for one in found]  # type: ignore[union-attr]


def test_it_works(client: Client, reader: User, reader_client: Client, delegate: Delegate, arrive: Arrive) -> None:
    follow(reader, FollowKind.DELEGATE, str(delegate.pk))
    letter = arrive()
    feed = client.get(address(reader_client))

    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.headers["Cache-Control"] == "private, no-cache"
    assert texts(feed, "/a:feed/a:title") == ["科技厅答复函库：我的关注"]
    assert texts(feed, "/a:feed/a:author/a:name") == ["科技厅答复函库"]
    assert texts(feed, "//a:entry/a:title") == [str(letter)]
    assert texts(feed, "//a:entry/a:link/@href") == [f"http://testserver{letter.get_absolute_url()}"]
    assert texts(feed, "//a:entry/a:summary") == ["新的答复：吉科发成〔2026〕901号，2026年11月20日。关注的：王洪福委员"]
    for name in texts(feed, "//a:id"):
        assert UUID(name).urn == name
    for day in texts(feed, "//a:updated"):
        assert datetime.fromisoformat(day).tzinfo is not None
    assert len(texts(feed, "/a:feed/a:updated")) == len(texts(feed, "//a:entry/a:updated")) == 1


def test_it_needs_no_login_but_its_key(
    client: Client, reader: User, reader_client: Client, seeds: object, settings: Settings
) -> None:
    settings.KEJITING_PUBLIC = False
    at = address(reader_client)

    assert client.get(at).status_code == 200
    for wrong in ("/following/feed/x/", f"{at[:-2]}/", "/following/feed/%00/", "/following/feed/%F0%9F%92%A9/"):
        assert client.get(wrong).status_code == 404
    assert client.get("/following/")["Location"].startswith("/login/")
    assert client.post("/following/feed/")["Location"].startswith("/login/")
    assert client.get("/following/feed/a/b/")["Location"].startswith("/login/")

    reader.is_active = False
    reader.save()
    assert client.get(at).status_code == 404


def test_a_new_address_ends_the_old_one(client: Client, reader_client: Client, seeds: object) -> None:
    old = address(reader_client)
    name = texts(client.get(old), "/a:feed/a:id")
    new = address(reader_client)

    assert client.get(old).status_code == 404
    assert texts(client.get(new), "/a:feed/a:id") == name
    assert new not in reader_client.get("/following/").content.decode()
    assert NewsFeed.objects.get().digest not in new


def test_nothing_new_is_nothing_sent(
    client: Client, reader: User, reader_client: Client, delegate: Delegate, arrive: Arrive
) -> None:
    follow(reader, FollowKind.DELEGATE, str(delegate.pk))
    at = address(reader_client)
    empty = client.get(at)
    assert client.get(at, headers={"If-None-Match": empty.headers["ETag"]}).status_code == 304
    assert client.get(at, headers={"If-Modified-Since": empty.headers["Last-Modified"]}).status_code == 304

    letter = arrive()
    told = client.get(at, headers={"If-None-Match": empty.headers["ETag"]})
    assert told.status_code == 200
    unchanged = client.get(at, headers={"If-None-Match": told.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["ETag"] == told.headers["ETag"]

    ids = texts(told, "//a:entry/a:id")
    set_status(letter, Status.WITHDRAWN, reason="误发")
    assert texts(client.get(at), "//a:entry/a:id") == []
    set_status(letter, Status.PUBLISHED)
    assert texts(client.get(at), "//a:entry/a:id") == ids


def test_it_tells_each_their_own(reader: User, editor: User, delegate: Delegate, arrive: Arrive) -> None:
    follow(editor, FollowKind.DELEGATE, str(delegate.pk))
    arrive()
    told, not_told = (Client().get(f"/following/feed/{renew_feed(person)}/") for person in (editor, reader))

    assert len(texts(told, "//a:entry")) == 1
    assert texts(not_told, "//a:entry") == []


def test_what_xml_does_not_hold_breaks_nothing(client: Client, reader: User, arrive: Arrive) -> None:
    topic = Topic.objects.create(name="概念\x01<验证>&中心")
    follow(reader, FollowKind.TOPIC, str(topic.pk))
    letter = arrive()
    letter.mentions.create(topic=topic, passage=letter.passages.all()[0], start=1, end=2)
    ReplyLetter.objects.filter(pk=letter.pk).update(title="甲\x0b乙\ud7ff")

    feed = client.get(f"/following/feed/{renew_feed(reader)}/")
    assert texts(feed, "//a:entry/a:title") == ["甲 乙 "]
    assert texts(feed, "//a:entry/a:summary")[0].endswith("关注的：概念 <验证>&中心")


def test_the_base_has_no_key(reader: User, db: None) -> None:
    key = renew_feed(reader)

    assert len(key) >= 43
    assert key not in str(NewsFeed.objects.values())
    feed = feed_with(key)
    assert feed is not None
    assert feed.person == reader
    reader.delete()
    assert not NewsFeed.objects.exists()
    assert not Follow.objects.exists()


def test_it_is_only_read(client: Client, reader: User, seeds: object) -> None:
    assert client.post(f"/following/feed/{renew_feed(reader)}/").status_code == 405
