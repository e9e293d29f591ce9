"""An outline as people write it: picked, written, sent out as a Word file, and taken back after it was edited."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from kejiting.drafting import pieces_of, reply_document
from kejiting.official_document.quotations import read_quotations
from kejiting.official_document.writer import official_docx
from kejiting.outlines.sources import quotation_of_now, rows_of
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError
from proposals.models import Outline, ReplyLetter, Request, RequestAsk
from proposals.records.edited_outlines import take_back
from proposals.records.outline_items import items_with_sources, quotation_of
from proposals.records.outlines import (
    begin_outline,
    change_item,
    move_item,
    pick,
    remove_item,
    renew_item,
    set_outline,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_row(seeds: dict[str, ReplyLetter]) -> Request:
    proposal = seeds["000"].answers.all()[0].proposal
    text = "一、建设专门的技术转移机构。\n二、培养技术经纪人，稳定队伍。"
    row = Request.objects.create(
        title=proposal.title, kind="委员提案", session=proposal.session, number="9", proposers=["张三"], text=text
    )
    RequestAsk.objects.create(request=row, position=1, title="建设专门的技术转移机构", start=0, end=14)
    RequestAsk.objects.create(request=row, position=2, title=None, start=15, end=len(text))
    return row


@pytest.fixture
def outline(request_row: Request) -> Outline:
    return begin_outline(request_row, by=None)


@pytest.fixture
def picked(outline: Outline, seeds: dict[str, ReplyLetter]) -> Outline:
    """Two quotations and two paragraphs of the drafter's own."""
    first, second = outline.request.asks.all()
    passages = [one for one in seeds["000"].passages.all() if one.part in ("measures", "outcomes")][:2]
    pick(outline, quotation_of(passages[0]), ask=first, expected_version=outline.version, by=None)
    write(outline, "这是承办人自己写的话。\n分两段。", ask=first, expected_version=outline.version, by=None)
    pick(outline, quotation_of(passages[1], Span(0, 12)), ask=second, expected_version=outline.version, by=None)
    return outline


def texts(outline: Outline) -> list[tuple[str, str]]:
    return [(item.text, item.citation) for item in items_with_sources(outline)]


def file_of(outline: Outline, *, cite: bool = True) -> bytes:
    return official_docx(reply_document(outline), cite=cite)


def test_it_begins_with_the_template_of_its_kind(outline: Outline) -> None:
    assert outline.title == "对省政协十三届三次会议第9号委员提案的答复"
    assert outline.salutation == "张三委员："
    assert f"《{outline.request.title}》收悉" in outline.opening
    assert begin_outline(outline.request, by=None) == outline


def test_the_document_has_asks_as_headings_and_quotations_with_citations(picked: Outline) -> None:
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(file_of(picked))).paragraphs]
    quoted = [item for item in items_with_sources(picked) if item.is_quotation]

    assert "一、关于“建设专门的技术转移机构”的建议" in lines
    assert "二、关于“二、培养技术经纪人，稳定队伍”的建议" in lines
    assert "这是承办人自己写的话。" in lines
    for item in quoted:
        assert item.passage
        assert item.text in item.passage.text
        assert item.citation == "吉科发成〔2025〕84号，2025年6月18日，第一项"
        assert set(item.text.split("\n")) <= set(lines)
    comments = [comment.text for comment in docx.Document(BytesIO(file_of(picked))).comments]
    assert set(comments) == {item.citation for item in quoted}
    assert read_quotations(file_of(picked, cite=False)) == {}


def test_two_people_at_once_are_told(outline: Outline) -> None:
    seen = outline.version
    write(outline, "先写的。", ask=None, expected_version=seen, by=None)
    with pytest.raises(RowChangedError):
        write(outline, "后写的。", ask=None, expected_version=seen, by=None)

    assert texts(outline) == [("先写的。", "")]


