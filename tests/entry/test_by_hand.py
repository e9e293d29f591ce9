"""A letter written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import search
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter
from proposals.records import reread_letter, to_parsed
from tests.entry.desk_tools import Stock, stock, words_of

pytestmark = pytest.mark.django_db

HEADER = {
    "doc_number": "吉科发成〔2026〕7号",
    "agency": "吉林省科学技术厅",
    "written_on": "2026-05-20",
    "kind": "委员提案",
    "session_body": "政协",
    "session_place": "省",
    "session_term": "13",
    "session_meeting": "4",
    "number": "21",
    "delegates": "王洪福、李锐",
    "proposal_title": "关于加强冰雪装备研发的建议",
    "next_steps": "继续做好冰雪装备产业规划。",
}
ASKS = {
    "asks-TOTAL_FORMS": "2",
    "asks-INITIAL_FORMS": "0",
    "asks-0-title": "设立冰雪装备专项",
    "asks-0-measures": "设立专项资金3000万元。\r\n\r\n组织12家企业申报。",
    "asks-0-outcomes": "支持项目15项。",
    "asks-0-next_steps": "扩大专项规模。",
    "asks-1-title": "建设检测平台",
    "asks-1-prose": "我厅已支持长春建设检测平台，服务企业40家。",
}


def write(client: Client, action: str = "draft", **changes: str) -> HttpResponse:
    return client.post(reverse("entry_new"), {**HEADER, **ASKS, "action": action, **changes}, follow=True)


def test_it_works(editor_client: Client, data_dir: Path) -> None:
    page = write(editor_client)

    letter = ReplyLetter.objects.get()
    assert "已存为草稿" in words_of(page)
    assert letter.source_sha256 is None
    assert [(ask.position, ask.title) for ask in letter.recommendations.all()] == [
        (1, "设立冰雪装备专项"),
        (2, "建设检测平台"),
    ]
    passages = {(passage.part, passage.text.lstrip("12345.、")) for passage in letter.passages.all()}
    for part, words in (
        ("measures", "设立专项资金3000万元。"),
        ("measures", "组织12家企业申报。"),
        ("outcomes", "支持项目15项。"),
        ("next_steps", "扩大专项规模。"),
        ("next_steps", "继续做好冰雪装备产业规划。"),
        ("prose", "我厅已支持长春建设检测平台，服务企业40家。"),
    ):
        assert (part, words) in passages


def test_what_lacks_something_is_published_only_after_a_question(editor_client: Client, data_dir: Path) -> None:
    page = write(editor_client, "publish", written_on="", agency="")

    assert page.status_code == 422
    assert "还没有发布，这份答复缺：成文日期、发文机关。" in words_of(page)
    assert not ReplyLetter.objects.exists()
    write(editor_client, "publish:nevertheless", written_on="", agency="")
    assert ReplyLetter.objects.get().is_published


def test_both_questions_can_be_answered(editor_client: Client, data_dir: Path) -> None:
    """Of a letter that lacks something, and may be there already."""
    write(editor_client, "publish")

    page = write(editor_client, "publish", agency="", allow_duplicate="on")
    assert '<input type="hidden" name="allow_duplicate" value="on">' in page.content.decode()
    write(editor_client, "publish:nevertheless", agency="", allow_duplicate="on")

    assert ReplyLetter.objects.published().count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"session_words": "省政协十三届四次会议"}, ""),
        ({"session_words": "省政协第十三届第四次会议", "session_term": "", "session_body": ""}, ""),
        ({"session_words": "去年的会"}, "读不出届次"),
        ({"session_words": "省政协十二届四次会议"}, "与分项填写的不同"),
    ],
)
def test_a_session_in_words(editor_client: Client, data_dir: Path, changes: dict[str, str], sentence: str) -> None:
    if "session_term" in changes:
        changes |= dict.fromkeys(("session_place", "session_meeting"), "")

    page = write(editor_client, **changes)

    assert sentence in words_of(page)
    assert ReplyLetter.objects.exists() == (not sentence)
    if not sentence:
        assert str(ReplyLetter.objects.get().proposals.get().session) == "省政协十三届四次会议"


def test_what_the_base_holds_is_offered(editor_client: Client, data_dir: Path) -> None:
    write(editor_client)

    page = editor_client.get(reverse("entry_new")).content.decode()

    for value in ("吉林省科学技术厅", "省政协十三届四次会议", "王洪福", "李锐"):
        assert f'<option value="{value}">' in page


def test_every_entered_field_is_the_persons(editor_client: Client, editor: User, data_dir: Path) -> None:
    write(editor_client, title="关于冰雪装备研发提案的复函")

    letter = ReplyLetter.objects.get()
    header = {
        "agency", "delegates", "doc_number", "document_type", "kind", "number", "proposal_title", "session", "title",
        "written_on",
    }  # fmt: skip
    assert set(letter.set_by_person) == header | {"recommendations", "letter_passages"}
    contents = letter.passages.exclude(part__in=("title", "proposal"))
    assert set(contents.values_list("origin", flat=True)) == {"person"}
    reread_letter(letter, by=editor)
    parsed = to_parsed(ReplyLetter.objects.get())
    assert parsed.title is not None
    assert parsed.title.value == "关于冰雪装备研发提案的复函"
    assert parsed.delegates == ("王洪福", "李锐")
    assert parsed.number == "21"


def test_published_is_found_at_once(editor_client: Client, data_dir: Path) -> None:
    page = write(editor_client, "publish")

    assert page.redirect_chain == [(ReplyLetter.objects.get().get_absolute_url(), 302)]
    assert search(SearchQuery(words=parse_terms("组织12家企业"))).count == 1


def test_one_more_ask(editor_client: Client, data_dir: Path) -> None:
    page = write(editor_client, "more", proposal_title="", written_on="not a day")

    shown = page.content.decode()
    assert page.status_code == 200
    assert 'name="asks-2-title"' in shown
    assert "设立冰雪装备专项" in shown
    assert "组织12家企业申报。" in shown
    assert "吉科发成〔2026〕7号" in shown
    assert "errorlist" not in shown
    assert stock(data_dir) == Stock()


@pytest.mark.parametrize("count", ["60", "1000", "99999", "-1", "x", ""])
def test_asks_are_bounded(editor_client: Client, data_dir: Path, count: str) -> None:
    page = write(editor_client, "more", **{"asks-TOTAL_FORMS": count})

    assert page.status_code == 200
    assert len(page.context["asks"].forms) <= 60


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"proposal_title": ""}, "这个字段是必填项"),
        ({"doc_number": "7号"}, "这不是完整的发文字号"),
        ({"asks-1-prose": ""}, "这条建议还没有答复"),
        ({"asks-0-measures": "举措\0"}, "空字符"),
        ({"asks-TOTAL_FORMS": "x"}, "缺失或被篡改"),
        (
            {name: "" for name in ASKS if name.startswith(("asks-0", "asks-1"))} | {"next_steps": " "},
            "还没有答复内容",
        ),
    ],
)
def test_refused(editor_client: Client, data_dir: Path, changes: dict[str, str], sentence: str) -> None:
    page = write(editor_client, **changes)

    assert page.status_code == 422
    assert sentence in words_of(page)
    assert stock(data_dir) == Stock()


def test_sent_twice(editor_client: Client, data_dir: Path) -> None:
    write(editor_client)

    page = write(editor_client)

    assert "库中可能已有这份答复" in words_of(page)
    assert ReplyLetter.objects.count() == 1
    write(editor_client, allow_duplicate="on")
    assert ReplyLetter.objects.count() == 2


def test_items_that_look_like_headings(editor_client: Client, data_dir: Path) -> None:
    write(editor_client, **{"asks-0-measures": "（二）取得成效\r\n设立专项资金3000万元。"})

    measures = ReplyLetter.objects.get().passages.filter(part="measures")
    assert [passage.text[-4:] for passage in measures] == ["取得成效", "0万元。"]


def test_who_may(client: Client, reader_client: Client, data_dir: Path) -> None:
    assert client.get(reverse("entry_new"))["Location"].startswith(reverse("login"))
    assert reader_client.get(reverse("entry_new")).status_code == 403
    assert write(reader_client).status_code == 403
    assert stock(data_dir) == Stock()
