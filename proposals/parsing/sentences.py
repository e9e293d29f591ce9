"""Say of each sentence of prose whether it tells what was done (measures) or what came of it (outcomes), and why."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.cues import AGAINST, DOING, PLAN, RESULTS, Cue
from proposals.parsing.parsed import MarkedSentence, SentenceKind
from proposals.parsing.stops import STOPS, sentence_spans

SET_BY_PERSON = "由人工认定"
NO_CUE = "没有读到写明结果的字样"
# 举办3次,|5000人参会; not 1|,000人
_CLAUSE = lazy_re(r"[^，,]+(?:(?<=\d),(?=\d{3}(?!\d))[^，,]+)*")
_LONGEST_LEAD, _LONGEST_WORDS = 10, 24


def sentences_of(
    text: str, passage: Span, set_by_person: Iterable[tuple[Span, SentenceKind]] = ()
) -> tuple[MarkedSentence, ...]:
    """Return the passage's sentences in order; together they hold all of its characters but white space.

    What a person said of a sentence, `set_by_person`, goes before what the rules say of the same span.
    """
    by_person = dict(set_by_person)
    return tuple(
        MarkedSentence(span, by_person[span], SET_BY_PERSON)
        if span in by_person
        else MarkedSentence(span, *_kind_and_reason(span.of(text)))
        for span in sentence_spans(text, passage)
    )


def _kind_and_reason(sentence: str) -> tuple[SentenceKind, str]:
    """An outcome is a sentence in which at least one clause, before any words of a plan, speaks for a result."""
    plan = PLAN.pattern.search(sentence)
    told = sentence[: plan.start()] if plan else sentence
    clauses = [_cues_of(clause) for clause in _CLAUSE.findall(told)]
    best = max(clauses, key=_score, default=[])
    if _score(best) > 0:
        return "outcomes", _reason(max(best, key=_weight))
    found = (
        [(PLAN, _words(sentence, plan))]
        if plan
        else [pair for clause in clauses for pair in clause if _weight(pair) < 0]
    )
    return "measures", _reason(min(found, key=_weight)) if found else NO_CUE


def _cues_of(clause: str) -> list[tuple[Cue, str]]:
    """The cues that stand in a clause, each with its words; those against a result keep theirs from the others."""
    found, left = [], clause
    for cue in AGAINST:
        found += [(cue, _words(clause, match)) for match in cue.pattern.finditer(left)]
        left = cue.pattern.sub(lambda match: "，" * len(match[0]), left)
    return found + [(cue, _words(clause, match)) for cue in (*RESULTS, DOING) if (match := cue.pattern.search(left))]


def _words(clause: str, match: re.Match[str]) -> str:
    """What is shown of a clause: how it begins, and the words that were found."""
    lead, words = clause[: match.start()].lstrip(), match[0].rstrip(STOPS)
    if len(lead) > _LONGEST_LEAD:
        lead = f"{lead[:4]}……"
    if len(words) > _LONGEST_WORDS:
        words = f"{words[:10]}……{words[-10:]}"
    return lead + words


def _weight(found: tuple[Cue, str]) -> int:
    return found[0].weight


def _score(clause: Iterable[tuple[Cue, str]]) -> int:
    return sum(map(_weight, clause))


def _reason(found: tuple[Cue, str]) -> str:
    cue, words = found
    return f"“{words}”：{cue.says}"
