"""Cut a folded passage of next steps into the pieces that each promise one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from measures.extraction.commitments.leads import is_lead
from proposals.parsing.stops import STOPS, sentence_spans

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# At the beginning, or behind one of these
_AFTER_STOP = r"(?<![^。;:!?])"
_AFTER_PAUSE = r"(?<![^。;:!?,、将])"
_MARKS = tuple(
    lazy_re(pattern)
    for pattern in (
        # 一是推动, 二要落实; not 统一是, 一是非
        rf"{_AFTER_PAUSE}(?P<mark>{_NUMERAL})[是要](?!非|以来|求)",
        # 第一,加强; not 第一批
        rf"{_AFTER_STOP}第(?P<mark>{_NUMERAL})[,、:]",
        # 第一步,完成规划; not 第一步骤
        rf"{_AFTER_STOP}第(?P<mark>{_NUMERAL})步[,、:]",
        # 1.推动, 2、落实, 1.2025年底前; not 1.11亿元
        rf"{_AFTER_STOP}(?P<mark>\d{{1,2}})(?:、|\.(?!\d)|\.(?=20\d\d年))",
        # (1)推动; not (2024-2026年)
        rf"{_AFTER_STOP}\((?P<mark>\d{{1,2}})\)",
        # (一)推动, 一、推动; not (一体化), 一、二年
        rf"{_AFTER_STOP}\((?P<mark>{_NUMERAL})\)",
        rf"{_AFTER_STOP}(?P<mark>{_NUMERAL})、(?!{_NUMERAL})",
        # ①推动, ⑴推动; not 1推动
        rf"{_AFTER_STOP}(?P<mark>[①-⑳])",
        rf"{_AFTER_STOP}(?P<mark>[⑴-⒇])",
        # 其一,建设; 其二,引进
        rf"{_AFTER_PAUSE}其(?P<mark>[一二三四五六七八九])[,、:]",
        # 首先,完善; 其次,建立; 最后,加强; not 最后一公里
        rf"{_AFTER_STOP}(?P<mark>首先|其次|再次|最后)[,:]",
        # 一方面,扩大…另一方面,简化; not 在这一方面
        rf"{_AFTER_PAUSE}(?P<mark>(?:一|另一|再一)方面),?",
    )
)
_LONGEST_MARK = 8
# Lists in lists in lists; what is deeper is one piece
_DEEPEST = 6
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 3, "一方面": 1, "另一方面": 2, "再一方面": 3}
# 开展联合攻关。组织…: a short first sentence heads what follows it; not 年底前出台办法。, 省财政厅将继续支持。
_HEADING = lazy_re(r"[^,;。\d年将《]{2,20}。")
# …推行计量收费。|关于您提出的水费问题,|您的建议很好,|目前,; not 关于印发办法的通知
_OTHER_TOPIC = lazy_re(
    rf"(?:{_NUMERAL}、)?(?:(?:关于|对于?|针对)(?:您|你们|委员|代表)|(?:关于|对于|针对)[^,;。]{{2,30}}(?:问题|建议|提案),)"
    r"|您|你们|目前|截至|近年来|去年|今年以来|如您|所需[^,;。]{1,8}由|在[^,;。]{2,10}过程中,"
    r"|(?:我们|我[省市县区州厅局委]|[省市县区][\u4e00-\u9fff]{1,10}?[局厅委])(?:将|会(?!同)|已|也)"
)
# 感谢您对科技工作的关心; not 感谢信制度
_COURTESY = lazy_re(r"^(?:再次|衷心|最后,?)*(?:感谢|欢迎|敬请|希望您|如有)")


@dataclass(frozen=True, slots=True)
class PromisePart:
    """`span`: the words of one commitment. `leads`: the words that open the lists it stands in, outermost first.

    `stop`: where its sentence ends, with its stop. `is_item`: it stands behind the mark of a list.
    """

    span: Span
    leads: tuple[Span, ...]
    stop: int = 0
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class ListMark:
    """`family`: 一是, 1. and （1） are of several."""

    family: int
    number: int
    start: int
    end: int


def pieces_of(folded: str) -> tuple[PromisePart, ...]:
    """Items of a list (also of lists in lists) are a piece each; without a list, each sentence is."""
    return tuple(_pieces(folded, Span(0, len(folded)), (), marked=False))


def opening_mark(folded: str) -> ListMark | None:
    """Return the mark that opens the words; None if none does."""
    mark = next(iter(_marks(folded, Span(0, min(len(folded), _LONGEST_MARK)))), None)
    return mark if mark and mark.start == 0 else None


def _behind_marks(text: str, span: Span) -> int:
    start = span.start
    while mark := opening_mark(text[start : min(start + _LONGEST_MARK, span.end)]):
        start += mark.end
    return start


def _pieces(text: str, span: Span, leads: tuple[Span, ...], *, marked: bool) -> Iterator[PromisePart]:
    run = _run(text, span) if len(leads) < _DEEPEST else []
    if len(run) > 1:
        before = Span(span.start, run[0].start)
        lead = before if marked else _last_sentence(text, before)
        yield from _listed(text, sentence_spans(text, Span(span.start, lead.start)), leads)
        ends = [*(mark.start for mark in run[1:]), span.end]
        for mark, end in zip(run, ends, strict=True):
            yield from _pieces(text, Span(mark.end, end), (*leads, lead), marked=True)
    elif run and run[0].start == span.start:
        yield from _pieces(text, Span(_behind_marks(text, span), span.end), leads, marked=True)
    elif marked:
        own = _without_other_topic(text, span)
        yield from _parts(text, [own], leads, is_item=True)
        yield from _listed(text, sentence_spans(text, Span(own.end, span.end)), ())
    else:
        yield from _listed(text, _sentences(text, span), leads)


def _listed(text: str, sentences: Iterable[Span], leads: tuple[Span, ...]) -> Iterator[PromisePart]:
    """我们的考虑是:甲;乙;丙。 is a list without marks."""
    lead: tuple[Span, ...] = ()
    for sentence in sentences:
        colon = text.find(":", sentence.start, sentence.end) + 1
        words = sentence
        if colon and is_lead(text[sentence.start : colon]):
            lead, words = (Span(sentence.start, colon),), Span(colon, sentence.end)
        yield from _parts(text, [words], (*leads, *lead), is_item=bool(lead))
        lead = lead if sentence.of(text).endswith(";") else ()


def _parts(
    text: str, spans: Iterable[Span], leads: tuple[Span, ...], *, is_item: bool = False
) -> Iterator[PromisePart]:
    return (PromisePart(kept, leads, one.end, is_item) for one in spans if (kept := _kept(text, one)))


def _last_sentence(text: str, span: Span) -> Span:
    """Of the words before a list; none of them if there are none."""
    return next(reversed(list(sentence_spans(text, span))), span)


def _without_other_topic(text: str, item: Span) -> Span:
    """The last item of a list ends where a sentence turns to something else: 关于您提出的水费问题,…"""
    _, *others = list(sentence_spans(text, item)) or [item]
    return Span(item.start, next((one.start for one in others if _OTHER_TOPIC.match(text, one.start)), item.end))


def _run(text: str, span: Span) -> list[ListMark]:
    """The marks of the first list: the one that opens the words, or the first that begins with one."""
    marks = _marks(text, span)
    first = next((mark for mark in marks if mark.start == span.start or mark.number == 1), None)
    run = [first] if first else []
    for mark in marks:
        last = run[-1] if run else mark
        if run and mark.start > last.start and (mark.family, mark.number) == (last.family, last.number + 1):
            run.append(mark)
    return run


def _marks(text: str, span: Span) -> list[ListMark]:
    words = span.of(text)
    found = [
        ListMark(family, number, span.start + match.start(), span.start + match.end())
        for family, pattern in enumerate(_MARKS)
        for match in pattern.finditer(words)
        if (number := _number(match["mark"])) is not None
    ]
    return sorted(found, key=lambda mark: mark.start)


def _number(mark: str) -> int | None:
    for first in "①⑴":
        if first <= mark <= chr(ord(first) + 19):
            return ord(mark) - ord(first) + 1
    return _WORDS.get(mark) or to_int(mark)


def _sentences(text: str, span: Span) -> list[Span]:
    found = list(sentence_spans(text, span))
    is_headed = len(found) > 1 and _HEADING.fullmatch(found[0].of(text))
    return [Span(found[0].start, found[-1].end)] if is_headed else found


def _kept(text: str, span: Span) -> Span | None:
    words = span.of(text)
    end = span.start + len(words.rstrip(f"{STOPS},、:"))
    return Span(span.start, end) if end > span.start and not _COURTESY.match(words) else None
