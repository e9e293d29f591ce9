"""The first administrator, whose password is shown once."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model

NAME = "admin"


def has_administrator() -> bool:
    return get_user_model().objects.filter(is_superuser=True).exists()


def make_administrator() -> str:
    """Make one, and return the sentence that says so."""
    password = secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser(NAME, password=password)
    return f"已建立管理员：用户名 {NAME}，密码 {password}（只显示这一次，请记下）"
