"""The pieces above a list, as a page shows them."""

from __future__ import annotations

from typing import Any

from lxml import html


def chips_of(answer: Any, label: str) -> list[tuple[str, str, bool]]:
    """Words, address, and whether it is the current one, of each link in the list of this label."""
    links = html.fromstring(answer.content.decode()).xpath("//ul[@aria-label=$label]//a", label=label)
    return [(link.text_content().strip(), link.get("href"), link.get("aria-current") == "true") for link in links]


def folded_filters(answer: Any) -> str:
    (details,) = html.fromstring(answer.content.decode()).xpath("//details[contains(@class, 'more-filters')]")
    return "open" if details.get("open") is not None else "closed"
