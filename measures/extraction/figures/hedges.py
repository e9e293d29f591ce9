"""Find the words that say how an amount is meant: 余, 超, 约, 近, 达到, 以上, 左右, 累计, 平均, 不低于."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

# Right before the amount: 累计达到|1亿元, 最高不超过|200万元; not 签约|37项, 节约|3000元, 附近, 发达
_NEXT = (
    r"不[得]?(?:低于|少于|小于|高于|超过|多于|大于)|最高不超过|不超|超过|超出|超|突破|逾|大约|(?<![签节合预契特制集公])约|将近|接近"
    r"|(?<![附最新])近|已?达到|(?<![发到传表])达|至少|至多|最高|最低|最多|高于|低于|多于|少于|累计|平均|(?<![以之网线向晚])上"
)
_BEFORE = lazy_re(rf"(?:最高)?(?:{_NEXT})(?=(?:(?:{_NEXT})|[为了至]|\s)*$)")
# Anywhere before the amount in its clause: 累计推广面积|1200万亩, 最高补贴|20万元; not 累计制度, 最高法院, 人均
_GOVERNING = lazy_re("累计|平均(?![水值线])|(?<=分别)(?:达到?|超过?)|最高(?![法检级水奖人不])|最低(?!生活)")
# Right behind it: 25％以上, 10个左右; not 以上海为
_AFTER = lazy_re(r"\s?(?P<hedge>及以上|或以上|以上(?!海)|以下|以内|之内|左右|上下(?![游级])|之多)")
# Longer rows of such words are none.
_FAR = 16
# 3000余人, 五万余
_INSIDE = lazy_re("[余多来]")


def find_hedges(text: str, clause_start: int, amount: Span) -> tuple[Span, ...]:
    """Return the words that hedge the amount, in order, as spans of the text."""
    before = text[clause_start : amount.start]
    spans = [Span(*match.span()).shifted(clause_start) for match in _GOVERNING.finditer(before)]
    spans += [span for span in _right_before(text, clause_start, amount) if span not in spans]
    spans += [Span(*match.span()) for match in _INSIDE.finditer(text, amount.start, amount.end)]
    if after := _AFTER.match(text, amount.end):
        spans.append(Span(*after.span("hedge")))
    return tuple(_outermost(sorted(spans)))


def _outermost(spans: list[Span]) -> list[Span]:
    """最高 inside 最高不超过 is not said twice."""
    return [
        span
        for span in spans
        if not any(other != span and other.start <= span.start and span.end <= other.end for other in spans)
    ]


def _right_before(text: str, start: int, amount: Span) -> list[Span]:
    start = max(start, amount.start - _FAR)
    return [Span(*match.span()).shifted(start) for match in _BEFORE.finditer(text[start : amount.start])]


def words_before(text: str, start: int, amount: Span) -> int:
    """Return where the hedge right before the amount begins, so that the words before it end there."""
    return min((span.start for span in _right_before(text, start, amount)), default=amount.start)


def words_after(text: str, amount: Span) -> int:
    """Return where the hedge right behind the amount ends."""
    after = _AFTER.match(text, amount.end)
    return after.end() if after else amount.end
