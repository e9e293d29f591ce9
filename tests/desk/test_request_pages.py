"""The pages of requests: list, entry, a request with its asks, answers and deadlines; for editors only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from proposals.models import ReplyLetter, Request
from proposals.records import correct_request, write_request
from proposals.records.outlines import begin_outline
from tests.desk.request_texts import TEXT, TITLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(editor: User) -> Request:
    return ingest_request(read_request("来件.txt", TEXT.encode()), by=editor)


def words_of(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status
    return page.content.decode()


def press(client: Client, row: Request, action: str, **fields: Any) -> str:
    data = {"version": row.version, "action": action, **fields}
    page = client.post(row.get_absolute_url(), data, follow=True)
    row.refresh_from_db()
    return page.content.decode()


def fields_of(row: Request, **changes: Any) -> dict[str, Any]:
    return {"title": row.title, "number": row.number, "role": row.role, "kind": row.kind, **changes}


def test_it_works(editor_client: Client, row: Request) -> None:
    page = words_of(editor_client, row.get_absolute_url())
    for words in (TITLE, "王洪福", "建立技术经纪人培训基地", "2026年6月2日", "所提的建议（3）", "下载原件"):
        assert words in page
    assert TITLE in words_of(editor_client, "/requests/")


@pytest.mark.parametrize(
    "address", ["/requests/", "/requests/new/", "/requests/unentered/", "/requests/export/?format=csv"]
)
def test_readers_are_refused(client: Client, reader_client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    assert reader_client.get(address).status_code == 403


def test_a_reader_does_nothing(reader_client: Client, row: Request) -> None:
    for address in (row.get_absolute_url(), f"{row.get_absolute_url()}delete/"):
        assert reader_client.post(address, {"version": 1, "action": "save"}).status_code == 403
    assert reader_client.post("/requests/read/", {"text": TEXT}).status_code == 403
    assert Request.objects.count() == 1


def test_pasted_words_become_a_request(editor_client: Client) -> None:
    page = editor_client.post("/requests/read/", {"text": TEXT}, follow=True)
    row = Request.objects.get()
    assert page.redirect_chain == [(row.get_absolute_url(), 302)]
    assert row.asks.count() == 3
    again = editor_client.post("/requests/read/", {"text": TEXT}, follow=True).content.decode()
    assert "已经录入过" in again
    assert row.get_absolute_url() in again


def test_several_files_each_get_their_turn(editor_client: Client) -> None:
    files = [
        SimpleUploadedFile("一.txt", TEXT.encode()),
        SimpleUploadedFile("二.txt", TEXT.replace("157", "158").encode()),
        SimpleUploadedFile("三.xlsx", b"PK\x03\x04 no sheet"),
    ]
    page = editor_client.post("/requests/read/", {"file": files})
    assert page.status_code == 422
    assert "三.xlsx" in page.content.decode()
    assert sorted(Request.objects.values_list("number", flat=True)) == ["157", "158"]


@pytest.mark.parametrize("data", [{}, {"text": " "}, {"text": ""}])
def test_nothing_is_told(editor_client: Client, data: dict[str, str]) -> None:
    assert editor_client.post("/requests/read/", data).status_code == 422
    assert not Request.objects.exists()


def test_by_hand(editor_client: Client) -> None:
    data = {
        "title": TITLE,
        "session": "省政协十三届三次会议",
        "number": "第9号",
        "proposers": "王洪福、李锐",
        "role": "support",
    }
    page = editor_client.post("/requests/new/", {**data, "handed_over_on": "2026-03-02"}, follow=True)
    row = Request.objects.get()
    assert page.redirect_chain == [(row.get_absolute_url(), 302)]
    assert (row.number, row.proposers, row.due_on, row.text) == ("9", ["王洪福", "李锐"], date(2026, 4, 2), TITLE)
    assert str(row.session) == "省政协十三届三次会议"


@pytest.mark.parametrize(
    "data", [{"role": "lead"}, {"title": "一", "role": "boss"}, {"title": "一", "role": "lead", "session": "去年"}]
)
def test_by_hand_what_is_wrong_is_told(editor_client: Client, data: dict[str, str]) -> None:
    page = editor_client.post("/requests/new/", data)
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert not Request.objects.exists()


def test_a_day_that_the_paper_states_counts_before_the_rules(editor_client: Client, editor: User) -> None:
    row = ingest_request(read_request("来件.txt", f"答复期限：2026年4月30日\n{TEXT}".encode()), by=editor)
    assert (row.due_on, row.due_by_person) == (date(2026, 4, 30), True)
    assert "来件写明" in words_of(editor_client, row.get_absolute_url())


def test_fields_are_corrected_once(editor_client: Client, row: Request) -> None:
    changes = {"office": "成果处", "is_key": "on", "due_on": "2026-05-01", "handed_over_on": "2026-03-02"}
    assert "已保存" in press(editor_client, row, "save", **fields_of(row, **changes))
    assert (row.office, row.is_key, row.due_on, row.due_by_person) == ("成果处", True, date(2026, 5, 1), True)
    assert "由人填写" in words_of(editor_client, row.get_absolute_url())
    stale = {"version": 1, "action": "save", **fields_of(row, office="他处")}
    assert "别人改过" in editor_client.post(row.get_absolute_url(), stale, follow=True).content.decode()
    assert Request.objects.get().office == "成果处"
    wrong = {"version": row.version, "action": "save", **fields_of(row, handed_over_on="昨天")}
    assert editor_client.post(row.get_absolute_url(), wrong).status_code == 422


def test_asks_are_corrected(editor_client: Client, row: Request) -> None:
    _, second, third = row.asks.order_by("position")
    assert "已改标题" in press(editor_client, row, f"title:{second.pk}", **{f"title-{second.pk}": "职称评价"})
    assert "已并入" in press(editor_client, row, f"join:{third.pk}")
    assert "已拆成两条" in press(editor_client, row, f"part:{second.pk}", **{f"part-{second.pk}": "三、加大对"})
    last = row.asks.order_by("position").last()
    assert last is not None
    assert last.text.startswith("三、加大对")
    assert "原文没有动" in press(editor_client, row, f"delete:{last.pk}")
    assert "已添加" in press(editor_client, row, "add", words="设立专项资金，对成交的合同给予奖励。", title="奖励")
    start = row.text.index("近年来")
    assert "已添加" in press(editor_client, row, "add", start=start, end=start + 8, words="别的")
    assert [ask.title for ask in row.asks.order_by("position")][2:] == ["职称评价", "奖励"]
    assert row.version == 7


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("add", {"words": "没有这样的话"}),
        ("add", {"words": ""}),
        ("add", {"start": "9", "end": "99999999"}),
        ("part:0", {}),
        ("join:x", {}),
        ("delete:99999999999999999", {}),
        ("answer", {"letter": "没有"}),
        ("answer", {"letter": "\0"}),
        ("explode", {}),
    ],
)
def test_what_cannot_be_done_is_told(editor_client: Client, row: Request, action: str, fields: dict[str, str]) -> None:
    assert "notice-error" in press(editor_client, row, action, **fields)
    assert row.version == 1
    assert row.asks.count() == 3


def test_a_person_says_which_letter_answers(editor_client: Client, row: Request, seeds: dict[str, ReplyLetter]) -> None:
    letter = next(iter(seeds.values()))
    assert "已认定答复" in press(editor_client, row, "answer", letter=f"http://10.0.0.1/letters/{letter.pk}/#t5")
    assert row.answers.get().letter == letter
    assert "已答复" in words_of(editor_client, row.get_absolute_url())
    assert "公开答复" in words_of(editor_client, row.get_absolute_url())
    press(editor_client, row, f"unanswer:{letter.pk}")
    assert not row.answers.exists()
    press(editor_client, row, "answer", letter=letter.doc_number)
    assert row.answers.get().letter == letter


def test_letters_without_a_request_are_shown_and_made_into_one(
    editor_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    letter = next(iter(seeds.values()))
    assert str(letter) in words_of(editor_client, "/requests/unentered/")
    page = editor_client.post(f"/requests/unentered/{letter.pk}/", follow=True)
    row = Request.objects.get()
    assert page.redirect_chain == [(row.get_absolute_url(), 302)]
    assert row.answers.get().letter == letter
    assert f"/requests/unentered/{letter.pk}/" not in words_of(editor_client, "/requests/unentered/")
    assert row.get_absolute_url() in words_of(editor_client, letter.get_absolute_url())
    assert row.get_absolute_url() not in words_of(Client(), letter.get_absolute_url())


def test_former_requests_that_it_repeats(editor_client: Client, row: Request, editor: User) -> None:
    later = TEXT.replace("三次会议", "四次会议").replace("2026年3月2日", "2027年3月2日").replace("队伍建设", "队伍培养")
    again = ingest_request(read_request("再来.txt", later.encode()), by=editor)
    other = write_request({"title": "关于冰雪旅游的建议", "handed_over_on": date(2020, 1, 1)}, text="", by=editor)
    page = words_of(editor_client, again.get_absolute_url())
    assert "以前提过相近的" in page
    assert row.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert "以前提过相近的" not in words_of(editor_client, row.get_absolute_url())


def test_the_list_is_narrowed(editor_client: Client, editor: User) -> None:
    today = timezone.localdate()
    rows = {
        "late": write_request(
            {"title": "晚了的", "due_on": today - timedelta(1), "office": "成果处"}, text="", by=editor
        ),
        "week": write_request({"title": "今天的", "due_on": today, "proposers": ["单丹"]}, text="", by=editor),
        "later": write_request(
            {"title": "以后的", "due_on": today + timedelta(30), "is_key": True}, text="", by=editor
        ),
        "informed": write_request({"title": "参阅的", "role": "informed"}, text="", by=editor),
    }
    expected = {
        "state=open": {"late", "week", "later"},
        "state=late": {"late"},
        "state=week": {"week"},
        "state=answered": set(),
        "proposer=sd": {"week"},
        "proposer=单": {"week"},
        "handled_by=成果": {"late"},
        "key=yes": {"later"},
        "role=informed": {"informed"},
    }
    for query, names in expected.items():
        page = words_of(editor_client, f"/requests/?{query}")
        assert {name for name, row in rows.items() if f'"{row.get_absolute_url()}"' in page} == names, query
    titles = [words_of(editor_client, f"/requests/{query}").index("以后的") for query in ("", "?sort=latest")]
    assert titles[0] > words_of(editor_client, "/requests/").index("晚了的")
    assert titles[1] < words_of(editor_client, "/requests/?sort=latest").index("晚了的")
    assert "没有符合条件的来件" in words_of(editor_client, "/requests/?proposer=没有")
    assert editor_client.get("/requests/?state=bad").status_code == 422


def test_an_open_request_leads_to_its_reply(editor_client: Client, row: Request) -> None:
    def link() -> str:
        page = editor_client.get(reverse("requests")).content.decode()
        return page[page.index(reverse("outline", args=[row.pk])) :].partition("</a>")[0]

    assert "写答复" in link()
    begin_outline(row, by=None)
    assert "接着写" in link()


def test_the_list_as_a_file(editor_client: Client, row: Request) -> None:
    answer = editor_client.get("/requests/export/?format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编号,题目")
    assert TITLE in lines[1]
    assert editor_client.get("/requests/export/?format=xlsx&state=answered").status_code == 200
    assert editor_client.get("/requests/export/?format=doc").status_code == 422


def test_queries_do_not_grow(editor_client: Client, row: Request, editor: User) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            words_of(editor_client, address)
        return len(queries)

    addresses = ("/requests/", row.get_absolute_url())
    write_request({"title": TITLE}, text=TEXT, by=editor)
    few = [queries(address) for address in addresses]
    for number in range(12):
        write_request({"title": TITLE, "number": str(number)}, text=TEXT, by=editor)
    assert [queries(address) for address in addresses] == few


def test_deletion_asks_first(editor_client: Client, row: Request) -> None:
    address = f"{row.get_absolute_url()}delete/"
    assert "回收站恢复" in words_of(editor_client, address)
    correct_request(row, {"office": "成果处"}, expected_version=1)
    assert "别人改过" in editor_client.post(address, {"version": 1}, follow=True).content.decode()
    assert "放进回收站" in editor_client.post(address, {"version": 2}, follow=True).content.decode()
    assert editor_client.get(row.get_absolute_url()).status_code == 404


def test_the_original(editor_client: Client, row: Request) -> None:
    answer = editor_client.get(f"{row.get_absolute_url()}original/")
    assert b"".join(answer.streaming_content) == TEXT.encode()  # type: ignore[attr-defined]


def test_contacts_are_masked(editor_client: Client) -> None:
    text = TEXT.replace("附议人：李锐", "联系电话：13900001111")
    editor_client.post("/requests/read/", {"text": text})
    assert "13900001111" not in words_of(editor_client, Request.objects.get().get_absolute_url())
