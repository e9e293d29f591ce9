"""The places that every page leads to: those of every day in sight, the others under 更多."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kejiting.web.addresses import page_address
from kejiting.web.permission import MAY_AUDIT, MAY_HANDLE

# Name of the address, words, and how the names of the addresses begin that belong there
_PLACES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("search", "检索", ("search",)),
    ("overview", "概览", ("overview",)),
    ("letters", "答复函", ("letter",)),
    ("commitments", "承诺", ("commitment",)),
    ("figures", "数据", ("figure",)),
    ("plans", "方案", ("plan",)),
    ("entry", "录入", ("entry", "wastebasket")),
    ("work", "工作台", ("work",)),
    ("requests", "来件", ("request", "outline", "reply_template")),
)
_MORE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("delegates", "委员代表", ("delegate",)),
    ("indicators", "指标", ("indicator", "check")),
    ("topics", "主题", ("topic",)),
    ("citations", "引用", ("citation",)),
    ("draft", "发文前核对", ("draft",)),
    ("following", "我的关注", ("following",)),
    ("audit", "审计", ("audit",)),
    ("help", "帮助", ("help",)),
)


@dataclass(frozen=True, slots=True)
class Place:
    """`is_current` on its own pages."""

    name: str
    address: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    in_sight: list[Place]
    more: list[Place]

    @property
    def current_of_more(self) -> Place | None:
        return next((place for place in self.more if place.is_current), None)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give every page its `navigation`, which asks for rights only where it is shown.

    Requests, entry, work and drafts are for those who may enter, following for those who are logged in, and the audit
    for auditors.
    """

    def places() -> Navigation:
        here = (request.resolver_match and request.resolver_match.url_name) or ""
        # what is refused early has nobody yet
        user = getattr(request, "user", None)
        may_enter = bool(user and user.has_perm("proposals.add_replyletter"))
        is_closed = {
            "requests": not (user and user.has_perm(MAY_HANDLE)),
            "entry": not may_enter,
            "work": not may_enter,
            "draft": not may_enter,
            "following": not (user and user.is_authenticated),
            "audit": not (user and user.has_perm(MAY_AUDIT)),
        }
        in_sight, more = (
            [
                Place(name, page_address(name), label, here.startswith(begins))
                for name, label, begins in table
                if not is_closed.get(name)
            ]
            for table in (_PLACES, _MORE)
        )
        return Navigation(in_sight, more)

    return {"navigation": SimpleLazyObject(places)}
