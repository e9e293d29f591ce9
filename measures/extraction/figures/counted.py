"""Say what an amount counts, in the text's own words, as pieces of the text."""

from __future__ import annotations

import re

from kejiting.text.spans import Span
from measures.extraction.clauses import Clause
from measures.extraction.figures import nouns
from measures.extraction.figures.hedges import words_after, words_before
from measures.extraction.figures.sentence import Sentence
from measures.extraction.units import PHYSICAL

Pieces = tuple[Span, ...]
# 同比增长, 较上年净增, 提高: how much something changed, which is named before; not 增速, 增加值
_CHANGE = re.compile(
    r"(?:[同环]比|[0-9０-９]{1,2}年|[较比][^，。；]{0,10}?(?=增|减|提|下|上|降|翻|高)|年均|分别|[\s，])*"
    r"(?P<change>净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短|翻|(?:高|低|好|快)于[^，。；]*|[较比][^，。；]{1,14}[高低多少]出?)(?:了|到|至)?(?:[0-9０-９]{4}年[底末]?的)?\s*"
)
# 联合基金支持范围至32家|单位: says little without what stands before
_GENERAL = frozenset(("单位", "项目", "地区", "方面", "成果", "机构"))
# 赋权成果297个，|转化|210个: what was done with some of what was counted before
_DEED = re.compile(r"(?:成功|现场|实际|本地|就地|筛选)*(?:转化|签约|对接|落地|推介|赋权|兑付|验收|转让|许可|应用|投产)")
# 占比, 总数, 占全省: of what was named before; not 占地面积, 金额较大的
_OF_WHAT = re.compile(r"(?:总数|总额|总量|金额|数量|增速|增幅|占比|比重|均价)$|占[^地比]")
# 对首次认定的给予|10万元|奖励: what is given stands behind the amount
_GIVEN = re.compile(r"(?:给予|予以)\s*$")
# 在园区建立|200亩|示范基地
_FOUNDED = re.compile(r"(?:建立|建设|建成|新建|设立)了?\s*$")
# 给予补助, 一次性奖励: what the sentence gives when an amount stands alone
_GRANT = re.compile(r"奖励|补助|补贴|资助|支持|贴息")


def name_counted(
    sentence: Sentence, clause: Clause, *, leading: Clause | None, following: Clause | None, known: Pieces
) -> Pieces:
    """Return the pieces that name what the clause's amount counts; `known` is what that of the one before counted.

    培养|合格技术经纪人|2518人; 首批备案12家|概念验证中心|; |技术合同|9860项，…同比|增长|18.2%; none if no words are near.
    """
    amount, quantity = clause.quantity.span, clause.quantity
    measures = quantity.is_measured or quantity.unit in PHYSICAL
    text = sentence.text
    ahead = sentence.near(clause.span.start, words_before(text, clause.span.start, amount))
    after = _after(text, clause, following)
    if change := _CHANGE.fullmatch(ahead.of(text).strip()):
        return _changed(text, ahead, change["change"], known or _clause_before(sentence, ahead))
    noun = _without(sentence, ahead, is_measured=measures)
    if measures:
        behind = nouns.behind(text, after)
        if noun and behind and text[after.start : after.start + 1] == "的":
            return (*noun, behind)
        if behind and _FOUNDED.search(ahead.of(text)):
            return (behind,)
        if noun and behind and _GIVEN.search(ahead.of(text)):
            return (*noun, behind)
        if noun and _OF_WHAT.match(noun[-1].of(text)):
            return (*known[:1], *noun)
        return noun or _pieces(behind) or _grant(sentence, amount) or _pieces(nouns.act_behind(text, after)) or known
    behind = nouns.behind(text, after)
    if (
        noun
        and not behind
        and leading
        and leading.quantity.unit == quantity.unit
        and _DEED.fullmatch(noun[-1].of(text))
    ):
        return (*known[:1], *noun)
    if noun and not behind and _OF_WHAT.match(noun[-1].of(text)):
        return (*known[:1], *noun)
    if behind and noun and behind.of(text) in _GENERAL:
        return (*noun, behind)
    return _pieces(behind) or noun or _pieces(nouns.act_behind(text, after)) or _verb(text, ahead, known) or known


def _clause_before(sentence: Sentence, ahead: Span) -> Pieces:
    """专利授权率|居全国前列，高于…: what the clause before begins with."""
    before = sentence.clause_before(ahead.start)
    return _pieces(nouns.behind(sentence.text, before)) if before else ()


_FAR = 120


def _after(text: str, clause: Clause, following: Clause | None) -> Span:
    """10条|30项|具体举措: the noun behind the second amount is that of both."""
    start = words_after(text, clause.quantity.span)
    after = Span(start, max(start, min(clause.span.end, start + _FAR)))
    if following and not text[after.start : following.quantity.span.start].strip():
        return _after(text, following, None)
    return after


def _changed(text: str, ahead: Span, change: str, known: Pieces) -> Pieces:
    """增长18%: 技术合同·增长; 增加到4210家: what was named before, for it says how many there are now."""
    words = ahead.of(text)
    start = ahead.start + words.rindex(change)
    if re.search("[到至](?:[0-9０-９]{4}年[底末]?的)?\\s*$", words) or change == "翻":
        return known
    return (*known[:1], Span(start, start + len(change)))


def _without(sentence: Sentence, ahead: Span, *, is_measured: bool) -> Pieces:
    """The words before an amount, without when it holds: 省市|每年|投入 → 省市·投入."""
    start, pieces = ahead.start, list[Span]()
    for cut in sentence.periods.inside(ahead):
        pieces.append(Span(start, max(start, cut.start)))
        start = cut.end
    pieces.append(Span(start, max(start, ahead.end)))
    found = [noun for piece in pieces if (noun := nouns.before(sentence.text, piece, is_measured=is_measured))]
    return tuple(found)


def _verb(text: str, ahead: Span, known: Pieces) -> Pieces:
    verb = nouns.verb_before(text, ahead)
    return (*known[:1], verb) if verb else ()


def _grant(sentence: Sentence, amount: Span) -> Pieces:
    near = sentence.near(sentence.span.start, amount.start)
    before = [*_GRANT.finditer(sentence.text, near.start, near.end)]
    match = before[-1] if before else _GRANT.search(sentence.text, amount.end, sentence.span.end)
    return (Span(*match.span()),) if match else ()


def _pieces(span: Span | None) -> Pieces:
    return (span,) if span else ()