def test_pieces_are_changed_moved_and_removed(picked: Outline) -> None:
    first, own, third = items_with_sources(picked)
    move_item(own, up=True, expected_version=picked.version, by=None)
    picked.refresh_from_db()
    assert [item.pk for item in items_with_sources(picked)] == [own.pk, first.pk, third.pk]
    change_item(first, "改成自己的话。", expected_version=picked.version, by=None)
    picked.refresh_from_db()
    assert texts(picked)[1] == ("改成自己的话。", "")
    remove_item(own, expected_version=picked.version, by=None)
    picked.refresh_from_db()
    set_outline(picked, {"doc_number": "吉科发成〔2026〕1号"}, expected_version=picked.version, by=None)
    picked.refresh_from_db()
    assert picked.doc_number == "吉科发成〔2026〕1号"
    assert len(texts(picked)) == 2


def test_only_published_words_are_quoted(outline: Outline, seeds: dict[str, ReplyLetter]) -> None:
    passage = seeds["001"].passages.exclude(part="title").first()
    assert passage
    ReplyLetter.objects.filter(pk=passage.letter_id).update(status="draft")
    passage.refresh_from_db()
    with pytest.raises(ActionError):
        quotation_of(passage)


def test_a_corrected_letter_offers_its_new_words(picked: Outline) -> None:
    row = rows_of(picked)[0]
    item = row.item
    assert item.passage
    assert row.wording is None
    letter = item.passage.letter
    at = item.passage.start + 3
    ReplyLetter.objects.filter(pk=letter.pk).update(text=f"{letter.text[:at]}新{letter.text[at + 1 :]}")

    row = rows_of(picked)[0]
    assert "新" in (row.wording or "")
    renew_item(row.item, quotation_of_now(row.item), expected_version=picked.version, by=None)
    item.refresh_from_db()
    assert "新" in item.text
    assert rows_of(picked)[0].wording is None


def test_an_untouched_file_comes_back_as_it_was(picked: Outline) -> None:
    before = [(item.ask_id, item.text, item.citation) for item in items_with_sources(picked)]
    edited = pieces_of(picked, file_of(picked))
    assert edited.opening == picked.opening
    assert edited.closing == picked.closing
    back = take_back(picked, edited.pieces, expected_version=picked.version, by=None)

    assert not back.changed
    assert not back.gone
    after = [(item.ask_id, item.text, item.citation) for item in items_with_sources(picked)]
    assert "".join(text for _, text, _ in after) == "".join(text.replace("\n", "") for _, text, _ in before)
    assert [row for row in after if row[2]] == [row for row in before if row[2]]


def test_an_edited_file_tells_what_was_changed_and_what_is_gone(picked: Outline) -> None:
    quoted = [item for item in items_with_sources(picked) if item.is_quotation]
    file = docx.Document(BytesIO(file_of(picked)))
    for paragraph in file.paragraphs:
        for run in paragraph.runs:
            if run.text and run.text in quoted[0].text:
                run.text = f"改了{run.text}"
        if paragraph.text == quoted[1].text:
            paragraph._p.getparent().remove(paragraph._p)
    data = BytesIO()
    file.save(data)
    back = take_back(picked, pieces_of(picked, data.getvalue()).pieces, expected_version=picked.version, by=None)

    assert [item.pk for item, _ in back.changed] == [quoted[0].pk]
    assert [item.pk for item in back.gone] == [quoted[1].pk]
    assert not any(citation for _, citation in texts(picked))


def test_draft_reply_writes_a_file(picked: Outline, tmp_path: Path) -> None:
    out = tmp_path / "答复.docx"
    call_command("draft_reply", str(picked.request_id), out=out)
    assert len(read_quotations(out.read_bytes())) >= 2
    call_command("draft_reply", str(picked.request_id), out=out, clean=True)
    assert read_quotations(out.read_bytes()) == {}


def test_draft_reply_works_without_an_outline_and_saves_none(request_row: Request, tmp_path: Path) -> None:
    out = tmp_path / "答复.docx"
    call_command("draft_reply", str(request_row.pk), out=out)

    lines = [paragraph.text for paragraph in docx.Document(BytesIO(out.read_bytes())).paragraphs]
    assert "一、关于“建设专门的技术转移机构”的建议" in lines
    assert not Outline.objects.exists()
    with pytest.raises(CommandError, match="没有编号"):
        call_command("draft_reply", "99999", out=out)
