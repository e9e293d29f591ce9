"""Tell brackets that group the words of a question from those that stand in the words looked for."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re

# Characters that mean nothing stand for brackets that group.
OPEN, CLOSE = "\ue000", "\ue001"
_PAIRS = {"(": ")", "（": "）"}
_BETWEEN = "|｜"
# (中试 OR 验证), (甲|乙); not (2025), which groups nothing
_GROUPS = lazy_re(r"\S\s+\S|[|｜]")


def with_marked_brackets(q: str) -> str:
    """`(中试 OR 概念验证) 平台` with its brackets marked; `（一）落实举措`, `吉科发成(2025)84号` as they are.

    A bracket groups if it stands free, before or behind white space, another bracket or the end, has a partner, and
    several words or an operator inside.
    """
    marked = list(q.replace(OPEN, "").replace(CLOSE, ""))
    opened: list[int] = []
    for place, character in enumerate(marked):
        before = "".join(marked[max(place - 2, 0) : place])
        behind = "".join(marked[place + 1 : place + 2])
        if character in _PAIRS and _stands_free(before.rstrip("-－")[-1:] if before[-1:] in "-－" else before[-1:]):
            opened.append(place)
        elif character in _PAIRS.values() and opened and _stands_free(behind):
            first = opened.pop()
            if _GROUPS.search("".join(marked[first + 1 : place])):
                marked[first], marked[place] = OPEN, CLOSE
    return "".join(marked)


def _stands_free(neighbour: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in (*_BETWEEN, *_PAIRS, *_PAIRS.values(), OPEN, CLOSE)
