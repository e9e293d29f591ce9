"""What a passage of next steps promises, as plain data; every span counts characters of the text that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kejiting.text.spans import Span

Checkable = Literal["number_or_date", "deliverable", "vague"]


@dataclass(frozen=True, slots=True)
class Due:
    """By when: `day` is the last day that the words allow, None where they cannot be reckoned."""

    span: Span
    day: date | None


@dataclass(frozen=True, slots=True)
class PromiseCue:
    """Words that say how checkable a commitment is; `reason`, in Chinese, says why they do."""

    span: Span
    reason: str

    def shifted(self, by: int) -> PromiseCue:
        return PromiseCue(self.span.shifted(by), self.reason)


@dataclass(frozen=True, slots=True)
class ParsedCommitment:
    """One thing promised.

    `span`: its own words, without 一是, 下一步 and the stop at its end. `what`: the deed, without who and 将.
    `actor`: who must act, None when it is the office that writes. `partners`: with whom. `due` and `actor` may stand
    before `span`, in the words that open a list. `signs`: what made `checkable`; none when nothing speaks for anything.
    """

    span: Span
    what: Span
    actor: Span | None
    partners: tuple[Span, ...]
    due: Due | None
    checkable: Checkable
    signs: tuple[PromiseCue, ...]
