"""A lead and its list: the lead is no promise, but is found, and stands with each item on the pages and in the API."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.ingest.reading import read_letter
from measures.models import Commitment, CommitmentState, ExtractionVersion
from measures.records import refresh_stale_ledgers, take_step
from proposals.models import ReplyLetter, Status
from proposals.records import edit_text, save_letter
from tests.commitments.following import promise

pytestmark = pytest.mark.django_db

LEAD = "今后一段时期，我局将做好以下工作："
TEXT = f"""关于市政协十四届三次会议第157号提案的答复
张明远委员：
您提出的《关于加快推进停车设施建设的提案》收悉，现答复如下：
已建成停车场9处，新增泊位4200个。原计划2023年建成的车库已交付。
{LEAD}
1.建设立体车库，新增泊位800个；
2.会同市公安局优化路内泊位。
您建议将停车收费标准降低，考虑到运营成本，暂不调整。
感谢您对我们工作的关心和支持！
河东市城市管理局
2025年6月18日
"""


@pytest.fixture
def letter(db: None) -> ReplyLetter:
    reading = read_letter("157.txt", TEXT.encode())
    return save_letter(reading.parsed, source=reading.source, by=None, status=Status.PUBLISHED)


def test_it_works(client: Client, letter: ReplyLetter) -> None:
    first, second = Commitment.objects.filter(letter=letter).order_by("passage__start")
    assert (first.action, second.partners) == ("建设立体车库，新增泊位800个", "市公安局")

    for one in (first, second):
        assert one.lead == letter.text[one.lead_start : one.lead_end] == LEAD
        shown = client.get(f"/api/commitments/{one.pk}").json()
        assert (shown["lead"], shown["lead_start"], shown["lead_end"]) == (LEAD, one.lead_start, one.lead_end)
        assert LEAD in client.get(one.get_absolute_url()).content.decode()
    board = client.get("/commitments/", {"letter": letter.pk}).content.decode()
    assert board.count(LEAD) == 2
    assert client.get("/commitments/export/", {"format": "csv"}).content.decode().count(LEAD) == 2
    assert letter.get_absolute_url() in client.get("/", {"q": "今后一段时期"}).content.decode()


def test_neither_the_lead_nor_a_trap_is_offered(editor_client: Client, letter: ReplyLetter) -> None:
    assert editor_client.get(f"/commitments/letters/{letter.pk}/").context["offers"] == []


def test_the_lead_moves_with_the_text(letter: ReplyLetter) -> None:
    edit_text(letter, letter.text.replace("已建成停车场9处", "去年以来，已建成停车场9处"))
    letter.save()

    for one in Commitment.objects.filter(letter=letter):
        assert letter.text[one.lead_start : one.lead_end] == LEAD


def test_what_people_followed_stays_where_the_rules_read_no_promise(letter: ReplyLetter, editor: User) -> None:
    """An earlier version took the lead itself for a promise, and somebody followed it."""
    former = promise(letter, "建设立体车库")
    passage = letter.passages.get(start=letter.text.index(LEAD))
    former.pk = None
    former.passage, former.start, former.end = passage, 0, len(LEAD) - 1
    former.wording = former.folded = former.action = LEAD[:-1]
    former.folded = former.folded.replace("，", ",")
    former.save()
    take_step(former, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="正在办理")
    ExtractionVersion.objects.update(rules=2)
    assert refresh_stale_ledgers() == 1

    held = Commitment.objects.get(pk=former.pk)
    assert (held.passage, held.origin, held.state) == (passage, "rule", CommitmentState.UNDER_WAY)
    assert Commitment.objects.filter(letter=letter).count() == 3


def test_an_older_base_is_read_anew(letter: ReplyLetter) -> None:
    Commitment.objects.filter(letter=letter).delete()
    ExtractionVersion.objects.update(rules=2)

    assert refresh_stale_ledgers() == 1
    assert [one.lead for one in Commitment.objects.filter(letter=letter)] == [LEAD, LEAD]
