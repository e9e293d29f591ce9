"""Brackets and quotation marks without their other half, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span

# Either form closes either: letters mix （ and ) freely
_OPENING = {
    "（": "）",
    "(": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
}
_CLOSING = {
    "）": "）",
    ")": "）",
    "》": "》",
    "〉": "〉",
    "】": "】",
    "〕": "〕",
    "]": "]",
    "”": "”",
    "’": "’",
    "」": "」",
    "』": "』",
}
# 1）, 一), ①）, a) at the beginning of a line or behind a stop: numbers of items
_NUMBER = lazy_re(r"(?:^|[。；;：:，,、\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⑳])[）)]")


def find_unpaired(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield findings of X1."""
    for line in draft.lines:
        numbers = {match.end() - 1 for match in _NUMBER.finditer(line.text)}
        waiting: list[tuple[str, int]] = []
        for at, char in enumerate(line.text):
            if char in _OPENING:
                waiting.append((char, at))
            elif char in _CLOSING and at not in numbers:
                depth = next(
                    (d for d in range(len(waiting) - 1, -1, -1) if _OPENING[waiting[d][0]] == _CLOSING[char]), None
                )
                if depth is None:
                    yield _unpaired(draft, line.start + at)
                else:
                    lost, waiting = waiting[depth + 1 :], waiting[:depth]
                    yield from (_unpaired(draft, line.start + place) for _, place in lost)
            elif char == CELL_END:
                yield from (_unpaired(draft, line.start + place) for _, place in waiting)
                waiting = []
        yield from (_unpaired(draft, line.start + place) for _, place in waiting)


def _unpaired(draft: ReplyDraft, at: int) -> DraftFinding:
    mark = draft.read[at]
    return draft.finding("X1", "ask", Span(at, at + 1), f"“{mark}”没有与它成对的另一半，请核对")
