"""Trim the words beside an amount to what it counts: 累计培育|技术经纪人 → 技术经纪人; 科技人才|到企业兼任 → 科技人才."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.endings import without_end
from measures.extraction.figures.bounds import ACTS, DRIVE, LEADING, MIDDLE, TRAILING, VERBS

# Of longer lists the last words are enough.
_LONG = 20
# 50万元|的|支持, 70％|的比例|奖励: what links an amount to the noun behind it
_BEHIND = lazy_re(r"\s*的?(?:比例|标准|额度|幅度)?(?:给予|予以)?\s*")
_MARKS = frozenset("（()），,。；;、")
# 3个省实验室|建设, 12个县|等; not 建设项目
_TAIL = lazy_re(r"(?<![等的和及、\s（(])(?<!建设)(?:建设|[等的和及、\s（(])++$")
# 11个|技术先进，市场空间较大|: says how it is; not 较大的项目
_ADJECTIVE = lazy_re(r"[^，,。；]{2,24}(?:较[快大强高好多]|清晰|先进|明显|显著|突出|完善)")
# ，具有一定价值的|成果转化项目; not ，投资1亿元
_NOUN_LATER = lazy_re(r"[，,、][^。；，,\n]{2,40}的(?P<noun>[^，,。；\s0-9０-９]{2,30})")


def before(text: str, span: Span, *, is_measured: bool) -> Span | None:
    """Return the noun that ends the span: 其中，累计培养|技术经纪人| → 技术经纪人; None if no words are left."""
    words = span.of(text)
    end = len(without_end(words, TRAILING))
    start = _start(words, end)
    noun = _after_drive(words, start, end) if is_measured else _after_verbs(words, start, end)
    # 转化|760个: a verb alone is what is counted.
    return Span(noun, end).shifted(span.start) if noun < end else None


def _start(words: str, end: int) -> int:
    match = LEADING.match(words, 0, end)
    return match.end() if match else 0


def _after_drive(words: str, start: int, end: int) -> int:
    """20亿元财政投入|带动|企业投入230亿元."""
    return max((match.end() for match in DRIVE.finditer(words, start, end - 2)), default=start)


def _after_verbs(words: str, start: int, end: int) -> int:
    place = start
    for middle in MIDDLE.finditer(words, start, max(start, end - 2)):
        place = middle.end()
    while match := VERBS.match(words, place, end) or LEADING.match(words, place, end):
        place = match.end()
    # 科技沙龙、成果路演等系列活动: of a long list its last words
    return words.rfind("等", place, end) + 1 if end - place > _LONG and "等" in words[place : end - 2] else place


def verb_before(text: str, span: Span) -> Span | None:
    """Return the verb that is all there is before an amount: 现场|签约|37项."""
    words = span.of(text)
    end = len(without_end(words, TRAILING))
    start = _start(words, end)
    return Span(start, end).shifted(span.start) if start < end else None


def behind(text: str, span: Span) -> Span | None:
    """Return the noun that begins the span: |科技人才|到企业兼任; None if the span begins with none."""
    start = span.start + len(_leading_link(span.of(text)))
    words = text[start : span.end]
    if adjective := _ADJECTIVE.match(words):
        later = _NOUN_LATER.match(text, start + adjective.end())
        if later and "的" not in words[adjective.end() :]:
            return _until_act(text, Span(*later.span("noun")))
    return _until_act(text, Span(start, span.end))


def _leading_link(words: str) -> str:
    match = _BEHIND.match(words)
    return match[0] if match else ""


def _until_act(text: str, span: Span) -> Span | None:
    words = span.of(text)
    act = ACTS.search(words)
    return _words_at(span.start, words[: act.start()] if act else words)


def act_behind(text: str, span: Span) -> Span | None:
    """Return what the counted do, when no noun names them: 26人|通过评审."""
    start = span.start + len(_leading_link(span.of(text)))
    return _words_at(start, text[start : span.end])


def _words_at(start: int, words: str) -> Span | None:
    words = _TAIL.sub("", words)
    return Span(start, start + len(words)) if words and words[0] not in _MARKS else None
