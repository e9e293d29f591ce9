"""Tell an amount that says which things are counted from the one that counts them.

培育10家年产值超过|100亿元|的龙头企业; 主营业务收入超|千亿元|企业达到5家: the target is 10家 and 5家.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.clauses import Clause

_LONGEST = 120
_REACHES = "(?:达到?|超过?|突破|增[加至到]*|发展到|不[少低]于|力争|有望|新增|有)"
# 100亿元|以上企业|20家, 千亿元|企业达到|5家; not 100亿元|建设项目|20个
_NOUN_BETWEEN = lazy_re(rf"(?:以上|以下|级)的?[^，,；;。：:、]{{2,20}}|的?[^，,；;。：:、]{{2,20}}?{_REACHES}+")
# 10家|年产值超过|100亿元, of which 的龙头企业 follows; not 10家|企业给予|100万元|的奖励
_BEFORE_NOUN = lazy_re(r"(?!.*(?:给予|予以|奖|补|每|资助|支持|安排|投入|发放))[^，,；;。：:、]{2,20}")
_OF_NOUN = lazy_re(r"(?:以上|以下|左右)?的")


def without_conditions(text: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses without those that only say which things another one counts, whose words they join."""
    waiting: Clause | None = None
    for clause in clauses:
        if waiting is None:
            waiting = clause
        elif clause.span.end - waiting.span.start <= _LONGEST and _is_condition_of_next(text, waiting, clause):
            waiting = replace(clause, span=Span(waiting.span.start, clause.span.end))
        elif clause.span.end - waiting.span.start <= _LONGEST and _is_condition_of_last(text, waiting, clause):
            waiting = replace(waiting, span=Span(waiting.span.start, clause.span.end))
        else:
            yield waiting
            waiting = clause
    if waiting is not None:
        yield waiting


def _is_condition_of_next(text: str, clause: Clause, following: Clause) -> bool:
    between = text[clause.quantity.span.end : following.quantity.span.start]
    money_first = clause.quantity.is_measured and not following.quantity.is_measured
    return money_first and _NOUN_BETWEEN.fullmatch(between) is not None


def _is_condition_of_last(text: str, before: Clause, clause: Clause) -> bool:
    between = text[before.quantity.span.end : clause.quantity.span.start]
    count_first = clause.quantity.is_measured and not before.quantity.is_measured
    return count_first and bool(_BEFORE_NOUN.fullmatch(between) and _OF_NOUN.match(clause.after(text)))
