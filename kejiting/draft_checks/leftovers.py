"""X1: what was left in a draft that is to be issued."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

# XX万元, ×××, ____, 待补充, TODO
_PLACEHOLDER = lazy_re(r"[XxＸｘ×✕]{2,}|_{3,}|待(?:补充|核实|确认|定稿|填写|完善)|TODO|TBD|[?？]{2,}")


def find_leftovers(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    for match in _PLACEHOLDER.finditer(draft.view.text):
        span = draft.view.in_source(Span(*match.span()))
        yield DraftFinding("X1", "must", span.start, span.end, f"“{match[0]}”像是没有填写的地方，请补上或删去")
