"""What pages, files and the API of an installation say, asked for as people do: by addresses and links.

Runs in a process on the installation's data folder, and knows no model and no module of the program.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from html import unescape
from io import BytesIO
from typing import Any

import django
from django.conf import settings

ON = " > "
NO_LINK = 0
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def main() -> None:
    """Print the answers to what the first word lists as JSON: who asks, what for, and what is posted there."""
    django.setup()
    # pages name static files by hashes that only a collected folder knows
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    sys.stdout.write(json.dumps([_answer(*one) for one in json.loads(sys.argv[1])]))


def _answer(who: str, address: str, posted: dict[str, str] | None) -> tuple[int, str]:
    client = _browser(who)
    place, *links = address.split(ON)
    response = client.get(place)
    for words in links:
        place = _linked(_text(response), words)
        if not place:
            return NO_LINK, ""
        response = client.get(place)
    if posted is not None:
        response = client.post(place, posted, follow=True)
    return response.status_code, _said(response)


def _browser(who: str) -> Any:
    from django.contrib.auth import get_user_model  # noqa: PLC0415  the program has to be set up
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    if who:
        client.force_login(
            get_user_model().objects.get(username=who), backend="django.contrib.auth.backends.ModelBackend"
        )
    return client


def _linked(page: str, words: str) -> str:
    linked = (unescape(address) for address, inner in LINK.findall(page) if _squeezed(_stripped(inner)) == words)
    return next(linked, "")


def _said(response: Any) -> str:
    """What people read, and behind it all that was sent, without white space."""
    text = _text(response)
    return "\n".join((_squeezed(unescape(_stripped(text))), _squeezed(unescape(text))))


def _text(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type", "").startswith("application/json"):
        return json.dumps(json.loads(body), ensure_ascii=False)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as sheet:
            body = b"".join(sheet.read(name) for name in sheet.namelist() if name.endswith(".xml"))
    return str(body.decode())


def _stripped(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
