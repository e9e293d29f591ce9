"""What waits in the queues, and the way through them."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from measures.models import Figure
from proposals.models import ReplyLetter

Seeds = dict[str, ReplyLetter]


def known_figures(letter: ReplyLetter) -> list[Figure]:
    """Of different wordings."""
    figures = letter.figures.filter(passage__part="outcomes").exclude(counted=None).order_by("pk")
    return list({(figure.unit, figure.counted_folded): figure for figure in figures}.values())


def items(client: Client, kind: str) -> list[str]:
    """The addresses of the items of one kind, as the page lists them."""
    page = client.get("/work/", {"kind": kind})
    assert page.status_code == 200
    return [unescape(address) for address in re.findall(r'href="([^"]+)" data-queue-item', page.content.decode())]


def landed(answer: object) -> str:
    return str(answer["Location"])  # type: ignore[index]
