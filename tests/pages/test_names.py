"""People are named as in Chinese, the family name first, wherever a page shows who did something."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.audit.actor import account_name
from kejiting.web.people import full_name, person_name
from proposals.models import ReplyLetter
from tests.test_templates import TEMPLATES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [("王", "芳", "王芳"), ("", "王芳", "王芳"), ("王芳", "", "王芳"), ("欧阳", "小 明", "欧阳小 明"),
     ("Smith", "John", "John Smith"), ("", "", ""), (" ", " 王芳 ", "王芳")],
)  # fmt: skip
def test_it_works(family: str, given: str, name: str) -> None:
    someone = User(username="wangfang", last_name=family, first_name=given)
    assert full_name(someone) == name
    assert person_name(someone) == (name or "wangfang")
    assert account_name(someone) == (f"{name}（wangfang）" if name else "wangfang")


def test_the_administration_asks_for_the_family_name_first(administrator_client: Client) -> None:
    someone = User.objects.create_user("wangfang", last_name="王", first_name="芳")
    form = administrator_client.get(reverse("admin:auth_user_change", args=[someone.pk])).content.decode()
    assert form.index("姓氏") < form.index("名字")
    rows = administrator_client.get(reverse("admin:auth_user_changelist")).content.decode()
    assert "王芳" in rows
    assert "名字" not in rows


def test_pages_show_the_full_name(editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    User.objects.filter(pk=editor.pk).update(last_name="王", first_name="芳")
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="arrived", entered_by=editor, assigned_to=editor)
    words = editor_client.get(reverse("entry")).content.decode()
    assert "分给 王芳" in words
    assert "王芳 录入" in words
    assert f"王芳（{editor.username}）</option>" in words
    assert '<span class="person-name">王芳</span>' in words


def test_no_template_names_a_person_otherwise() -> None:
    names = re.compile(r"get_(?:full|short)_name|(?:_by|assigned_to|\.user|\bby)(?:\|default:\S+)? }}")
    found = {path.name for path in TEMPLATES.rglob("*.*") if names.search(path.read_text(encoding="utf-8"))}
    assert found == {"wastebasket.html"}  # of a row that knows how it is named
