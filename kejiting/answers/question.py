"""What is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from kejiting.search import Filters, Sort
from proposals.models import Part

MAX_LENGTH = 1000
# Nobody looks for so many characters literally: a longer question that is met nowhere is asked part by part
LONG = 60
PART_LABELS: dict[str, str] = {**dict(Part.choices), "plan": "方案"}


@dataclass(frozen=True, slots=True)
class Question:
    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    synonyms: bool = True

    @property
    def is_empty(self) -> bool:
        return not self.q.strip() and not self.filters.wanted

    @property
    def is_long(self) -> bool:
        return len(self.q.strip()) > LONG
