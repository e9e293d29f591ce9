"""What a check of a draft finds: where, how grave, and what it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from kejiting.text.spans import Span

# must: two places contradict each other, or something is plainly left over; ask: it depends; hint: may be left as it is
FindingLevel = Literal["must", "ask", "hint"]


@dataclass(frozen=True, slots=True)
class Against:
    """The other place: its words, how it is cited, and its address; the last two are empty for the draft itself."""

    text: str
    citation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A person found that this may stay as it is written."""

    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """`kind` is F1 … L1 as in the table of checks; the span counts characters of the draft's canonical text.

    What is missing has the empty span where it is missed. `message` is one Chinese sentence.
    """

    kind: str
    level: FindingLevel
    start: int
    end: int
    message: str
    against: Against | None = None
    set_aside: SetAside | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def finding_shape(finding: DraftFinding, text: str) -> dict[str, object]:
    """Return the finding as the command line and the API promise it; `text` is the draft's canonical text.

    One that was set aside has `set_aside` besides.
    """
    aside = finding.set_aside
    said = {"reason": aside.reason, "by": aside.by_name, "at": aside.at.isoformat()} if aside else None
    return {
        "kind": finding.kind,
        "level": finding.level,
        "text": finding.span.of(text),
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "against": asdict(finding.against) if finding.against else None,
        **({"set_aside": said} if said else {}),
    }


def finding_of(shape: Mapping[str, Any]) -> DraftFinding:
    """The way back from `finding_shape`, but for what was set aside."""
    against = Against(**shape["against"]) if shape["against"] else None
    names = ("kind", "level", "start", "end", "message")
    return DraftFinding(**{name: shape[name] for name in names}, against=against)
