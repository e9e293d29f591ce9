"""All checks of a draft by their kinds. A new kind takes its module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kejiting.draft_checks import leftovers
from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding

Check = Callable[[ReplyDraft, Base], Iterable[DraftFinding]]

CHECKS: dict[str, Check] = {
    "X1": leftovers.find_leftovers,
}
