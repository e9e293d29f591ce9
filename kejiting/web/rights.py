"""What a right is called on the screen, and which roles have it."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kejiting.web.roles import ROLES

ACTIONS = {"add": "增加", "change": "修改", "delete": "删除", "view": "查看"}
# What the names of the administration's addresses end in, and the right that it takes
_ADMIN_PAGES = {"changelist": "view", "history": "view", "simple_history": "view", "password_change": "change"}


class MissingRight(PermissionDenied):
    """A refusal that says which right is missing: `proposals.add_replyletter`."""

    def __init__(self, right: str) -> None:
        super().__init__(right)
        self.right = right


def right_name(right: str) -> str:
    """Return 增加答复函 for `proposals.add_replyletter`, and the right as it is if its model is no more."""
    app, _, codename = right.partition(".")
    action, _, model = codename.partition("_")
    try:
        return f"{ACTIONS[action]}{apps.get_model(app, model)._meta.verbose_name}"
    except LookupError:
        return right


# So in the administration and in what is recorded
Permission.__str__ = lambda right: right_name(f"{right.content_type.app_label}.{right.codename}")  # type: ignore[method-assign,attr-defined]


def roles_with(right: str) -> list[str]:
    """Return the roles that have the right, by the table of `roles`."""
    return [role for role, codenames in ROLES.items() if right.partition(".")[2] in codenames]


def right_of_admin_page(request: HttpRequest) -> str | None:
    """Return the right that a page of a model in the administration takes; None for all other pages."""
    match = request.resolver_match
    if match is None or match.app_name != "admin" or not match.url_name:
        return None
    app, _, rest = match.url_name.partition("_")
    model, _, page = rest.partition("_")
    action = _ADMIN_PAGES.get(page, page)
    return f"{app}.{action}_{model}" if action in ACTIONS else None
