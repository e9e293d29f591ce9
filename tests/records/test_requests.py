"""Requests in the base: saved, corrected, their asks by span, their deadlines, the letters that answer them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth.models import User

from kejiting.ingest.originals import original_path
from kejiting.ingest.reading import read_letter, read_request
from kejiting.ingest.request_saving import discard_request, ingest_request
from kejiting.ingest.saving import ingest_letter
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError
from proposals.models import CongressSession, DeadlineRule, ReplyLetter, Request, Status
from proposals.parsing import read_session
from proposals.records import (
    SameFileError,
    add_answer,
    add_ask,
    correct_request,
    delete_ask,
    join_ask,
    part_ask,
    remove_answer,
    request_from_letter,
    retitle_ask,
    rework_deadlines,
    set_status,
    span_of_words,
    write_request,
)
from tests.desk.request_texts import TEXT, TITLE

pytestmark = pytest.mark.django_db
ANSWER = f"""对省十三届人大三次会议第157号代表建议的答复
王洪福代表：
您提出的《{TITLE}》收悉。现答复如下：
一、关于建立技术经纪人培训基地
我厅已建成基地3家。
吉林省科学技术厅
2026年5月20日
"""


@pytest.fixture
def request_row(editor: User) -> Request:
    return ingest_request(read_request("来件.txt", TEXT.encode()), by=editor)


def shown(row: Request) -> list[tuple[int, str | None, str]]:
    return [(ask.position, ask.title, ask.text[:6]) for ask in row.asks.order_by("position")]


def test_it_works(request_row: Request) -> None:
    row = Request.objects.get()
    assert (row.title, row.number, row.number_key, row.kind) == (TITLE, "157", "157", "代表建议")
    assert str(row.session) == "吉林省人大十三届三次会议"
    assert (row.proposers, row.co_proposers) == (["王洪福"], ["李锐"])
    assert (row.handed_over_on, row.due_on) == (date(2026, 3, 2), date(2026, 6, 2))
    assert [position for position, *_ in shown(row)] == [1, 2, 3]
    assert original_path(row.source_name, row.source_sha256 or "").exists()


def test_the_same_file_is_refused(request_row: Request) -> None:
    with pytest.raises(SameFileError) as error:
        ingest_request(read_request("又一份.txt", TEXT.encode()), by=None)
    assert error.value.known == request_row
    assert Request.objects.count() == 1


def test_people_are_found_by_name_and_pinyin(request_row: Request) -> None:
    for words in ("王洪福", "王洪福代表", "洪福", "whf", "wanghong", "Wang Hong-fu"):
        assert list(Request.objects.proposed_by(words)) == [request_row], words
    for words in ("李锐", "hongfu", "王洪福李"):
        assert not Request.objects.proposed_by(words), words


def test_a_correction_stands_and_a_stale_one_is_told(request_row: Request) -> None:
    stale = Request.objects.get()
    correct_request(request_row, {"office": "成果处", "number": "158"}, expected_version=1)
    row = Request.objects.get()
    assert (row.office, row.number, row.version, row.set_by_person) == ("成果处", "158", 2, ["number", "office"])
    with pytest.raises(RowChangedError):
        correct_request(stale, {"office": "他处"}, expected_version=1)
    with pytest.raises(RowChangedError):
        correct_request(Request.objects.get(), {"office": "他处"}, expected_version=1)
    assert Request.objects.get().office == "成果处"


def test_a_deadline_is_worked_out_unless_a_person_says_it(request_row: Request) -> None:
    correct_request(request_row, {"role": "support"}, expected_version=None)
    assert request_row.due_on == date(2026, 4, 2)
    correct_request(request_row, {"due_on": date(2026, 5, 1)}, expected_version=None)
    correct_request(request_row, {"role": "lead"}, expected_version=None)
    assert (request_row.due_on, request_row.due_by_person) == (date(2026, 5, 1), True)
    correct_request(request_row, {"due_on": None}, expected_version=None)
    assert (request_row.due_on, request_row.due_by_person) == (date(2026, 6, 2), False)


def test_deadlines_follow_the_rules(request_row: Request) -> None:
    DeadlineRule.objects.create(purpose="answer", body="人大", amount=6, unit="months")
    assert rework_deadlines() == 1
    assert Request.objects.get().due_on == date(2026, 9, 2)
    assert rework_deadlines() == 0


def test_asks_are_corrected_by_span(request_row: Request) -> None:
    first, second, third = request_row.asks.order_by("position")
    join_ask(request_row, second.pk, expected_version=1)
    assert len(shown(request_row)) == 2
    at = request_row.text.index("完善技术经纪人") - 2
    part_ask(request_row, first.pk, at, expected_version=2)
    assert [begins for *_, begins in shown(request_row)] == ["一、建立技术", "二、完善技术", "三、加大对技"]
    retitle_ask(request_row, third.pk, " 资金 支持 ", expected_version=3)
    delete_ask(request_row, first.pk, expected_version=4)
    assert [(position, title) for position, title, _ in shown(request_row)] == [(1, None), (2, "资金 支持")]
    words = span_of_words(request_row.text, "打通职业\n发展通道")
    add_ask(request_row, words, title="通道", expected_version=5)
    assert [title for _, title, _ in shown(request_row)] == [None, "通道", "资金 支持"]
    asks = list(request_row.asks.order_by("position"))
    assert all(upper.end <= lower.start for upper, lower in pairwise(asks))
    assert "asks" in request_row.set_by_person


@pytest.mark.parametrize("words", ["", "  ", "没有这样的话", "技术经纪人"])
def test_words_that_stand_nowhere_or_twice_are_refused(request_row: Request, words: str) -> None:
    with pytest.raises(ActionError):
        span_of_words(request_row.text, words)


def test_what_cannot_be_an_ask_is_refused(request_row: Request) -> None:
    first = request_row.asks.order_by("position")[0]
    for act in (
        lambda: add_ask(request_row, Span(0, len(TEXT) + 9), expected_version=1),
        lambda: join_ask(request_row, first.pk, expected_version=1),
        lambda: part_ask(request_row, first.pk, first.start, expected_version=1),
        lambda: delete_ask(request_row, 0, expected_version=1),
        lambda: retitle_ask(request_row, first.pk, "", expected_version=7),
    ):
        with pytest.raises(ActionError):
            act()
    assert Request.objects.get().version == 1


def test_a_letter_is_linked_whichever_comes_first(editor: User) -> None:
    letter = ingest_letter(read_letter("答复.txt", ANSWER.encode()), by=editor)
    row = ingest_request(read_request("来件.txt", TEXT.encode()), by=editor)
    assert str(row.session) == "吉林省人大十三届三次会议"
    assert str(letter.proposals.get().session) == "省人大十三届三次会议"
    assert [answer.letter for answer in row.answers.all()] == [letter]
    assert list(Request.objects.unanswered()) == [row]
    set_status(letter, Status.PUBLISHED, by=editor)
    assert list(Request.objects.answered()) == [row]
    assert not Request.objects.unanswered()
    correct_request(row, {"number": "9"}, expected_version=None)
    assert not row.answers.exists()
    correct_request(row, {"number": "157"}, expected_version=None)
    remove_answer(row, letter)
    correct_request(row, {"office": "成果处"}, expected_version=None)
    assert not row.answers.exists()
    add_answer(row, letter, by=editor)
    correct_request(row, {"number": "9"}, expected_version=None)
    assert row.answers.get().by == editor
    with pytest.raises(ActionError):
        add_answer(row, letter, by=editor)


def test_a_letter_that_comes_later_is_linked(editor: User) -> None:
    values = {"title": TITLE, "session": read_session("省人大十三届三次会议"), "number": "157", "kind": "代表建议"}
    row = write_request(values, text="", by=editor)
    letter = ingest_letter(read_letter("答复.txt", ANSWER.encode()), by=editor)
    assert [answer.letter for answer in row.answers.all()] == [letter]
    assert row.text == TITLE


def test_a_request_is_made_from_a_letter(editor: User) -> None:
    letter = ingest_letter(read_letter("答复.txt", ANSWER.encode()), by=editor)
    row = request_from_letter(letter, by=editor)
    assert (row.number, row.proposers, row.title) == ("157", ["王洪福"], TITLE)
    assert [ask.text for ask in row.asks.all()] == ["建立技术经纪人培训基地"]
    assert row.answers.get().letter == letter


def test_deleting_takes_the_file_and_the_session_of_nobody(request_row: Request) -> None:
    path = original_path(request_row.source_name, request_row.source_sha256 or "")
    with pytest.raises(RowChangedError):
        discard_request(request_row, expected_version=9)
    discard_request(request_row, expected_version=1)
    assert not path.exists()
    assert not Request.objects.exists()
    assert not CongressSession.objects.filter(year__isnull=True).exists()


def test_the_session_of_a_request_outlives_the_letter(editor: User) -> None:
    letter = ingest_letter(read_letter("答复.txt", ANSWER.encode()), by=editor)
    row = request_from_letter(letter, by=editor)
    ReplyLetter.objects.get(pk=letter.pk).delete()
    row.refresh_from_db()
    assert row.session is not None
