"""Offer later passages that may bear on a commitment, best first, with what each has in common with it.

Nothing is decided here: a person says whether a passage is evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.scan import holds
from kejiting.text.words import cut
from measures.extraction.citations import find_citations
from measures.extraction.commitments.expressions import VAGUE
from measures.extraction.topics import ParsedTopic, find_topics

# What is in common and how much it weighs beside a common word
_CITATION, _INDICATOR, _TOPIC, WORD = "引用同一文件", "说到同一指标", "说到同一主题", "用词相同"
_WEIGHTS = {_CITATION: 3.0, _INDICATOR: 3.0, _TOPIC: 2.5, WORD: 1.0}
# A passage three times as long as others has three times the words; half of that is held against it.
_LENGTH_COUNTS = 0.5
# 技术, 试点; not 3, 省
_TELLING = lazy_re(r"[\u4e00-\u9fffa-z]{2,}")


@dataclass(frozen=True, slots=True)
class Reason:
    """`says`, in Chinese, is the kind of what is in common; `words`, folded, name it; `points`: its share of the score.

    For a topic `words` is its name, whichever alias the texts use.
    """

    says: str
    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """`place` counts the passages that were given. `score` is the sum of the reasons' points."""

    place: int
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        return sum(reason.points for reason in self.reasons)


_Feature = tuple[str, str]


def rank_evidence(
    commitment: str, passages: Sequence[str], *, indicators: Iterable[str] = (), topics: Iterable[ParsedTopic] = ()
) -> tuple[Candidate, ...]:
    """Rank the passages that share something with the commitment, best first; equal ones keep their order.

    What few of the passages have weighs more. `indicators` are words for what figures count (合格技术经纪人).
    """
    wordings = tuple(filter(None, map(fold, indicators)))
    known = tuple(topics)
    wanted = _features(commitment, wordings, known)
    shared = [_features(passage, wordings, known) & wanted for passage in passages]
    spread = Counter(feature for features in shared for feature in features)
    lengths = [len(fold(passage)) for passage in passages]
    usual = sum(lengths) / max(1, len(lengths)) or 1
    candidates = [
        Candidate(
            place, _reasons(features, spread, len(passages), 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * (length / usual))
        )
        for place, (features, length) in enumerate(zip(shared, lengths, strict=True))
        if features
    ]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))


def telling_words(text: str) -> tuple[str, ...]:
    """The words by which a passage is known from others, folded, each as often as it stands there."""
    return tuple(word for word in cut(fold(text)) if _TELLING.fullmatch(word) and not _is_set_phrase(word))


def _features(text: str, indicators: Sequence[str], topics: Sequence[ParsedTopic]) -> frozenset[_Feature]:
    folded = fold(text)
    names = {
        *((_CITATION, key) for one in find_citations(text) for key in (one.key, one.number_key) if key),
        *((_INDICATOR, wording) for wording in indicators if holds(folded, wording)),
        *((_TOPIC, fold(mention.topic.name)) for mention in find_topics(text, topics)),
    }
    # What is told by a name is not told once more by its words.
    told = [name for _, name in names]
    words = {word for word in telling_words(text) if not any(word in name for name in told)}
    return frozenset(names | {(WORD, word) for word in words})


def _is_set_phrase(word: str) -> bool:
    """进一步, 推动, 力度: words of every commitment tell nothing of this one."""
    return any(expression.pattern.match(word) for expression in VAGUE)


def _reasons(
    features: Iterable[_Feature], spread: Counter[_Feature], passages: int, discount: float
) -> tuple[Reason, ...]:
    reasons = [
        Reason(says, words, _WEIGHTS[says] * log(1 + passages / spread[says, words]) / discount)
        for says, words in sorted(features)
    ]
    return tuple(sorted(reasons, key=lambda reason: -reason.points))
