"""What is said in two ways: a question's words, and the questions that ask for the other wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kejiting.runtime.sql import rows
from kejiting.search import SearchTerms
from kejiting.text.fold import fold

_ALL = "SELECT word, other, note FROM proposals_synonym ORDER BY word, other"


@dataclass(frozen=True, slots=True)
class SynonymPair:
    """A word of the question and another wording of it, each as editors wrote it."""

    word: str
    other: str
    note: str


def wordings_of(words: SearchTerms) -> tuple[SynonymPair, ...]:
    """The other wordings of the words asked for, in the order of the question; those asked for already are none."""
    asked = set(words.terms)
    known: dict[str, list[SynonymPair]] = defaultdict(list)
    for one, another, note in rows(_ALL):
        for word, other in ((one, another), (another, one)):
            if fold(other) not in asked:
                known[fold(word)].append(SynonymPair(word, other, note))
    return tuple(dict.fromkeys(wording for term in words.terms for wording in known[term]))


def reworded(words: SearchTerms, wordings: Sequence[SynonymPair]) -> Iterator[SearchTerms]:
    """The questions that together find what holds another wording where the question's own word does not stand.

    One for each group of terms that has other wordings: these alone are asked for there, and the group's own terms are
    left out; the other groups may be met by any wording.
    """
    others: Mapping[str, tuple[str, ...]] = {
        term: tuple(fold(one.other) for one in wordings if fold(one.word) == term) for term in words.terms
    }
    wide = [tuple(dict.fromkeys((*group, *_others(group, others)))) for group in words.groups]
    for place, group in enumerate(words.groups):
        only = _others(group, others)
        if only:
            groups = (*wide[:place], only, *wide[place + 1 :])
            yield replace(words, groups=groups, excluded=(*words.excluded, *group))


def _others(group: Sequence[str], others: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for term in group for other in others[term]))
