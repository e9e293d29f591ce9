"""Know the fields of the tables above letters: `索 引 号：112`, `【发布日期】2025-06-25`, a name in a cell of its own."""

from __future__ import annotations

import re

from kejiting.text.breaks import LABELS
from kejiting.text.clean import strip_whitespace
from kejiting.text.lazy_re import lazy_re

_NAMES = frozenset(LABELS)
_LONGEST_NAME = 10
# 索 引 号：112, 【发布日期】2025-06-25, 文号\t无; not 时间紧迫
_FIELD = lazy_re(r"[|｜【\[]?(?P<name>[^:：|｜\t\]】]+)(?:[\]】]\s*[:：|｜]?|[:：|｜\t])\s*(?P<value>.*)", re.DOTALL)


def is_label(name: str | None) -> bool:
    """Tell whether government sites name a field so."""
    return name in _NAMES


def field_name(cell: str) -> str | None:
    """`索 引 号：`, `【发布日期】`, `公文种类:` → the name without marks; None of a cell that is none."""
    squeezed = strip_whitespace(cell)
    name = squeezed.strip("：:【】[]|｜")
    if name in _NAMES:
        return name
    return name if squeezed.endswith(("：", ":")) and 0 < len(name) <= _LONGEST_NAME else None


def read_field(line: str) -> tuple[str | None, str]:
    """`索 引 号：112` → ("索引号", "112"); the name alone has no value, and the name of other lines is None."""
    match = _FIELD.fullmatch(line.strip())
    if match and strip_whitespace(match["name"]) in _NAMES:
        return strip_whitespace(match["name"]), match["value"]
    name = field_name(line)
    return (name if name in _NAMES else None), ""
