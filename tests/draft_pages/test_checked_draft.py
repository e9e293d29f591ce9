"""发文前核对: a draft is sent, its page shows both places, people set aside, and files lead out of it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kejiting.draft_checks.checks import CHECKS
from kejiting.draft_pages.kinds import KIND_LABELS
from proposals.models import CheckedDraftFile, CongressSession, ReplyLetter, Request, SetAsideAct
from proposals.records import drafts
from tests.conftest import FIXTURES
from tests.draft_checks.letters import full_letters
from tests.draft_checks.test_word_drafts import official
from tests.text.word_files import paragraph, word_file

(SEED,) = (FIXTURES / "letters").glob("000*")
TEXT = SEED.read_text(encoding="utf-8").replace("2518人", "XX人")


def sent(client: Client, **given: Any) -> CheckedDraftFile:
    answer = client.post("/draft/", given or {"text": TEXT})
    assert answer.status_code == 302, answer.content.decode()
    draft = CheckedDraftFile.objects.latest("pk")
    assert answer["Location"] == draft.get_absolute_url()
    return draft


def shown(client: Client, draft: CheckedDraftFile, query: str = "") -> str:
    answer = client.get(draft.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def wording_of(client: Client, draft: CheckedDraftFile, kind: str = "X1") -> str:
    cards = client.get(draft.get_absolute_url()).context["cards"]
    return str(next(card.wording for card in cards if card.finding.kind == kind))


def act(client: Client, draft: CheckedDraftFile, action: str, **given: str) -> list[str]:
    answer = client.post(draft.get_absolute_url(), {"action": action, **given}, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_it_works(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    page = shown(editor_client, sent(editor_client))

    assert re.search(r'<mark class="finding-must">(?:<a [^>]*>.{,99}?</a>)+XX</mark>人', page)
    assert "必改" in page
    assert "文中遗留" in page
    assert "对省政协十三届三次会议第157号委员提案的答复</a>" in editor_client.get("/draft/").content.decode()


def test_every_kind_has_its_words() -> None:
    assert list(KIND_LABELS) == list(CHECKS)


def test_both_places_stand_side_by_side(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client, text=SEED.read_text(encoding="utf-8").replace("第157号", "第158号", 1))
    page = shown(editor_client, draft)
    with_source = [
        place for card in editor_client.get(draft.get_absolute_url()).context["cards"] for place in card.places
    ]

    assert any(place.finding.against for place in with_source)
    assert "本稿：" in page
    assert "对照：" in page


def test_filters_narrow_cards_and_marks(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client)
    everything = editor_client.get(draft.get_absolute_url())
    must = editor_client.get(draft.get_absolute_url(), {"level": "must"})
    kind = editor_client.get(draft.get_absolute_url(), {"kind": "X1"})
    nothing = editor_client.get(draft.get_absolute_url(), {"kind": "F1", "level": "aside"})

    assert {card.level for card in must.context["cards"]} == {"must"}
    assert {card.finding.kind for card in kind.context["cards"]} == {"X1"}
    assert must.context["shown"] < everything.context["count"] == must.context["count"]
    assert "<mark" not in nothing.content.decode()
    assert editor_client.get(draft.get_absolute_url(), {"kind": "无此种类"}).status_code == 200


def test_findings_of_one_message_are_one_card(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client)
    shapes = [
        {"kind": "N2", "level": "ask", "start": at, "end": at + 2, "text": "", "message": "合计不符", "against": None}
        for at in (10, 30, 50)
    ]
    CheckedDraftFile.objects.filter(pk=draft.pk).update(findings=shapes)

    (card,) = editor_client.get(draft.get_absolute_url()).context["cards"]
    assert [place.number for place in card.places] == [1, 2, 3]


def test_findings_that_cross_are_never_crossed_tags(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client)
    start = draft.text.index("XX")
    shapes = [
        {"kind": "X1", "level": level, "start": a, "end": b, "text": "", "message": f"{a}", "against": None}
        for level, a, b in (("must", start, start + 6), ("ask", start + 3, start + 9), ("hint", start + 4, start + 4))
    ]
    CheckedDraftFile.objects.filter(pk=draft.pk).update(findings=shapes)
    page = shown(editor_client, draft)

    assert page.count("<mark") == page.count("</mark>")
    assert all(page.count(f'id="at-{number}"') == 1 for number in (1, 2, 3))


def test_what_is_set_aside_is_remembered_for_its_wording(
    seeds: dict[str, ReplyLetter], editor_client: Client, editor: User
) -> None:
    draft = sent(editor_client)
    assert act(editor_client, draft, "set_aside", wording=wording_of(editor_client, draft), reason="待定数") == [
        "已搁置。以后同样的文字不再作为问题提出，随时可以取消。"
    ]

    again = sent(editor_client, text=TEXT + "\n附件一份。")
    page = shown(editor_client, again, "?level=aside")
    assert "待定数" in page
    assert editor.username in page
    assert act(editor_client, again, "take_back", wording=wording_of(editor_client, again)) == ["已取消搁置。"]
    assert "已搁置：" not in shown(editor_client, draft)
    assert [row.is_taken_back for row in SetAsideAct.objects.order_by("pk")] == [False, True]


def test_other_sentences_with_the_same_words_are_told_still(
    seeds: dict[str, ReplyLetter], editor_client: Client
) -> None:
    draft = sent(editor_client)
    act(editor_client, draft, "set_aside", wording=wording_of(editor_client, draft), reason="待定数")
    other = sent(editor_client, text=full_letters()[0].replace("39项", "XX项"))

    assert "已搁置：" not in shown(editor_client, other)


def test_of_two_at_once_the_second_is_told(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client)
    seen = wording_of(editor_client, draft)
    act(editor_client, draft, "set_aside", wording=seen, reason="一")

    assert act(editor_client, draft, "set_aside", wording=seen, reason="二") == [drafts.RULED_MEANWHILE]
    assert [row.reason for row in SetAsideAct.objects.all()] == ["一"]


def test_the_number_of_an_act_is_written_once(
    seeds: dict[str, ReplyLetter], editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had written."""
    draft = sent(editor_client)
    seen = wording_of(editor_client, draft)
    act(editor_client, draft, "set_aside", wording=seen, reason="一")
    monkeypatch.setattr(drafts, "set_aside_acts", lambda keys: {})

    assert act(editor_client, draft, "set_aside", wording=seen, reason="二") == [drafts.RULED_MEANWHILE]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"wording": "x", "reason": "因"}, "请刷新页面再填。"),
        ({"wording": f"{'0' * 64}:0", "reason": "因"}, drafts.RULED_MEANWHILE),
        ({"reason": "因"}, "请刷新页面再填。"),
    ],
)
def test_what_no_page_sends_is_refused(
    seeds: dict[str, ReplyLetter], editor_client: Client, given: dict[str, str], told: str
) -> None:
    draft = sent(editor_client)

    assert act(editor_client, draft, "set_aside", **given) == [told]
    assert act(editor_client, draft, "set_aside", wording=wording_of(editor_client, draft), reason=" ") == [
        "请写明搁置的原因。"
    ]
    assert act(editor_client, draft, "没有") == ["没有这样的操作，请刷新页面再试。"]


