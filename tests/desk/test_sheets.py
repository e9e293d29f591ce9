"""The yearly sheet: read by the words of its heads, held against the base, accepted row by row or all."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kejiting.desk.sheet_columns import rows_of_sheet
from kejiting.text.unreadable import UnreadableFile
from proposals.models import Request, RequestSheet
from proposals.parsing import read_session
from proposals.records import correct_request, write_request

SESSION = "省政协十三届三次会议"
CELLS: list[list[object]] = [
    ["2026年提案交办清单"],
    [],
    ["序号", "提案号", "案 由", "提案人（第一）", "主办单位", "协办单位", "承办处室", "交办日期", "办理类别", "备注"],
    [
        1,
        157,
        "关于加强技术经纪人队伍建设的提案",
        "王洪福、李锐",
        "省科技厅",
        "省财政厅",
        "成果处",
        date(2026, 3, 2),
        "主办",
        "",
    ],
    [2, 158, "关于科技金融的提案", "单丹", "省科技厅", "", "规划处", "2026年3月3日", "会办", "急"],
    ["", "", "", "", "", "", "", "", "", "合计 2 件"],
]


def book() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "yyyy/m/d"})
        for line, row in enumerate(CELLS):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                else:
                    sheet.write(line, column, cell)
    return data.getvalue()


def upload(client: Client, data: bytes, name: str = "清单.xlsx", **fields: str) -> RequestSheet:
    file = SimpleUploadedFile(name, data)
    page = client.post(
        "/requests/sheet/", {"file": file, "session": SESSION, "kind": "委员提案", **fields}, follow=True
    )
    sheet = RequestSheet.objects.latest("pk")
    assert page.redirect_chain == [(sheet.get_absolute_url(), 302)]
    return sheet


@pytest.mark.django_db
def test_it_works(editor_client: Client, editor: User) -> None:
    values = {"title": "关于科技金融的提案", "number": "158", "session": read_session(SESSION), "kind": "委员提案"}
    known = write_request({**values, "proposers": ["单丹"], "role": "lead"}, text="", by=editor)
    other = write_request({**values, "title": "清单里没有的", "number": "9"}, text="", by=editor)
    sheet = upload(editor_client, book())
    page = editor_client.get(sheet.get_absolute_url()).content.decode()
    assert tally(page) == [2, 1, 1, 0, 1]
    assert "办理角色：清单“会办”，库中“主办”" in page
    assert other.get_absolute_url() in page
    press(editor_client, sheet, "enter:4")
    made = Request.objects.get(number="157")
    assert (made.proposers, made.co_units, made.office, made.kind) == (
        ["王洪福", "李锐"],
        ["省财政厅"],
        "成果处",
        "委员提案",
    )
    assert (str(made.session), made.handed_over_on, made.due_on) == (SESSION, date(2026, 3, 2), date(2026, 6, 2))
    assert made.text == made.title
    press(editor_client, sheet, "correct:5", version=known.version)
    known.refresh_from_db()
    assert (known.role, known.office, known.due_on) == ("support", "规划处", date(2026, 4, 3))
    assert tally(editor_client.get(sheet.get_absolute_url()).content.decode()) == [2, 0, 0, 2, 1]


def tally(page: str) -> list[int]:
    return [int(count) for count in re.findall(r"<strong>(\d+)</strong>(?: 件)?</li>", page)]


def press(client: Client, sheet: RequestSheet, action: str, **fields: object) -> str:
    return client.post(sheet.get_absolute_url(), {"action": action, **fields}, follow=True).content.decode()


@pytest.mark.django_db
def test_all_are_entered_once(editor_client: Client) -> None:
    sheet = upload(editor_client, book())
    assert "已录入 2 件" in press(editor_client, sheet, "enter_all")
    assert "已录入 0 件" in press(editor_client, sheet, "enter_all")
    assert "notice-error" in press(editor_client, sheet, "enter:4")
    assert Request.objects.count() == 2


@pytest.mark.django_db
def test_a_stale_press_is_told(editor_client: Client, editor: User) -> None:
    sheet = upload(editor_client, book())
    press(editor_client, sheet, "enter_all")
    row = Request.objects.get(number="158")
    correct_request(row, {"office": "别处"}, expected_version=None)
    assert "别人改过" in press(editor_client, sheet, "correct:5", version=1)
    for action in ("correct:4", "correct:99", "explode", "enter:x"):
        assert "notice-error" in press(editor_client, sheet, action, version=1)
    row.refresh_from_db()
    assert row.office == "别处"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "session"),
    [
        (b"", SESSION),
        (b"PK no", SESSION),
        ("甲,乙\n1,2".encode(), SESSION),
        ("编号,题目\n".encode(), SESSION),
        (b"x", "去年"),
    ],
)
def test_what_cannot_be_read_is_told(editor_client: Client, data: bytes, session: str) -> None:
    file = SimpleUploadedFile("清单.csv", data)
    page = editor_client.post("/requests/sheet/", {"file": file, "session": session})
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert not RequestSheet.objects.exists()


@pytest.mark.django_db
def test_readers_are_refused(reader_client: Client, client: Client) -> None:
    assert reader_client.get("/requests/sheet/").status_code == 403
    assert client.get("/requests/sheet/").status_code == 302


@pytest.mark.django_db
def test_old_sheets_go(editor_client: Client) -> None:
    for number in range(22):
        upload(editor_client, f"编号,题目\n{number},题目{number}\n".encode(), "清单.csv")
    assert RequestSheet.objects.count() == 20


@pytest.mark.parametrize(
    ("heads", "row", "said"),
    [
        (
            ["建议号", "标题", "领衔代表"],
            ["第12号", "关于 A 的建议", "甲 乙"],
            {"number": "12", "title": "关于A的建议", "proposers": ["甲", "乙"]},
        ),
        (["编号*", "题目：", "办理类别"], ["7", "一", "分办"], {"number": "7", "title": "一", "role": "shared"}),
        (
            ["案由", "届次", "重点件"],
            ["一", "省人大十四届一次会议", "是"],
            {"title": "一", "session": "省人大十四届一次会议", "is_key": True},
        ),
        (["题目", "类型", "交办时间"], ["一", "人大建议", "不详"], {"title": "一", "kind": "代表建议"}),
    ],
)
def test_heads(heads: list[str], row: list[str], said: dict[str, object]) -> None:
    assert rows_of_sheet([heads, row], session="", kind="") == [{**said, "line": 2}]


@pytest.mark.parametrize("cells", [[], [["编号"]], [["甲", "乙"]], [["处室", "主办单位"], ["一", "二"]]])
def test_without_heads(cells: list[list[str]]) -> None:
    with pytest.raises(UnreadableFile):
        rows_of_sheet(cells, session="", kind="")
