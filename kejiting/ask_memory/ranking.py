"""Order answers by how near their asks and words are to an ask: BM25 of words and pairs of characters, and named things.

The weights of a heading and of named things were set on the judged pairs of tests/ask_memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
_HAN = lazy_re(r"[\u4e00-\u9fff]{2,2000}")
Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """What was answered to one ask: the ask's heading, and the text of the answer."""

    heading: str
    text: str


def rank_blocks(asked: str, blocks: Sequence[AnswerBlock], topics: Iterable[str] = ()) -> list[float]:
    """Return a score for each block, 0 for what shares nothing. `topics` are folded names, the longest first."""
    names = tuple(topics)
    wanted = _features(asked, names)
    counted = [_block_features(block, names) for block in blocks]
    spread = Counter(feature for features in counted for feature in features)
    usual = sum(features.total() for features in counted) / max(1, len(counted)) or 1
    return [_score(wanted, features, spread, len(blocks), usual) for features in counted]


def _block_features(block: AnswerBlock, names: Sequence[str]) -> Counter[Feature]:
    features = _features(block.text, names)
    for feature, times in _features(block.heading, names).items():
        features[feature] += times * _HEADING
    return features


def _features(text: str, names: Sequence[str]) -> Counter[Feature]:
    folded = fold(text)
    features = Counter[Feature](("word", word) for word in telling_words(text))
    for match in _HAN.finditer(folded):
        run = match[0]
        features.update(("pair", run[at : at + 2]) for at in range(len(run) - 1))
    features.update(("named", name) for _, name in find_names(folded, names))
    features.update(("named", key) for one in find_citations(text) for key in (one.key, one.number_key) if key)
    return features


def _score(
    wanted: Counter[Feature], features: Counter[Feature], spread: Counter[Feature], blocks: int, usual: float
) -> float:
    length = 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * features.total() / usual
    score = 0.0
    for feature in wanted:
        times = features[feature]
        if times:
            rare = log(1 + (blocks - spread[feature] + 0.5) / (spread[feature] + 0.5))
            weight = {"pair": _PAIR, "named": _NAMED}.get(feature[0], 1.0)
            score += weight * rare * times * (_SATURATION + 1) / (times + _SATURATION * length)
    return score
