"""摘录: the passages that a person collects over pages. The session keeps which they are and a mark of what they said.

What a passage says is asked of the base each time: what was hidden or withdrawn meanwhile is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kejiting.answers.similar import LIKE
from kejiting.web.actions import ActionError
from measures.annotations.passages import annotate_passages
from measures.models import PlanItem
from proposals.citation import cite
from proposals.models import Passage

MOST = 200
_KEPT = "basket"
GONE = "没有这一段：可能已经改动或撤下，请刷新页面再试。"
FULL = f"最多摘录 {MOST} 段。请先移去一些。"
NO_LONGER_THERE = "这一段已经撤下，或者改得找不到了。"
CHANGED = "摘录以后，原文或者文号、日期有改动。以下是现在的。"
WITHDRAWN = "所在的答复函尚未发布。"


@dataclass(frozen=True, slots=True)
class CollectedPassage:
    """`key` names it in addresses (see `LIKE`). `text` and `url` are empty for one that the person may not see any more.

    `note` is what a person has to know before they use it, `warning` what the ledgers know of its figures.
    """

    key: str
    citation: str
    text: str = ""
    url: str = ""
    note: str = ""
    warning: str = ""

    @property
    def mark(self) -> str:
        return sha256(f"{self.text}\n{self.citation}".encode("utf-8", "replace")).hexdigest()[:16]


class Basket:
    """The keys of a session in the order of the person, each with the mark and the citation of when it was collected."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session
        self._kept: list[list[str]] = session.get(_KEPT, [])

    @property
    def address(self) -> str:
        return reverse("basket")

    @property
    def keys(self) -> list[str]:
        return [key for key, _, _ in self._kept]

    @property
    def passages(self) -> set[int]:
        """The ids of those that stand in letters."""
        return {int(key) for key in self.keys if key.isdecimal()}

    def collected(self, user: User | AnonymousUser) -> list[CollectedPassage]:
        """In a number of queries that does not grow."""
        now = {passage.key: passage for passage in _passages(self.keys, user)}
        notes = annotate_passages(self.passages, links=False, promises=False)
        held = [_as_of_now(now.get(key), key, mark, citation) for key, mark, citation in self._kept]
        return [
            replace(passage, warning=notes[int(passage.key)].warning(passage.text))
            if passage.key.isdecimal()
            else passage
            for passage in held
        ]

    def add(self, key: str, user: User | AnonymousUser) -> None:
        """Put a passage last, if it is not there yet. Raises ActionError for one that is not there, or one too many."""
        passage = next(_passages([key], user), None)
        if passage is None:
            raise ActionError(GONE)
        if key not in self.keys and len(self._kept) >= MOST:
            raise ActionError(FULL)
        self._keep([*self._kept, [key, passage.mark, passage.citation]] if key not in self.keys else self._kept)

    def remove(self, key: str) -> None:
        self._keep([row for row in self._kept if row[0] != key])

    def move(self, key: str, by: int) -> None:
        """Move a passage up (-1) or down (1); one that is not there, or at the end already, stays."""
        if key in self.keys:
            at = self.keys.index(key)
            rows = [*self._kept[:at], *self._kept[at + 1 :]]
            to = max(0, at + by)
            self._keep([*rows[:to], self._kept[at], *rows[to:]])

    def clear(self) -> None:
        self._keep([])

    def _keep(self, rows: list[list[str]]) -> None:
        self._session[_KEPT] = self._kept = rows


def basket(request: HttpRequest) -> dict[str, object]:
    """Give every page the `basket` of its session; what is refused early has none."""

    def of_session() -> Basket:
        session: Any = getattr(request, "session", None)
        return Basket(session or SessionBase())

    return {"basket": SimpleLazyObject(of_session)}


def _as_of_now(passage: CollectedPassage | None, key: str, mark: str, citation: str) -> CollectedPassage:
    if passage is None:
        return CollectedPassage(key, citation, note=NO_LONGER_THERE)
    return passage if passage.mark == mark else replace(passage, note=passage.note or CHANGED)


def _passages(keys: Sequence[str], user: User | AnonymousUser) -> Iterator[CollectedPassage]:
    """Those that the person may see, in no order; keys that name nothing are passed over."""
    named = [match for key in keys if (match := LIKE.fullmatch(key))]
    of_letters = Passage.objects.visible_to(user).filter(pk__in=[int(one["pk"]) for one in named if not one["plan"]])
    for passage in of_letters.select_related("letter", "recommendation").defer("letter__as_read_text"):
        yield CollectedPassage(
            str(passage.pk),
            cite(passage.letter, passage.recommendation),
            passage.text,
            passage.get_absolute_url(),
            "" if passage.letter.is_published else WITHDRAWN,
        )
    of_plans = PlanItem.objects.published().filter(pk__in=[int(one["pk"]) for one in named if one["plan"]])
    for item in of_plans.select_related("plan").defer("plan__as_read_text"):
        yield CollectedPassage(f"plan-{item.pk}", item.plan.citation, item.text, item.get_absolute_url())
