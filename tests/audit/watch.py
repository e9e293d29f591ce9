"""Which addresses take a form and which commands there are: each leaves a row in the audit, or is excused with a reason.

While the tests of a folder in `WATCHED` run, whatever they send is looked at: what writes a row that people made, and no
row of the audit, fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from kejiting.audit.models import AuditRecord
from kejiting.text.lazy_re import lazy_re

WATCHED = {"admin", "audit", "commitments", "desk", "entry", "following", "indicators", "outlines", "pages", "plan_entry", "scoreboard", "topics"}  # fmt: skip

RECORDED = {
    "check", "commitment", "commitment_add", "commitment_verdict", "draft", "draft_checked", "entry_compare", "entry_delete", "entry_new",
    "entry_plan", "entry_plan_compare", "entry_plan_delete", "entry_plan_item", "entry_plan_target",
    "entry_plan_target_new", "entry_plan_withdraw", "entry_plans_read", "entry_draft", "entry_publish", "entry_read", "entry_review", "entry_several",
    "entry_withdraw", "following_address", "indicator", "indicator_assign_all", "indicator_offers", "indicator_wording",
    "letter_act", "plan_act", "indicator_act", "topic_act", "reply_template_act", "request_act", "outline_act",
    "settings_table_act", "delegate_act", "session_act", "account_act", "undo_deed", "login", "logout", "outline", "password_change", "reply_template", "reply_template_new", "request",
    "request_delete", "request_from_letter", "request_new", "request_read", "request_sheet", "request_sheets", "requests_due", "target", "topic_edit", "topic_new", "wastebasket_erase",
    "wastebasket_restore",
}  # fmt: skip
EXCUSED = {
    "search_ask": "a question, kept for a while under an address of its own",
    "display": "how pages look; a cookie",
    "basket": "what a person collects, in their session; taken out as a file it is recorded",
    "following": "what a person wants to be told of",
    "saved_views": "a person's own names of filters",
    "proposals_replyletter_change": "saved as it was it is no act; what differs is one of `keep_act`",
    "own_office": "by which a person narrows lists; it gives no right",
}

RECORDED_COMMANDS = {
    "backup", "doctor", "empty_wastebasket", "export", "forget_samples", "import", "ingest_letters", "ingest_requests", "load_plan",
    "prepare", "reread_letters", "reread_plans", "restore",
}  # fmt: skip
EXCUSED_COMMANDS = {
    "draft_reply": "writes a file of what its drafter picked; saves nothing",
    "check_draft": "reads a draft, and saves nothing",
    "read_request": "reads a proposal, and saves nothing",
    "refresh_ledgers": "what follows from texts and rules; nobody's act",
    "sbom": "lists what the program is made of",
    "search_index": "a shadow of the base",
    "serve": "calls prepare, which begins the audit",
}

_WRITES = lazy_re(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# What follows by itself, and histories, which stand beside the rows they are of
_FOLLOWS = {
    "indexoutbox",
    "pendingrecheck",
    "longquestion",
    "zeroresultquery",
    "shingle",
    "pinyinkey",
    "letteract",
    "actcontent",
    "keptact",
    "keptcontent",
    "houseact",
    "housecontent",
}
_OURS = {
    model._meta.db_table
    for model in apps.get_models()
    if model._meta.app_label in {"proposals", "measures"}
    and model._meta.model_name not in _FOLLOWS
    and not model.__name__.startswith("Historical")
}


class _Written:
    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("ROLLBACK"):
            self.tables.clear()
        elif found := _WRITES.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail what sends a form that writes rows of people and none of the audit."""
    send = Client.request

    def request(client: Client, **sent: Any) -> Any:
        if sent.get("REQUEST_METHOD") != "POST":
            return send(client, **sent)
        written = _Written()
        with connection.execute_wrapper(written):
            answer = send(client, **sent)
        name = getattr(getattr(answer, "resolver_match", None), "url_name", None)
        if written.tables & _OURS and name not in EXCUSED:
            assert AuditRecord._meta.db_table in written.tables, (sent["PATH_INFO"], written.tables & _OURS)
        return answer

    monkeypatch.setattr(Client, "request", request)
    yield
