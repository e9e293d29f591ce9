"""The places that every page leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject

# Name of the address, words, and how the names of the addresses begin that belong there
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


@dataclass(frozen=True, slots=True)
class Place:
    """`is_current` on its own pages."""

    address: str
    label: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give every page its `navigation`, which asks for rights only where it is shown: entry is for those who may enter."""

    def places() -> list[Place]:
        here = (request.resolver_match and request.resolver_match.url_name) or ""
        # what is refused early has nobody yet
        user = getattr(request, "user", None)
        may_enter = bool(user and user.has_perm("proposals.add_replyletter"))
        return [
            Place(address, label, here.startswith(begins))
            for address, (name, label, begins) in zip(_addresses(get_script_prefix()), _PLACES, strict=True)
            if may_enter or name != "entry"
        ]

    return {"navigation": SimpleLazyObject(places)}


@cache  # finding ten addresses takes as long as a fifth of the frame around every page
def _addresses(_script_prefix: str) -> list[str]:
    return [reverse(name) for name, _, _ in _PLACES]