def test_the_command_tells_what_was_set_aside(
    seeds: dict[str, ReplyLetter], editor_client: Client, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = sent(editor_client)
    act(editor_client, draft, "set_aside", wording=wording_of(editor_client, draft), reason="待定数")
    path = tmp_path / "答复稿.txt"
    path.write_text(TEXT, encoding="utf-8")
    call_command("check_draft", str(path), "--json")  # without an exit code: nothing must be mended

    assert '"level": "hint", "text": "XX"' in (said := capsys.readouterr().out)
    assert '"set_aside": {"reason": "待定数", "by": "' in said


def test_a_word_file_comes_back_with_comments(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client, file=SimpleUploadedFile("答复稿.docx", official("带动投资XX亿元，取得的的成效明显。")))
    answer = editor_client.get(f"{draft.get_absolute_url()}comments/")
    texts = [comment.text for comment in docx.Document(io.BytesIO(answer.content)).comments]

    assert any(text.startswith("【必改 X1】“XX”") for text in texts)
    act(editor_client, draft, "set_aside", wording=wording_of(editor_client, draft), reason="待定数")
    answer = editor_client.get(f"{draft.get_absolute_url()}comments/")
    assert len(docx.Document(io.BytesIO(answer.content)).comments) == len(texts) - 1
    assert editor_client.get(f"{sent(editor_client).get_absolute_url()}comments/").status_code == 404


def test_changes_comments_and_hidden_text_of_a_word_file_are_shown(
    seeds: dict[str, ReplyLetter], editor_client: Client
) -> None:
    body = "".join(map(paragraph, full_letters()[0].split("\n")))
    changed = (
        '<w:p><w:r><w:t>资金</w:t></w:r><w:ins w:id="1" w:author="甲"><w:r><w:t>二百万元</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="甲"><w:r><w:delText>一百万元</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不宜公开</w:t></w:r></w:p>"
    )
    draft = sent(editor_client, file=SimpleUploadedFile("答复稿.docx", word_file(body + changed)))
    page = shown(editor_client, draft)

    assert "修订" in page
    assert editor_client.get(f"{draft.get_absolute_url()}comments/").status_code == 200


def test_the_list_is_a_sheet(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    export = f"{sent(editor_client).get_absolute_url()}export/"
    head, *rows = csv.reader(io.StringIO(editor_client.get(export, {"format": "csv"}).content.decode("utf-8-sig")))
    must = list(
        csv.reader(io.StringIO(editor_client.get(f"{export}?format=csv&level=must").content.decode("utf-8-sig")))
    )
    sheet = zipfile.ZipFile(io.BytesIO(editor_client.get(export, {"format": "xlsx"}).content))

    assert head[:4] == ["程度", "种类", "说明", "稿中文字"]
    assert ["必改", "文中遗留", "XX"] in [[row[0], row[1], row[3]] for row in rows]
    assert {row[0] for row in must[1:]} == {"必改"}
    assert "文中遗留" in sheet.read("xl/sharedStrings.xml").decode()
    assert editor_client.get(export).status_code == 422


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "请先选择一个文件，或者粘贴答复稿的全文。"),
        ({"text": " \n"}, "请先选择一个文件，或者粘贴答复稿的全文。"),
        ({"file": ("坏.docx", b"PK\x03\x04" + b"\0" * 80)}, "errorlist"),
        ({"file": ("空.txt", b"")}, "errorlist"),
        ({"text": "正文", "request": "9"}, "没有这份来件，请重新选择。"),
        ({"text": "正文", "session": "x"}, "没有登记过这一届次，请重新选择。"),
    ],
)
def test_what_cannot_be_read_is_told_at_the_form(editor_client: Client, given: dict[str, Any], told: str) -> None:
    made = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in given.items()}
    answer = editor_client.post("/draft/", made)

    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not CheckedDraftFile.objects.exists()


