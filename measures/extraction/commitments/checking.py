"""Say how checkable the folded words of a commitment are, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.text.title_marks import TITLE
from measures.extraction.commitments.commitment import Checkable, Due, PromiseCue
from measures.extraction.commitments.expressions import DELIVERABLES, NUMBERS, VAGUE, Expression
from measures.extraction.quantities import find_quantities

_TIME = "写明了时间"
_AMOUNT = "写明了数量"
# 3个|方面, 7个|重点领域: how many things are spoken of, not how much will be done
_ASPECTS = lazy_re(r"(?:方面|环节|重点领域|领域|维度|层面)")
# 《全面深化改革实施方案》; not 《 without an end
_TITLE = lazy_re(TITLE)


def check(text: str, within: Span, dues: Sequence[Due]) -> tuple[Checkable, tuple[PromiseCue, ...]]:
    """A number or a date goes before a named deliverable, that before all else; the signs are those of the verdict."""
    told = [*(PromiseCue(due.span, _TIME) for due in dues), *_amounts(text, within), *_signs(text, within, NUMBERS)]
    verdicts: tuple[tuple[Checkable, Iterable[PromiseCue]], ...] = (
        ("number_or_date", told),
        ("deliverable", _signs(text, within, DELIVERABLES)),
    )
    for checkable, signs in verdicts:
        if found := _ordered(signs):
            return checkable, found
    return "vague", _ordered(_signs(_without_titles(text), within, VAGUE))


def _without_titles(text: str) -> str:
    """深化 in the title of a document is none of the office's words."""
    return _TITLE.sub(lambda match: "□" * len(match[0]), text)


def _amounts(text: str, within: Span) -> Iterator[PromiseCue]:
    for quantity in find_quantities(within.of(text)):
        span = quantity.span.shifted(within.start)
        if not _ASPECTS.match(text, span.end):
            yield PromiseCue(span, _AMOUNT)


def _signs(text: str, within: Span, expressions: Iterable[Expression]) -> Iterator[PromiseCue]:
    words = within.of(text)
    for expression in expressions:
        for match in expression.pattern.finditer(words):
            found = Span(*match.span("words" if "words" in match.groupdict() else 0))
            yield PromiseCue(found.shifted(within.start), expression.says)


def _ordered(signs: Iterable[PromiseCue]) -> tuple[PromiseCue, ...]:
    return tuple(sorted(signs, key=lambda sign: sign.span))
