"""What is said in two ways: a question's words, and the questions that ask for the other wordings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kejiting.runtime.sql import rows
from kejiting.search import SearchTerms
from kejiting.text.fold import fold

_ALL = "SELECT word, other, note FROM proposals_synonym ORDER BY word, other"
_NAMES = """
SELECT named.folded, topic.name, topic.aliases FROM measures_topicname AS named
JOIN measures_topic AS topic ON topic.id = named.topic_id {}
"""


@dataclass(frozen=True, slots=True)
class SynonymPair:
    """A word of the question and another wording of it, each as editors wrote it."""

    word: str
    other: str
    note: str


def wordings_of(words: SearchTerms) -> tuple[SynonymPair, ...]:
    """The other wordings of the words asked for, in the order of the question; those asked for already are none.

    Editors keep them as synonyms, or as names of one topic.
    """
    (wordings,) = wordings_of_each([words])
    return wordings


def wordings_of_each(questions: Sequence[SearchTerms]) -> list[tuple[SynonymPair, ...]]:
    """The same of several questions, in as many queries as for one."""
    asked = list({term: None for words in questions for term in words.terms})
    if not asked:
        return [() for _ in questions]
    known: dict[str, list[SynonymPair]] = defaultdict(list)
    of_terms = f"WHERE named.folded IN ({', '.join('%s' for _ in asked)}) ORDER BY topic.name, named.folded"
    for pair in (*_synonyms(), *_names(of_terms, asked)):
        known[fold(pair.word)].append(pair)
    return [
        tuple(
            dict.fromkeys(
                pair for term in words.terms for pair in known.get(term, ()) if fold(pair.other) not in words.terms
            )
        )
        for words in questions
    ]


def widened(texts: Iterable[str]) -> list[str]:
    """Each of the folded texts, with the other wordings of the words that stand in it behind it."""
    pairs = [(fold(pair.word), fold(pair.other)) for pair in (*_synonyms(), *_names("ORDER BY named.id"))]
    return [
        "\n".join((text, *dict.fromkeys(other for word, other in pairs if word in text and other not in text)))
        for text in texts
    ]


def _synonyms() -> Iterator[SynonymPair]:
    for one, another, note in rows(_ALL):
        yield SynonymPair(one, another, note)
        yield SynonymPair(another, one, note)


def _names(wanted: str, values: Sequence[str] = ()) -> Iterator[SynonymPair]:
    """Each with the other names of its topic, but for longer forms of itself, in which it is found anyhow."""
    for folded, name, aliases in rows(_NAMES.format(wanted), values):
        names = (name, *json.loads(aliases))
        word = next((one for one in names if fold(one) == folded), folded)
        yield from (SynonymPair(word, other, "") for other in names if folded not in fold(other))


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
