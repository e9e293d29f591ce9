"""A person's news as an Atom feed. Its address is its key: whoever has it reads what this person may see."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from kejiting.following.news import newest_news
from kejiting.following.records import feed_with

_NAME = "科技厅答复函库"


class AtomFeed(Atom1Feed):
    """`changed_at` is when it last changed as long as there is nothing in it: the same feed is the same every time."""

    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return super().latest_post_date() if self.items else changed_at


@require_safe
@conditional_page
def news_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Names stay whatever the address of the server or of the feed: they are made of the feed's own."""
    feed = feed_with(key)
    if feed is None:
        raise Http404
    here = request.build_absolute_uri
    atom = AtomFeed(
        title=f"{_NAME}：我的关注",
        link=here(reverse("following")),
        description="",
        subtitle="关注的提出人、主题、指标、承诺和检索的新动态",
        author_name=_NAME,
        language="zh-Hans",
        feed_url=here(),
        feed_guid=feed.identity.urn,
        changed_at=feed.changed_at,
    )
    for news in newest_news(feed.person):
        because = "、".join(subject.name for subject in news.follows)
        atom.add_item(
            title=_printable(news.title),
            link=here(news.url),
            description=_printable(f"{news.detail}。关注的：{because}"),
            unique_id=uuid5(feed.identity, news.key).urn,
            updateddate=news.at,
        )
    # a reader of feeds knows it by its ending, and a browser shows it
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Last-Modified"] = http_date(atom.latest_post_date().timestamp())
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _printable(text: str) -> str:
    """XML holds no control characters."""
    return "".join(character if character.isprintable() else " " for character in text)
