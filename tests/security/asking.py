"""Send what leaves nothing behind, and say what came of it."""

from __future__ import annotations

import copy
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.security.rules import Seen

_LOGINS = ("/login/", "/admin/login/")
_BY_CODE = {401: Seen.SHUT, 403: Seen.SHUT, 404: Seen.NONE, 410: Seen.GONE, 405: Seen.NO_METHOD}


def ask(client: Client, method: str, url: str, sent: Any = None, **more: Any) -> tuple[HttpResponseBase, bytes]:
    """The answer and its body. What a request changes is taken back, and who logged out is logged in again."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(url, sent, **more)
        body = answer.getvalue() if getattr(answer, "streaming", False) else answer.content
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, body


def seen(answer: HttpResponseBase) -> Seen:
    leads_to = answer.headers.get("Location", "")
    if answer.status_code == 302 and leads_to.startswith(_LOGINS) and "next=" in leads_to:
        return Seen.SHUT
    if answer.status_code == 302 and leads_to == "/admin/":
        return Seen.NONE  # what the administration says of a row that is not there
    return _BY_CODE.get(answer.status_code, Seen.FAILED if answer.status_code >= 500 else Seen.OPEN)
