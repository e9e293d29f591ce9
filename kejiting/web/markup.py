"""Pieces of HTML that a page has dozens of, or every page has, for which a template takes longer than the search."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

# & in 科研&成果; not in 科技成果
_MARK = re.compile("[&<>\"']")
# The pages that all others lead to: name of the address, words, and how the names of what belongs there begin
_PLACES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("search", "检索", ("search",)),
    ("letters", "答复函", ("letter",)),
    ("delegates", "委员代表", ("delegate",)),
    ("plans", "方案", ("plan",)),
    ("commitments", "承诺", ("commitment",)),
    ("figures", "数据", ("figure",)),
    ("indicators", "指标", ("indicator", "check")),
    ("topics", "主题", ("topic",)),
    ("citations", "引用", ("citation",)),
    ("entry", "录入", ("entry",)),
)
_PLACE = '<li><a href="{address}"{current}>{words}</a></li>'
_CURRENT = SafeString(' aria-current="page"')


def fill(piece: str, **values: object) -> SafeString:
    """Put values into a piece, escaped unless they are safe: `format_html` in a fraction of its time."""
    return SafeString(piece.format_map({name: safe(value) for name, value in values.items()}))


def safe(value: object) -> str:
    """As it stands in HTML: escaped unless it is safe."""
    if isinstance(value, SafeString):
        return value
    text = str(value)
    return escape(text) if _MARK.search(text) else text


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: the places as list items, the one where we are marked; entry for those who may enter."""

    def places() -> SafeString:
        here = request.resolver_match and request.resolver_match.url_name
        # what is refused early has nobody yet
        user = getattr(request, "user", None)
        may_enter = bool(user and user.has_perm("proposals.add_replyletter"))
        return _places(here or "", may_enter, get_script_prefix())

    return {"navigation": places}


@lru_cache(maxsize=200)
def _places(here: str, may_enter: bool, _prefix: str) -> SafeString:
    shown = [place for place in _PLACES if may_enter or place[0] != "entry"]
    items = (
        fill(_PLACE, address=reverse(name), words=words, current=_CURRENT if here.startswith(begins) else "")
        for name, words, begins in shown
    )
    return SafeString("\n".join(items))