def test_a_text_that_is_no_letter_has_a_page(editor_client: Client) -> None:
    assert "共 " in shown(editor_client, sent(editor_client, text="。"))
    assert "<script>" not in shown(editor_client, sent(editor_client, text="<script>XX</script>\n&amp;"))


def test_only_editors_see_drafts(
    seeds: dict[str, ReplyLetter], editor_client: Client, reader_client: Client, client: Client
) -> None:
    page = sent(editor_client).get_absolute_url()
    addresses = (
        "/draft/",
        page,
        f"{page}comments/",
        f"{page}export/?format=csv",
        f"/letters/{seeds['000'].pk}/origins/",
    )

    assert {reader_client.get(address).status_code for address in addresses} == {403}
    assert {reader_client.post(address).status_code for address in addresses[:2]} == {403}
    assert all("/login/" in client.get(address)["Location"] for address in addresses)
    assert "发文前核对" not in reader_client.get("/").content.decode()
    assert "发文前核对" in editor_client.get("/").content.decode()


def test_a_draft_is_never_found(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    sent(editor_client, text=full_letters()[0].replace("氢能产业", "龙须沟草案"))

    assert "龙须沟草案发展" not in editor_client.get("/?q=龙须沟草案").content.decode()


def test_drafts_go_after_thirty_days(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    old, young = sent(editor_client), sent(editor_client)
    CheckedDraftFile.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))
    CheckedDraftFile.objects.filter(pk=young.pk).update(at=timezone.now() - timedelta(days=29))

    assert drafts.sweep_drafts() == 1
    assert list(CheckedDraftFile.objects.all()) == [young]
    assert editor_client.get(old.get_absolute_url()).status_code == 404


def test_the_oldest_go_where_there_are_too_many(
    seeds: dict[str, ReplyLetter], editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_KEPT", 2)
    made = [sent(editor_client, text=f"第{number}份") for number in range(3)]

    assert set(CheckedDraftFile.objects.all()) == set(made[1:])


def test_a_draft_is_checked_again_and_deleted(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    draft = sent(editor_client)
    CheckedDraftFile.objects.filter(pk=draft.pk).update(findings=[])

    assert act(editor_client, draft, "check") == ["已按库中现在的内容重新核对。"]
    draft.refresh_from_db()
    assert draft.findings
    assert act(editor_client, draft, "delete") == ["已删除“对省政协十三届三次会议第157号委员提案的答复”。"]
    assert not CheckedDraftFile.objects.exists()


def test_the_number_of_queries_does_not_grow(
    seeds: dict[str, ReplyLetter], editor_client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    draft = sent(editor_client)
    with django_assert_max_num_queries(12):
        shown(editor_client, draft)
    for number in range(5):
        sent(editor_client, text=f"第{number}份")
    with django_assert_max_num_queries(12):
        editor_client.get("/draft/")


def test_a_request_of_the_base_says_what_is_answered(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    session = CongressSession.objects.get(body="政协", region="省", term=13, meeting=3)
    request = Request.objects.create(title="关于氢能产业的提案", text="正文", number="233", session=session)
    form = editor_client.get("/draft/", {"request": request.pk}).content.decode()
    draft = sent(editor_client, text=full_letters()[0], request=request.pk)

    assert f'<option value="{request.pk}" selected>关于氢能产业的提案' in form
    assert draft.request == request
    assert any(shape["kind"] in {"F1", "F2"} and "233" in f"{shape}" for shape in draft.findings)
    assert f'href="{request.get_absolute_url()}"' in shown(editor_client, draft)
    assert f'"/draft/?request={request.pk}"' in editor_client.get(request.get_absolute_url()).content.decode()
