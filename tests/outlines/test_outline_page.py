"""The page of an outline: picked, written, moved, renewed; who may, and who is told when two are at it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kejiting.audit.models import AuditRecord
from kejiting.drafting import reply_document
from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.official_document.writer import official_docx
from kejiting.text.numerals import to_chinese
from measures.models import Commitment, Figure, Plan, PlanItem, Target
from proposals.models import Outline, Passage, ReplyLetter, ReplyTemplate, Request
from proposals.records.outline_items import items_with_sources

pytestmark = pytest.mark.django_db


def address(row: Request) -> str:
    return reverse("outline", args=[row.pk])


def press(client: Client, row: Request, action: str, *, headers: dict[str, str] | None = None, **sent: Any) -> Any:
    version = Outline.objects.filter(request=row).values_list("version", flat=True).first() or 1
    return client.post(address(row), {"version": version, "action": action, **sent}, headers=headers)


def passage_of(seeds: dict[str, ReplyLetter]) -> Passage:
    return seeds["000"].passages.filter(part="measures").earliest("start")


def texts(row: Request) -> list[str]:
    return [item.text for item in items_with_sources(Outline.objects.get(request=row))]


def test_it_works(editor_client: Client, handed_over: Request, seeds: dict[str, ReplyLetter]) -> None:
    page = editor_client.get(address(handed_over))
    body = page.content.decode()
    assert page.status_code == 200
    assert "推动省内高校建设专门的技术转移机构" in body
    assert "一、关于“建设专门的技术转移机构”的建议" in body
    assert not Outline.objects.exists()

    passage, first = passage_of(seeds), handed_over.asks.all()[0]
    answer = press(editor_client, handed_over, f"pick:{passage.pk}", ask=first.pk)
    outline = Outline.objects.get(request=handed_over)
    (item,) = items_with_sources(outline)
    assert answer.headers["Location"] == f"{address(handed_over)}?ask={first.pk}#i{item.pk}"
    assert (item.text, item.ask) == (passage.text.strip(), first)
    assert item.citation == "吉科发成〔2025〕84号，2025年6月18日，第一项"
    assert item.citation in editor_client.get(address(handed_over)).content.decode()


def test_only_the_selected_words_are_picked(
    editor_client: Client, handed_over: Request, seeds: dict[str, ReplyLetter]
) -> None:
    passage = passage_of(seeds)
    press(editor_client, handed_over, f"pick:{passage.pk}", ask=handed_over.asks.all()[0].pk, start=3, end=12)
    assert texts(handed_over) == [passage.text[3:12]]
    refused = press(editor_client, handed_over, f"pick:{passage.pk}", start=3, end=999_999)
    assert refused.status_code == 422
    assert "选中的文字不在这个段落里" in refused.content.decode()


def test_own_words_are_written_changed_moved_and_removed(editor_client: Client, handed_over: Request) -> None:
    first = handed_over.asks.all()[0]
    for words in ("第一段", "第二段"):
        press(editor_client, handed_over, f"write:{first.pk}", **{f"new-{first.pk}": words})
    one, two = items_with_sources(Outline.objects.get())
    saved = press(
        editor_client,
        handed_over,
        f"change:{one.pk}",
        headers={"Accept": "application/json"},
        **{f"text-{one.pk}": "改过的"},
    )
    assert saved.json() == {"version": Outline.objects.get().version, "message": "已保存。"}
    press(editor_client, handed_over, f"up:{two.pk}")
    assert texts(handed_over) == ["第二段", "改过的"]
    press(editor_client, handed_over, f"down:{two.pk}")
    press(editor_client, handed_over, f"remove:{one.pk}")
    assert texts(handed_over) == ["第二段"]
    assert {"写一段", "改写一段", "移动一段", "删去一段"} <= set(AuditRecord.objects.values_list("detail", flat=True))


def test_two_people_at_once_are_told(editor_client: Client, handed_over: Request) -> None:
    first = handed_over.asks.all()[0]
    sent = {"version": 1, "action": f"write:{first.pk}"}
    editor_client.post(address(handed_over), {**sent, f"new-{first.pk}": "先写的"})
    told = editor_client.post(address(handed_over), {**sent, f"new-{first.pk}": "后写的"})
    assert told.status_code == 409
    assert "刚才已被别人改过" in told.content.decode()
    assert "后写的" in told.content.decode()
    in_json = editor_client.post(
        address(handed_over), {**sent, f"new-{first.pk}": "后写的"}, headers={"Accept": "application/json"}
    )
    assert (in_json.status_code, list(in_json.json())) == (409, ["message"])
    assert texts(handed_over) == ["先写的"]


def test_a_corrected_letter_shows_both_wordings(
    editor_client: Client, handed_over: Request, seeds: dict[str, ReplyLetter]
) -> None:
    passage = passage_of(seeds)
    press(editor_client, handed_over, f"pick:{passage.pk}")
    letter, at = passage.letter, passage.start + 3
    ReplyLetter.objects.filter(pk=letter.pk).update(text=f"{letter.text[:at]}新{letter.text[at + 1 :]}")
    body = editor_client.get(address(handed_over)).content.decode()
    assert "原处后来更正过" in body
    (item,) = items_with_sources(Outline.objects.get())
    press(editor_client, handed_over, f"renew:{item.pk}")
    assert "新" in texts(handed_over)[0]


def test_fields_and_templates_fill_what_stands_around(editor_client: Client, handed_over: Request) -> None:
    fields = {"title": "改过的标题", "form": "document", "opening": "现答复如下：", "written_on": "2026-06-01"}
    press(editor_client, handed_over, "fields", **fields)
    outline = Outline.objects.get()
    assert (outline.title, outline.form, str(outline.written_on)) == ("改过的标题", "document", "2026-06-01")
    refused = press(editor_client, handed_over, "fields", **{**fields, "written_on": "六月"})
    assert refused.status_code == 422
    assert "成文日期" in refused.content.decode()
    template = ReplyTemplate.objects.create(
        name="简式", title="关于{number}号的复函", opening="收悉。", agency="省科技厅"
    )
    press(editor_client, handed_over, "template", template=template.pk)
    outline.refresh_from_db()
    assert (outline.title, outline.template) == ("关于9号的复函", template)


@pytest.mark.parametrize(
    "action", ["", "nothing", "pick:0", "up:99999", "write:99999", "change:", "pick:1:2", "template"]
)
def test_what_no_page_sends_is_refused(editor_client: Client, handed_over: Request, action: str) -> None:
    assert press(editor_client, handed_over, action, ask="x", start="-1").status_code == 422


def test_readers_get_no_access(reader_client: Client, client: Client, handed_over: Request) -> None:
    names = ("outline", "outline_word")
    for name in names:
        assert reader_client.get(reverse(name, args=[handed_over.pk])).status_code == 403
        assert client.get(reverse(name, args=[handed_over.pk])).status_code == 302
    assert reader_client.get(reverse("reply_templates")).status_code == 403


def test_a_request_without_asks_says_so(editor_client: Client, handed_over: Request) -> None:
    handed_over.asks.all().delete()
    page = editor_client.get(address(handed_over))
    assert "还没有认出建议" in page.content.decode()
    press(editor_client, handed_over, "write:0", **{"new-0": "统一答复。"})
    assert texts(handed_over) == ["统一答复。"]


def test_a_request_of_sixty_pages_is_answered_ask_by_ask(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    reason = "我省科技成果就地转化率不高，技术转移机构少，专业人才缺乏，政策没有落到实处。" * 24
    asked = "".join(
        f"{to_chinese(number)}、建设第{number}批技术转移机构\n依托第{number}所高校，培养技术经纪人。{reason}\n"
        for number in range(1, 41)
    )
    text = f"关于科技成果转化的提案\n提案人：张三\n案由：成果转化。\n建议：\n{asked}"
    assert len(text) > 36_000
    row = ingest_request(read_request("六十页.txt", text.encode()), by=None)
    assert row.asks.count() == 40
    last = row.asks.latest("position")
    page = editor_client.get(address(row), {"ask": last.pk})
    assert page.status_code == 200
    assert page.context["chosen"] == last
    assert page.context["memory"].answers
    press(editor_client, row, f"write:{last.pk}", **{f"new-{last.pk}": "我厅支持。"})
    file = editor_client.get(reverse("outline_word", args=[row.pk]))
    headings = [one.text for one in docx.Document(BytesIO(file.content)).paragraphs if "的建议" in one.text]
    assert len(headings) >= 40


def test_the_number_of_queries_stays(
    editor_client: Client, handed_over: Request, seeds: dict[str, ReplyLetter]
) -> None:
    passage = passage_of(seeds)
    press(editor_client, handed_over, f"pick:{passage.pk}")
    editor_client.get(address(handed_over))
    with CaptureQueriesContext(connection) as with_one:
        editor_client.get(address(handed_over))
    for other in seeds["001"].passages.exclude(part__in=("title", "proposal"))[:4]:
        press(editor_client, handed_over, f"pick:{other.pk}")
    with CaptureQueriesContext(connection) as with_five:
        editor_client.get(address(handed_over))
    assert len(with_five) == len(with_one)


def test_figures_and_promises_are_picked_as_they_stand(
    editor_client: Client, handed_over: Request, seeds: dict[str, ReplyLetter]
) -> None:
    figure = Figure.objects.filter(letter=seeds["000"], passage__isnull=False).earliest("pk")
    promise = Commitment.objects.filter(letter=seeds["000"], passage__isnull=False).earliest("pk")
    press(editor_client, handed_over, f"figure:{figure.pk}")
    press(editor_client, handed_over, f"promise:{promise.pk}")
    sentence, promised = texts(handed_over)
    assert figure.printed in "".join(sentence.split())
    assert promised == promise.wording.strip()


def test_plan_items_and_their_targets_are_quoted_with_the_plan(
    editor_client: Client, handed_over: Request, plan: Plan
) -> None:
    target = Target.objects.filter(item__plan=plan).select_related("item__plan").earliest("pk")
    item = target.item
    press(editor_client, handed_over, f"plan:{item.pk}", start=0, end=6)
    press(editor_client, handed_over, f"target:{target.pk}")
    some, sentence = texts(handed_over)
    assert some == item.text[:6].strip()
    assert target.text in sentence
    assert sentence in item.text
    outline = Outline.objects.get()
    assert {row.citation for row in outline.items.all()} == {plan.citation}
    file = docx.Document(BytesIO(official_docx(reply_document(outline), cite=True)))
    assert [comment.text for comment in file.comments] == [plan.citation] * 2
    page = editor_client.get(address(handed_over)).content.decode()
    assert page.count(f'<a\n      href="{item.get_absolute_url()}">{plan.citation}</a>') == 2

    refused = press(editor_client, handed_over, f"plan:{item.pk}", start=2, end=999_999)
    assert refused.status_code == 422
    assert press(editor_client, handed_over, "target:999999").status_code == 422


def test_a_plan_that_was_corrected_or_withdrawn_is_told(
    editor_client: Client, handed_over: Request, plan: Plan
) -> None:
    item = PlanItem.objects.filter(plan=plan, targets__isnull=False).earliest("pk")
    press(editor_client, handed_over, f"plan:{item.pk}")
    Plan.objects.filter(pk=plan.pk).update(text=f"{plan.text[: item.start + 2]}新{plan.text[item.start + 3 :]}")
    assert "原处后来更正过" in editor_client.get(address(handed_over)).content.decode()
    press(editor_client, handed_over, f"renew:{Outline.objects.get().items.get().pk}")
    assert "新" in texts(handed_over)[0]
    Plan.objects.filter(pk=plan.pk).update(status="draft")
    assert "原处已经没有这段文字" in editor_client.get(address(handed_over)).content.decode()
    assert press(editor_client, handed_over, f"renew:{Outline.objects.get().items.get().pk}").status_code == 422


def test_the_reply_arrives_at_the_entry_desk(editor_client: Client, handed_over: Request) -> None:
    first = handed_over.asks.all()[0]
    press(editor_client, handed_over, f"write:{first.pk}", **{f"new-{first.pk}": "我厅支持高校建设技术转移机构。"})
    assert press(editor_client, handed_over, "letter", version=1).status_code == 409
    answer = press(editor_client, handed_over, "letter")
    letter = ReplyLetter.objects.get(status="arrived")
    assert answer.headers["Location"] == reverse("entry_review", args=[letter.pk])
    assert "我厅支持高校建设技术转移机构。" in letter.text
    assert letter.title == "对省政协十三届三次会议第9号委员提案的答复"
