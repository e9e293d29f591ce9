"""改动记录 of what is the house's own: its pages, and which right each takes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import include, path, reverse

from kejiting.web.permission import MAY_EXAMINE, MAY_HANDLE
from proposals.models import CongressSession, Delegate, Outline, ReplyTemplate, Request, SettingsTable
from proposals.pages import house_changes as changes
from proposals.pages.history import History
from proposals.records.house_restore import restore_house_act
from proposals.records.house_states import STATES, TABLES, version_of


def _outlines() -> QuerySet[Outline]:
    return Outline.objects.filter(request__in=Request.objects.order_by().values("pk"))


def _table_address(table: SettingsTable) -> str:
    return reverse(f"admin:proposals_{TABLES[SettingsTable.Name(table.name)].model._meta.model_name}_changelist")


def _house(name: str, right: str, model: Any, changed: changes.Changes, **more: Any) -> History:
    subjects = more.pop("subjects", model._default_manager.all)
    return History(name, right, subjects, STATES[model], changed, restore_house_act, version=version_of, **more)


OF_TEMPLATES = _house("reply_template", MAY_HANDLE, ReplyTemplate, changes.changes_of_template)
OF_REQUESTS = _house("request", MAY_HANDLE, Request, changes.changes_of_request)
OF_OUTLINES = _house("outline", MAY_HANDLE, Outline, changes.changes_of_outline, subjects=_outlines)
OF_TABLES = _house("settings_table", MAY_HANDLE, SettingsTable, changes.changes_of_table, address=_table_address)
OF_DELEGATES = _house("delegate", "proposals.change_delegate", Delegate, changes.changes_of_delegate)
OF_SESSIONS = _house(
    "session",
    "proposals.change_congresssession",
    CongressSession,
    changes.changes_of_session,
    address=lambda session: reverse("admin:proposals_congresssession_change", args=[session.pk]),
)
OF_ACCOUNTS = _house(
    "account",
    MAY_EXAMINE,
    User,
    changes.changes_of_account,
    address=lambda account: reverse("admin:auth_user_change", args=[account.pk]),
)

urlpatterns = [
    path("reply-templates/", include(OF_TEMPLATES.urls())),
    path("requests/", include(OF_REQUESTS.urls())),
    path("outlines/", include(OF_OUTLINES.urls())),
    path("settings/", include(OF_TABLES.urls())),
    path("delegates/", include(OF_DELEGATES.urls())),
    path("sessions/", include(OF_SESSIONS.urls())),
    path("accounts/", include(OF_ACCOUNTS.urls())),
]
