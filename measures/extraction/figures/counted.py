"""Say what an amount counts, in the text's own words, as pieces of the text."""

from __future__ import annotations

import re

from kejiting.text.spans import Span
from measures.extraction.clauses import Clause
from measures.extraction.figures import nouns
from measures.extraction.figures.hedges import words_after, words_before
from measures.extraction.figures.periods import Periods
from measures.extraction.units import PHYSICAL

Pieces = tuple[Span, ...]
# 同比增长, 较上年净增, 提高: how much something changed, which is named before; not 增速, 增加值
_CHANGE = re.compile(
    r"(?:[同环]比|[较比][^，。；]{0,10}?(?=增|减|提|下|上|降|翻|高)|年均|分别|[\s，])*"
    r"(?P<change>净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短|翻|(?:高|低|好|快)于[^，。；]*)(?:了|到|至)?"
)
# 联合基金支持范围至32家|单位: says little without what stands before
_GENERAL = frozenset(("单位", "项目", "地区", "方面", "成果", "机构"))
# 对首次认定的给予|10万元|奖励: what is given stands behind the amount
_GIVEN = re.compile(r"(?:给予|予以)\s*$")
# 给予补助, 一次性奖励: what the sentence gives when an amount stands alone
_GRANT = re.compile(r"奖励|补助|补贴|资助|支持|贴息")


def name_counted(
    text: str, clause: Clause, *, following: Clause | None, periods: Periods, sentence: Span, known: Pieces
) -> Pieces:
    """Return the pieces that name what the clause's amount counts; `known` is what the amount before it counted.

    培养|合格技术经纪人|2518人; 首批备案12家|概念验证中心|; |技术合同|9860项，…同比|增长|18.2%; none if no words are near.
    """
    amount, quantity = clause.quantity.span, clause.quantity
    measures = quantity.is_measured or quantity.unit in PHYSICAL
    ahead = Span(clause.span.start, words_before(text, clause.span.start, amount))
    after = _after(text, clause, following)
    if change := _CHANGE.fullmatch(ahead.of(text).strip()):
        return _changed(text, ahead, change["change"], known or _clause_before(text, sentence, ahead))
    noun = _without(text, ahead, periods, sentence, is_measured=measures)
    if measures:
        behind = nouns.behind(text, after)
        if noun and behind and text[after.start : after.start + 1] == "的":
            return (*noun, behind)
        if noun and behind and _GIVEN.search(ahead.of(text)):
            return (*noun, behind)
        return noun or _pieces(behind) or _grant(text, sentence, amount) or _pieces(nouns.act_behind(text, after)) or known
    behind = nouns.behind(text, after)
    if behind and noun and behind.of(text) in _GENERAL:
        return (*noun, behind)
    return (
        _pieces(behind)
        or noun
        or _pieces(nouns.act_behind(text, after))
        or _verb(text, ahead, known)
        or known
    )


def _clause_before(text: str, sentence: Span, ahead: Span) -> Pieces:
    """专利授权率|居全国前列，高于…: what the clause before begins with."""
    start, end = sentence.start, text.rfind("，", sentence.start, ahead.start)
    return _pieces(nouns.behind(text, Span(max(start, text.rfind("，", start, end) + 1), end))) if end > start else ()


def _after(text: str, clause: Clause, following: Clause | None) -> Span:
    """10条|30项|具体举措: the noun behind the second amount is that of both."""
    after = Span(words_after(text, clause.quantity.span), max(clause.span.end, words_after(text, clause.quantity.span)))
    if following and not text[after.start : following.quantity.span.start].strip():
        return _after(text, following, None)
    return after


def _changed(text: str, ahead: Span, change: str, known: Pieces) -> Pieces:
    """增长18%: 技术合同·增长; 增加到4210家: what was named before, for it says how many there are now."""
    words = ahead.of(text)
    start = ahead.start + words.rindex(change)
    if re.search("[到至]\\s*$", words) or change == "翻":
        return known
    return (*known[:1], Span(start, start + len(change)))


def _without(text: str, ahead: Span, periods: Periods, sentence: Span, *, is_measured: bool) -> Pieces:
    """The words before an amount, without when it holds: 省市|每年|投入 → 省市·投入."""
    cuts = sorted(
        span.shifted(sentence.start)
        for span in (*periods.lasting, *periods.repeated, *periods.alone)
    )
    start, pieces = ahead.start, []
    for cut in [span for span in cuts if ahead.start <= span.start and span.end <= ahead.end]:
        pieces.append(Span(start, max(start, cut.start)))
        start = cut.end
    pieces.append(Span(start, max(start, ahead.end)))
    found = [noun for piece in pieces if (noun := nouns.before(text, piece, is_measured=is_measured))]
    return tuple(found)


def _verb(text: str, ahead: Span, known: Pieces) -> Pieces:
    verb = nouns.verb_before(text, ahead)
    return (*known[:1], verb) if verb else ()


def _grant(text: str, sentence: Span, amount: Span) -> Pieces:
    matches = list(_GRANT.finditer(text, sentence.start, amount.start)) or list(
        _GRANT.finditer(text, amount.end, sentence.end)
    )[:1]
    return (Span(*matches[-1].span()),) if matches else ()


def _pieces(span: Span | None) -> Pieces:
    return (span,) if span else ()
