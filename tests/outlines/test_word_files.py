"""Out as a Word file, edited there, and back: what stayed, what was changed, what is gone."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from proposals.models import CheckedDraftFile, Outline, ReplyLetter, Request
from proposals.records.outline_items import items_with_sources, quotation_of
from proposals.records.outlines import begin_outline, pick, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def outline(handed_over: Request, seeds: dict[str, ReplyLetter]) -> Outline:
    outline = begin_outline(handed_over, by=None)
    first = handed_over.asks.all()[0]
    for passage in seeds["000"].passages.filter(part__in=("measures", "outcomes")).order_by("start")[:3]:
        pick(outline, quotation_of(passage), ask=first, expected_version=outline.version, by=None)
    write(outline, "承办人自己的话。", ask=first, expected_version=outline.version, by=None)
    return outline


def word(client: Client, outline: Outline, **asked: str) -> bytes:
    answer = client.get(reverse("outline_word", args=[outline.request_id]), asked)
    assert answer.status_code == 200
    return bytes(answer.content)


def upload(client: Client, outline: Outline, data: bytes, version: int | None = None) -> tuple[int, str]:
    sent = {"action": "upload", "version": version or outline.version, "file": SimpleUploadedFile("改.docx", data)}
    answer = client.post(reverse("outline", args=[outline.request_id]), sent)
    return answer.status_code, answer.content.decode()


def test_it_works(editor_client: Client, outline: Outline) -> None:
    document = docx.Document(BytesIO(word(editor_client, outline)))
    assert {comment.text for comment in document.comments} == {"吉科发成〔2025〕84号，2025年6月18日，第一项"}
    clean = docx.Document(BytesIO(word(editor_client, outline, clean="1")))
    assert not list(clean.comments)
    assert "承办人自己的话。" in [paragraph.text for paragraph in clean.paragraphs]


def test_an_edited_file_tells_what_became_of_quotations(editor_client: Client, outline: Outline) -> None:
    first, second, third, _ = items_with_sources(outline)
    document = docx.Document(BytesIO(word(editor_client, outline)))
    for paragraph in document.paragraphs:
        if paragraph.text and paragraph.text in second.text:
            run = next(run for run in paragraph.runs if run.text)
            run.text = f"改{run.text[1:]}"
        if paragraph.text and paragraph.text in third.text:
            paragraph._element.getparent().remove(paragraph._element)
    edited = BytesIO()
    document.save(edited)
    status, page = upload(editor_client, outline, edited.getvalue())
    assert status == 200
    assert "引文照原样的 1 处" in page
    assert "改动过的 1 处" in page
    assert "文件里没有了的 1 处" in page
    kept = [item for item in items_with_sources(outline) if item.is_quotation]
    assert [item.text for item in kept] == [first.text]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", "文本".encode()])
def test_what_is_no_word_file_is_refused(editor_client: Client, outline: Outline, data: bytes) -> None:
    before = [item.text for item in items_with_sources(outline)]
    status, page = upload(editor_client, outline, data)
    assert status == 422
    assert "notice" in page
    assert [item.text for item in items_with_sources(outline)] == before


def test_a_file_for_an_older_outline_is_told(editor_client: Client, outline: Outline) -> None:
    status, page = upload(editor_client, outline, word(editor_client, outline), version=1)
    assert status == 409
    assert "刚才已被别人改过" in page


def test_the_outline_is_checked_as_any_draft(editor_client: Client, outline: Outline) -> None:
    address = reverse("outline", args=[outline.request_id])
    before = outline.version

    def check() -> str:
        answer = editor_client.post(address, {"action": "check", "version": outline.version}, follow=True)
        assert answer.redirect_chain[-1][0] == CheckedDraftFile.objects.get().get_absolute_url()
        return str(answer.content.decode())

    page = check()
    assert "日期" in page
    assert address in page
    assert not Outline.objects.exclude(version=before).exists()
    write(outline, "带动投资XX亿元。", ask=None, expected_version=outline.version, by=None)
    assert "带动投资" not in page
    assert "带动投资" in check()
