"""Characters, words and marks that stand twice by a slip of the hand: 的的, 。。, 加强加强; not 天天, 为了了解, 参与与."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding, FindingLevel
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.text.words import han_cutter

_HAN_RUN = lazy_re(r"[\u4e00-\u9fa5]{2,2000}")
_MARKS = lazy_re(
    r"([，,。；;、：:！!？?])\s*[，,。；;、：:！!？?]+|[，,；;、：:][」”’]*[。]|[（(]\s*[）)]|“{2,}|”{2,}|《{2,}|》{2,}|（{2,}|）{2,}"
)
# ！！ and ？！ are meant, of dots a row is an ellipsis
_MEANT = lazy_re(r"[！!？?]+|[.,:;?!]{2,}")
# Never twice in a sentence, unless a word ends or begins with it
_FUNCTION = frozenset("的是了在和我将被把于其已也并就为与对及由从向")
# Characters that are words of their own: beside a word that begins or ends with it nothing is amiss (我市|市场, 从|从业)
_WORDS = frozenset(
    "市省县区州镇乡村国厅局委部院校企人年月日时个家项条次上下中大小高新老多少内外前后左右东南西北里级类型等每各本该此这那不没有要能会可应须让使给到用以因而或又再还更最很太只都全同共分合成一二三四五六七八九十百千万亿两双单半几数"
)
# 天天, 层层, 实实在在: what is said twice
_DOUBLES = frozenset(
    "天人常往渐多大刚仅处时步层点代家户年月日事样件种个条村县乡校双频屡久稳牢紧深远高小好慢早快满默欣息比津洋环丝心谢爸妈爷奶哥弟姐妹叔宝星看想试谈说听走等娃块面方圆生世纷明白堂正实在清"
    "楚扎踏勤恳兢业孜切循善斤蒸熊源滔绵悠区恰偏整足节组一了寥微轻悄静统通略暗匆冉历累落能道路站段座栋楼线门类项次回行"
)
# 进一步进一步, 加强加强; not 研究研究, 一个一个
_WORD_TWICE = lazy_re(r"(?P<word>[\u4e00-\u9fa5]{2,6})(?P=word)")
_WORD_MEANT = lazy_re(r"(?:研究|讨论|商量|考虑|了解|学习|一[个步件条户项层]|[一-龥]一)(?:.{1,6})")
# 对|对俄合作: of a word that begins with it
_TOWARDS = lazy_re("对对[俄外口韩日美欧台港标接]")
_DOUBLE = lazy_re(r"(?P<char>[\u4e00-\u9fa5])(?P=char)")


def find_doubled(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield findings of X1. What a title in 《…》 repeats is its own."""
    for match in _MARKS.finditer(draft.read):
        if not _MEANT.fullmatch(match[0]):
            yield draft.finding("X1", "must", Span(*match.span()), f"标点“{match[0]}”连用，请核对")
    for run in _HAN_RUN.finditer(draft.read):
        yield from _words(draft, run[0], run.start())


def _words(draft: ReplyDraft, run: str, start: int) -> Iterator[DraftFinding]:
    taken: set[int] = set()
    for match in _WORD_TWICE.finditer(run):
        word = match["word"]
        if len(set(word)) > 1 and not _WORD_MEANT.fullmatch(match[0]):
            taken.update(range(*match.span()))
            level: FindingLevel = "ask"
            yield draft.finding("X1", level, Span(*match.span()).shifted(start), f"“{word}”写了两遍，请核对")
    names = {name[at : at + 2] for name in draft.parsed.delegates for at in range(len(name))}
    doubles = [match.start() for match in _DOUBLE.finditer(run) if match.start() not in taken and match[0] not in names]
    if not doubles:
        return
    words = _cut(run)
    for at in doubles:
        found = _slip(run, at, words)
        if found:
            yield draft.finding("X1", found, Span(at, at + 2).shifted(start), f"“{run[at]}”写了两遍，请核对")


def _cut(run: str) -> list[Span]:
    """The words of a run, each with its place."""
    spans: list[Span] = []
    at = 0
    for word in han_cutter()(run):
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return spans


def _slip(run: str, at: int, words: list[Span]) -> FindingLevel | None:
    """Return how sure it is that the character at this place stands there twice by mistake; None if it does not."""
    char = run[at]
    if char in _DOUBLES or _TOWARDS.match(run, at) or run[at - 1 : at] == char or run[at + 2 : at + 3] == char:
        return None
    first = next(word for word in words if word.start <= at < word.end)
    second = next(word for word in words if word.start <= at + 1 < word.end)
    if first == second:
        # 目的的确: jieba may know no word of both; a word that holds both is one that is said so
        return None if first.end - first.start > 2 else "ask"
    alone = (first.end - first.start == 1, second.end - second.start == 1)
    if all(alone):
        return "must" if char in _FUNCTION else "ask" if char not in _WORDS else None
    return "ask" if any(alone) and char not in _FUNCTION and char not in _WORDS else None
