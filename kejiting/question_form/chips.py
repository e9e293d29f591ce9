"""What narrows a question, each with the address of the same question without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kejiting.question_form.property_labels import LABELS, value_label
from kejiting.search import NAMES
from kejiting.web.querystring import address, without


def chips(asked: Mapping[str, Any]) -> list[dict[str, str]]:
    literal = [{"label": "只查原词", "address": address(asked, synonyms=None)}] if asked.get("synonyms") else []
    return literal + [
        {"label": f"{LABELS[name].label}：{value_label(name, str(value))}", "address": without(asked, name, value)}
        for name in NAMES
        for value in asked.get(name, ())
    ]
