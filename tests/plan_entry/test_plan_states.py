"""A plan that is not published is shown to those who may enter plans, and to nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from kejiting.indexing.sync import find_mismatches, sync_pending
from kejiting.ingest.plan_saving import ingest_plan
from kejiting.ingest.reading import read_plan
from measures.models import Citation, Mention, Plan, Target, Topic
from measures.records import refresh_plan_ledger, set_plan_status
from proposals.models import ReplyLetter, Status
from proposals.records import queue_for_indexing
from tests.conftest import name_topics
from tests.plan_entry.plan_tools import SMALL

pytestmark = pytest.mark.django_db

TITLE = "吉林省促进科技成果转移转化实施方案"
STATES = [Status.ARRIVED, Status.DRAFT, Status.CHECKED]


@pytest.fixture(params=STATES)
def hidden(request: pytest.FixtureRequest, seeds: dict[str, ReplyLetter], plan: Plan) -> Plan:
    name_topics()
    refresh_plan_ledger(plan)
    sync_pending()
    plan.status = request.param
    plan.save()
    queue_for_indexing(plan.key)
    sync_pending()
    return plan


def own_addresses(plan: Plan) -> list[str]:
    target = Target.objects.filter(item__plan=plan).first()
    assert target is not None
    return [
        plan.get_absolute_url(),
        f"{plan.get_absolute_url()}export/?format=csv",
        f"{plan.get_absolute_url()}measures/1/",
        target.get_absolute_url(),
    ]


def test_it_works(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    assert [client.get(address).status_code for address in own_addresses(plan)] == [200] * 4
    assert TITLE in client.get("/plans/").content.decode()
    assert client.get("/api/plans").json()["count"] == 1


def test_readers_find_no_page_of_it(client: Client, reader_client: Client, hidden: Plan) -> None:
    for someone in (client, reader_client):
        assert [someone.get(address).status_code for address in own_addresses(hidden)] == [404] * 4
    assert client.get(f"/api/plans/{hidden.pk}").status_code == 404


def test_editors_look_at_it(editor_client: Client, hidden: Plan) -> None:
    assert [editor_client.get(address).status_code for address in own_addresses(hidden)] == [200] * 4


def test_it_is_in_no_list_search_count_or_file(client: Client, editor_client: Client, hidden: Plan) -> None:
    item = hidden.items.filter(level="measure").first()
    mention = Mention.objects.filter(plan=hidden).first()
    citation = Citation.objects.filter(plan=hidden).first()
    assert item is not None
    assert mention is not None
    assert citation is not None
    assert client.get("/api/plans").json()["count"] == 0
    for someone in (client, editor_client):
        for address in (
            "/",
            "/plans/",
            f"/?like=plan-{item.pk}",
            "/?q=促进科技成果转移转化",
            "/search/export/?q=技术&format=csv",
            f"/topics/{mention.topic_id}/",
            f"/topics/export/?format=csv&topic={mention.topic_id}",
            f"/api/topics/{mention.topic_id}",
            f"/citations/export/?format=csv&document={citation.document}",
            f"/api/citations/{citation.document}",
            "/api/search?q=技术转移",
        ):
            answer = someone.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert f"/plans/{hidden.pk}/" not in body.decode(), address
            assert TITLE not in body.decode(), address
    assert find_mismatches() == []


def test_rows_that_hang_on_it(reader: User, editor: User, hidden: Plan) -> None:
    for model in (Citation, Mention):
        of_plan = model.objects.filter(plan=hidden)
        assert of_plan.exists()
        assert not of_plan.published().exists()
        assert not of_plan.visible_to(AnonymousUser()).exists()
        assert not of_plan.visible_to(reader).exists()
    assert Citation.objects.filter(plan=hidden).visible_to(editor).exists()


def test_contacts_in_a_heading_are_hidden(client: Client, editor: User) -> None:
    text = SMALL.replace("附件", "三、报名方式（联系人：林清禾，电话：0431-88975626）\n开展培训。\n附件")
    plan = ingest_plan(read_plan("方案.txt", text.encode()), by=editor)

    for page in (
        client.get(plan.get_absolute_url()).content.decode(),
        str(client.get(f"/api/plans/{plan.pk}").json()),
    ):
        assert "报名方式（联系人：" in page
        assert "88975626" not in page
        assert "林清禾" not in page


def test_contacts_are_hidden_where_a_mention_is_quoted(client: Client, editor: User) -> None:
    """Also in a row that was read before the text hid them."""
    name_topics()
    text = SMALL.replace("附件", "联系人：林清禾，电话：0431-88975626\n附件")
    plan = ingest_plan(read_plan("方案.txt", text.encode()), by=editor)
    topic = Topic.objects.first()
    assert topic is not None
    start = plan.text.index("0431")
    Mention.objects.create(topic=topic, plan=plan, item=plan.items.last(), start=start, end=start + 13)

    (quoted,) = client.get(f"/api/topics/{topic.pk}").json()["mentions"]

    assert quoted["words"] == "＊" * 13


def test_published_again_it_is_found(client: Client, hidden: Plan) -> None:
    set_plan_status(hidden, Status.PUBLISHED)
    sync_pending()

    assert TITLE in client.get("/plans/").content.decode()
    assert any(item["plan"] for item in client.get("/api/search?q=技术转移").json()["items"])
    assert hidden.history.count() >= 2
