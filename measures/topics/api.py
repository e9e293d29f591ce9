"""GET /api/topics and /api/topics/{id}: what is named where."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WRONG_PARAMETERS
from kejiting.web.api_parameters import ID, Page, Words, page_slice
from kejiting.web.api_shapes import Called, Shape, taken_from
from measures.models import Topic
from measures.quotations.api_shapes import PlaceShape, in_time, place_shapes
from measures.topics.rows import mentions_of, topic_rows, topics_named

router = Router(tags=["主题"])


class TopicShape(Shape):
    id: int = taken_from("topic.pk")
    name: str = taken_from("topic.name", "名称")
    aliases: list[str] = taken_from("topic.aliases", "其他名称")
    what: str = taken_from("topic.what", "说明")
    letters: int = Field(description="提到它的已发布答复函份数")
    passages: int = Field(description="提到它的段落数")
    url: Annotated[str, taken_from("topic.get_absolute_url"), Called]


class TopicPage(BaseModel):
    count: int = Field(description="全部主题数，不只本页")
    items: list[TopicShape]


class TopicAnswer(BaseModel):
    id: int
    name: str = Field(description="名称")
    aliases: list[str] = Field(description="其他名称")
    what: str = Field(description="说明")
    url: str
    count: int = Field(description="提到的处数，不只本页")
    mentions: list[PlaceShape] = Field(description="提到之处，成文日期新的在前，方案里的在最后")


class AskedTopics(BaseModel):
    q: Words | None = Field(None, description="名称里有的词", examples=["中试中心"])
    as_of: date | None = Field(None, description="只数这一天为止成文的答复函", examples=["2024-12-31"])
    page: Page = 1
    size: int = Field(50, ge=1, le=200, description="每页多少个")


class AskedTopic(BaseModel):
    as_of: date | None = Field(None, description="只看这一天为止成文、印发的", examples=["2024-12-31"])
    page: Page = 1
    size: int = Field(50, ge=1, le=200, description="每页多少处")


@router.get(
    "/topics",
    response={200: TopicPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_topics",
    summary="列出主题",
    description="编辑维护的项目、平台、制度名称，提到它的答复函多的在前。",
)
def list_topics(request: HttpRequest, asked: Query[AskedTopics]) -> TopicPage:
    rows = topic_rows(topics_named(asked.q or ""), asked.as_of)
    return TopicPage.model_validate({"count": len(rows), "items": rows[page_slice(asked)]})


@router.get(
    "/topics/{topic_id}",
    response={200: TopicAnswer, **NEEDS_LOGIN, **UNKNOWN_ID, **WRONG_PARAMETERS},
    operation_id="read_topic",
    summary="读一个主题",
    description="各项名称，以及已发布的答复函和方案在哪里提到它。",
)
def read_topic(request: HttpRequest, topic_id: PathEx[int, ID], asked: Query[AskedTopic]) -> TopicAnswer:
    topic = Topic.objects.filter(pk=topic_id).first()
    if topic is None:
        raise HttpError(404, "没有这个主题")
    mentions = mentions_of(topic).published(asked.as_of)
    return TopicAnswer(
        id=topic.pk,
        name=topic.name,
        aliases=topic.aliases,
        what=topic.what,
        url=topic.get_absolute_url(),
        count=mentions.count(),
        mentions=place_shapes(in_time(mentions)[page_slice(asked)]),
    )
