"""Say what an amount counts, in the text's own words, as pieces of the text."""

from __future__ import annotations

from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.clauses import Clause
from measures.extraction.figures import nouns
from measures.extraction.figures.hedges import words_after, words_before
from measures.extraction.figures.sentence import FigureSentence
from measures.extraction.units import PHYSICAL

Pieces = tuple[Span, ...]
# 联合基金支持范围至32家|单位: says little without what stands before
_GENERAL = frozenset(("单位", "项目", "地区", "方面", "成果", "机构"))
# 赋权成果297个，|转化|210个: what was done with some of what was counted before; not 转化成果
_DEED = lazy_re(r"(?:成功|现场|实际|本地|就地|筛选)*(?:转化|签约|对接|落地|推介|赋权|兑付|验收|转让|许可|应用|投产)")
# 占比, 总数, 占全省: of what was named before; not 占地面积, 资助金额
_OF_WHAT = lazy_re(r"(?:总数|总额|总量|金额|数量|增速|增幅|占比|比重|均价)$|占[^地比]")
# 对首次认定的给予|10万元|奖励, 总规模|50亿元|的基金: both sides name it; not 奖励
_BOTH = lazy_re(r"(?:给予|予以)\s*$")
# 在园区建立|200亩|示范基地: the verb says nothing; not 建设资金
_FOUNDED = lazy_re(r"(?:建立|建设|建成|新建|设立)了?\s*$")
# 给予补助, 一次性奖励: what the sentence gives when an amount stands alone; not 支撑
_GRANT = lazy_re(r"奖励|补助|补贴|资助|支持|贴息")
# Words further behind an amount do not name what it counts.
_FAR = 120


@dataclass(frozen=True, slots=True)
class Beside:
    """The clause of an amount, those before and after it in the sentence, and what the one before counted."""

    sentence: FigureSentence
    clause: Clause
    leading: Clause | None
    following: Clause | None
    known: Pieces

    @property
    def ahead(self) -> Span:
        """The words before the amount and its hedge."""
        end = words_before(self.sentence.text, self.clause.span.start, self.clause.quantity.span)
        return self.sentence.near(self.clause.span.start, end)

    @property
    def after(self) -> Span:
        """The words behind the amount; 10条|30项|具体举措: those behind the second amount are those of both."""
        text, clause, following = self.sentence.text, self.clause, self.following
        start = words_after(text, clause.quantity.span)
        if following and not text[start : following.quantity.span.start].strip():
            clause, start = following, words_after(text, following.quantity.span)
        return Span(start, max(start, min(clause.span.end, start + _FAR)))


def name_counted(beside: Beside) -> Pieces:
    """Return the pieces that name what the amount counts; none if no words are near.

    培养|合格技术经纪人|2518人; 首批备案12家|概念验证中心|; |技术合同|9860项，…同比|增长|18.2%.
    """
    quantity, text = beside.clause.quantity, beside.sentence.text
    measures = quantity.is_measured or quantity.unit in PHYSICAL
    change = find_change(text, beside.ahead)
    if change:
        known = beside.known or _clause_before(beside)
        return known if change.is_level else (*known[:1], change.span)
    noun = _nouns_before(beside, is_measured=measures)
    behind = nouns.behind(text, beside.after)
    if noun and _is_of_known(beside, noun[-1].of(text), behind):
        return (*beside.known[:1], *noun)
    named = _measured(beside, noun, behind) if measures else _counted(beside, noun, behind)
    return named or beside.known


def _is_of_known(beside: Beside, noun: str, behind: Span | None) -> bool:
    """金额8200万元, 转化210个: of the contracts or results just counted."""
    if beside.clause.quantity.is_measured:
        return _OF_WHAT.match(noun) is not None
    same_unit = beside.leading is not None and beside.leading.quantity.unit == beside.clause.quantity.unit
    return behind is None and bool(_OF_WHAT.match(noun) or (same_unit and _DEED.fullmatch(noun)))


def _measured(beside: Beside, noun: Pieces, behind: Span | None) -> Pieces:
    text, after = beside.sentence.text, beside.after
    words = beside.ahead.of(text)
    if behind and _FOUNDED.search(words):
        return (behind,)
    if noun and behind and (text[after.start : after.start + 1] == "的" or _BOTH.search(words)):
        return (*noun, behind)
    return noun or _one(behind) or _grant(beside) or _one(nouns.act_behind(text, after))


def _counted(beside: Beside, noun: Pieces, behind: Span | None) -> Pieces:
    text = beside.sentence.text
    if noun and behind and behind.of(text) in _GENERAL:
        return (*noun, behind)
    return _one(behind) or noun or _one(nouns.act_behind(text, beside.after)) or _verb(beside)


def _nouns_before(beside: Beside, *, is_measured: bool) -> Pieces:
    """The words before an amount, without when it holds: 省市|每年|投入 → 省市·投入."""
    ahead, sentence = beside.ahead, beside.sentence
    start, pieces = ahead.start, list[Span]()
    for period in sentence.periods.inside(ahead):
        pieces.append(Span(start, max(start, period.start)))
        start = period.end
    pieces.append(Span(start, max(start, ahead.end)))
    found = (nouns.before(sentence.text, piece, is_measured=is_measured) for piece in pieces)
    return tuple(noun for noun in found if noun)


def _clause_before(beside: Beside) -> Pieces:
    """专利授权率|居全国前列，高于…: what the clause before begins with."""
    before = beside.sentence.clause_before(beside.ahead.start)
    return _one(nouns.behind(beside.sentence.text, before)) if before else ()


def _verb(beside: Beside) -> Pieces:
    verb = nouns.verb_before(beside.sentence.text, beside.ahead)
    return (*beside.known[:1], verb) if verb else ()


def _grant(beside: Beside) -> Pieces:
    sentence, amount = beside.sentence, beside.clause.quantity.span
    near = sentence.near(sentence.span.start, amount.start)
    before = [*_GRANT.finditer(sentence.text, near.start, near.end)]
    match = before[-1] if before else _GRANT.search(sentence.text, amount.end, sentence.span.end)
    return (Span(*match.span()),) if match else ()


def _one(span: Span | None) -> Pieces:
    return (span,) if span else ()


_LEADING = r"(?:[同环]比|[0-9０-９]{1,2}年|[较比][^，。；]{0,10}?(?=增|减|提|下|上|降|翻|高)|年均|分别|[\s，])*"
_WORD = r"净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短|(?P<fold>翻)|(?:高|低|好|快)于[^，。；]*|[较比][^，。；]{1,14}[高低多少]出?"
# 增加到2022年的: the amount is what there is now
_LEVEL = r"(?P<level>[到至](?:[0-9０-９]{4}年[底末]?的)?)"
# 同比增长, 较上年净增, 提高了, 增长到2022年的; not 增速, 增加值
_CHANGE = lazy_re(rf"{_LEADING}(?P<change>{_WORD})(?:了|{_LEVEL})?\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """`is_level`: the amount is no difference, but how many there are now (增加到50家) or times more (翻一番)."""

    span: Span
    is_level: bool


def find_change(text: str, ahead: Span) -> Change | None:
    """Return the change, if the words before an amount say nothing else."""
    match = _CHANGE.fullmatch(text, ahead.start, ahead.end)
    if match is None:
        return None
    return Change(Span(*match.span("change")), is_level=bool(match["level"] or match["fold"]))
