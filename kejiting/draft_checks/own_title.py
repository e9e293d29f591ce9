"""F2: the proposal's title is the same wherever the draft names it, in the request and in the base."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import likeness
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

_QUOTED = lazy_re(
    r"《(?P<title>[^《》\n]{4,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》|“(?P<quoted>关于[^“”\n]{4,80})”"
)
_NEARLY = 0.8
_MOST_TITLES = 500


def check_own_title(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Yield places where the proposal's title is nearly, not quite, what it is elsewhere."""
    title = draft.parsed.proposal_title
    if title is None or title.span is None:
        return
    named = draft.view.from_source(title.span)
    wanted = memory.request.title if memory.request else None
    known = [proposal.title for proposal in memory.proposals if proposal.title]
    if wanted and _bare(wanted) != _bare(title.value):
        yield draft.finding("F2", "must", named, f"题目与来件不一致：来件是“{wanted}”", Against(wanted, "来件"))
    elif known and not any(_bare(other) == _bare(title.value) for other in known):
        message = f"库中这一件的题目是“{known[0]}”，此处不同，请核对"
        yield draft.finding("F2", "ask", named, message, Against(known[0], "库中的提案、建议"))
    for match in islice(_QUOTED.finditer(draft.read), _MOST_TITLES):
        group = match.lastgroup or "title"
        span, words = Span(*match.span(group)), match[group]
        if span.overlaps(named) or fold(words) == fold(title.value):
            continue
        if _NEARLY <= likeness(_bare(words), _bare(title.value)) < 1:
            message = "所答复的题目前后不一致，请核对哪一处有误"
            yield draft.finding("F2", "must", span, message, named)
            yield draft.finding("F2", "must", named, message, span)


def _bare(title: str) -> str:
    """The title without 关于 and 的建议, which letters leave out as they like."""
    plain = fold("".join(title.split())).removeprefix("关于")
    for end in ("建议", "提案", "议案"):
        plain = plain.removesuffix(end).removesuffix("的")
    return plain
