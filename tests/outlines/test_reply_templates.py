"""Templates are made, changed and deleted by editors; a used one leaves its words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kejiting.outlines.reply_templates import NAMES
from proposals.models import Outline, ReplyTemplate, Request
from proposals.records.outlines import begin_outline
from proposals.records.reply_templates import known_names

pytestmark = pytest.mark.django_db
WORDS = {"name": "简式", "form": "letter", "title": "关于{number}号的复函", "opening": "收悉。", "agency": "省科技厅"}


def test_it_works(editor_client: Client) -> None:
    answer = editor_client.post(reverse("reply_template_new"), {**WORDS, "expected_version": 0, "action": "save"})
    assert answer.status_code == 302
    template = ReplyTemplate.objects.get(name="简式")
    assert "简式" in editor_client.get(reverse("reply_templates")).content.decode()
    here = reverse("reply_template", args=[template.pk])
    editor_client.post(here, {**WORDS, "opening": "改过。", "expected_version": template.version, "action": "save"})
    template.refresh_from_db()
    assert (template.opening, template.version) == ("改过。", 2)


def test_names_are_chinese_and_former_ones_are_read(editor_client: Client, handed_over: Request) -> None:
    both = {
        "title": "关于{编号}号",
        "opening": "您在{session}提出的《{题目}》、{number}号收悉。{别的}{other}",
        "closing": "",
    }
    template = ReplyTemplate.objects.create(**{**WORDS, **both})
    outline = begin_outline(handed_over, by=None, template=template)
    assert outline.title == "关于9号"
    assert (
        outline.opening == f"您在{handed_over.session or ''}提出的《{handed_over.title}》、9号收悉。{{别的}}{{other}}"
    )
    page = editor_client.get(reverse("reply_template", args=[template.pk]))
    assert page.context["form"]["opening"].value() == "您在{届次}提出的《{题目}》、{编号}号收悉。{别的}{other}"
    words = " ".join(page.content.decode().split())
    assert "<code>{届次}</code> → 省政协十三届三次会议" in words
    assert "{session}" not in words


def test_names_in_wide_braces_are_filled_and_the_list_shows_the_names_of_today(
    editor_client: Client, handed_over: Request
) -> None:
    template = ReplyTemplate.objects.create(**{**WORDS, "opening": "｛题目｝、{ 编号 }号收悉。｛别的｝"})
    assert begin_outline(handed_over, by=None, template=template).opening == f"{handed_over.title}、9号收悉。｛别的｝"
    words = editor_client.get(reverse("reply_templates")).content.decode()
    assert "关于{编号}号的复函" in words
    assert "{number}" not in words


@pytest.mark.parametrize("field", ["title", "opening", "closing", "agency", "copies", "contact"])
@pytest.mark.parametrize("wrong", ["{别的}", "｛other｝", "{}", "{题目一二三四五六七八九}", "{题 目}", "{题目", "}"])
def test_an_unknown_name_is_refused_where_it_is_written(editor_client: Client, field: str, wrong: str) -> None:
    data = {**WORDS, field: f"关于{{编号}}号{wrong}", "expected_version": 0, "action": "save"}
    answer = editor_client.post(reverse("reply_template_new"), data)
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors[field]
    assert error.startswith(f"不认识“{wrong}”，")
    assert all(name in error for name in known_names())
    assert not ReplyTemplate.objects.filter(name=WORDS["name"]).exists()


def test_the_names_shown_are_those_known() -> None:
    assert {name for name, _ in NAMES} == set(known_names())


def test_an_unknown_name_of_an_older_template_is_told_where_it_is_used(
    editor_client: Client, handed_over: Request
) -> None:
    template = ReplyTemplate.objects.create(**{**WORDS, "opening": "{题目}、{别的}收悉。", "contact": "{电话}"})
    outline = begin_outline(handed_over, by=None, template=template)
    here = reverse("outline", args=[handed_over.pk])
    assert "{别的}、{电话}没有填上" in editor_client.get(here).content.decode()
    assert "{别的}、{电话}不是认识的名称" in editor_client.get(reverse("reply_templates")).content.decode()
    form = {"version": outline.version, "action": "check"}
    assert "“{别的}”像是没有填好的地方" in editor_client.post(here, form, follow=True).content.decode()
    fixed = {"title": "答复", "form": "letter", "opening": "收悉。", "contact": "王五", "action": "fields"}
    editor_client.post(here, {**fixed, "version": outline.version})
    assert "没有填上" not in editor_client.get(here).content.decode()


def test_two_people_at_once_are_told(editor_client: Client) -> None:
    template = ReplyTemplate.objects.create(**WORDS)
    here = reverse("reply_template", args=[template.pk])
    editor_client.post(here, {**WORDS, "opening": "先改。", "expected_version": 1})
    told = editor_client.post(here, {**WORDS, "opening": "后改。", "expected_version": 1})
    assert told.status_code == 422
    assert "刚才已被别人改过" in told.content.decode()
    assert "后改。" in told.content.decode()
    template.refresh_from_db()
    assert template.opening == "先改。"
    editor_client.post(here, {"action": "delete", "expected_version": 1})
    assert ReplyTemplate.objects.filter(pk=template.pk).exists()


def test_a_name_stands_once(editor_client: Client) -> None:
    ReplyTemplate.objects.create(**WORDS)
    again = editor_client.post(reverse("reply_template_new"), {**WORDS, "expected_version": 0})
    assert again.status_code == 422
    assert "已有这个名称" in again.content.decode()


def test_a_used_template_leaves_its_words(editor_client: Client, handed_over: Request) -> None:
    template = ReplyTemplate.objects.create(**WORDS)
    begin_outline(handed_over, by=None, template=template)
    here = reverse("reply_template", args=[template.pk])
    editor_client.post(here, {"action": "delete", "expected_version": template.version})
    outline = Outline.objects.get()
    assert (outline.template, outline.title) == (template, "关于9号的复函")
    assert not ReplyTemplate.objects.filter(pk=template.pk).exists()
    assert editor_client.get(reverse("outline", args=[handed_over.pk])).status_code == 200
