"""Order answers by how near their asks and words are to an ask: BM25 of words and pairs of characters, and named things.

Looked for is only what the ask has, so that no answer is cut into words. The weights of a heading and of named things
were set on the judged pairs of tests/ask_memory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.citations import find_citations
from measures.extraction.evidence import telling_words
from measures.extraction.topics import find_names

_SATURATION, _LENGTH_COUNTS = 1.2, 0.5
# A word of the heading counts as often as this; a pair of characters as much of a word; a topic or document as words
_HEADING, _PAIR, _NAMED = 4, 0.4, 2.5
# What a block is worth that speaks of nothing in the ask's heading; what its text counts for beside its heading
_LEAST_COVER, _COVER_OF_TEXT = 0.2, 0.5
_HAN = lazy_re(r"[\u4e00-\u9fff]{2,2000}")


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """What was answered to one ask: the ask's heading, and the text of the answer."""

    heading: str
    text: str


def rank_blocks(
    asked: str, heading: str, matter: str, blocks: Sequence[AnswerBlock], topics: Iterable[str] = ()
) -> list[float]:
    """Return a score for each block, 0 for what shares nothing.

    Of the ask its words of the matter count, and what it names; and how much of its heading a block speaks of, since the
    blocks are near to it all, so that the words of the matter are the rare ones no more. `topics` are folded names, the
    longest first.
    """
    folded = [(fold(block.heading), fold(block.text)) for block in blocks]
    sizes = [_HEADING * len(heading) + len(text) for heading, text in folded]
    usual = sum(sizes) / max(1, len(sizes)) or 1
    lengths = [1 - _LENGTH_COUNTS + _LENGTH_COUNTS * size / usual for size in sizes]
    wanted = _wanted(asked, f"{heading}\n{matter}", topics)
    found = [
        (weight, [_HEADING * heading.count(words) + text.count(words) for heading, text in folded])
        for words, weight in wanted.items()
    ]
    found += [(_NAMED, times) for times in _cited_as_often(asked, blocks)]
    scores = [0.0] * len(blocks)
    for weight, times in found:
        spread = len(times) - times.count(0)
        rare = log(1 + (len(blocks) - spread + 0.5) / (spread + 0.5))
        for place, often in enumerate(times):
            if often:
                scores[place] += weight * rare * often * (_SATURATION + 1) / (often + _SATURATION * lengths[place])
    pairs = _pairs(heading)
    return [
        score * (_LEAST_COVER + max(_cover(pairs, title), _COVER_OF_TEXT * _cover(pairs, text)))
        for score, (title, text) in zip(scores, folded, strict=True)
    ]


def _wanted(asked: str, matter: str, topics: Iterable[str]) -> Mapping[str, float]:
    """What is looked for, folded, and how much it weighs: a pair that is a word weighs as both."""
    names = {name for _, name in find_names(fold(asked), tuple(topics))}
    weights = defaultdict[str, float](float)
    for sort, weight in ((_pairs(matter), _PAIR), ({*telling_words(matter)}, 1.0), (names, _NAMED)):
        for words in sorted(sort):
            weights[words] += weight
    return weights


def _pairs(text: str) -> set[str]:
    runs = (match[0] for match in _HAN.finditer(fold(text)))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def _cover(pairs: Collection[str], folded: str) -> float:
    """How many of the pairs stand in the text, of 1."""
    return sum(pair in folded for pair in pairs) / max(1, len(pairs))


def _cited_as_often(asked: str, blocks: Sequence[AnswerBlock]) -> list[list[int]]:
    """Of each document that the ask cites, how often each block does."""
    keys = {key for one in find_citations(asked) for key in (one.key, one.number_key) if key}
    if not keys:
        return []
    cited = [
        Counter(
            key for one in find_citations(f"{block.heading}\n{block.text}") for key in (one.key, one.number_key) if key
        )
        for block in blocks
    ]
    return [[counts[key] for counts in cited] for key in sorted(keys)]
