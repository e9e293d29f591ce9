"""R1: sentences taken over from letters of earlier times, with words of time that were true then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.stated import figures_of
from kejiting.origins import SentenceOrigin
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.models import IndicatorAlias

# What is true only when it is written; a year is true for ever, but seldom news
_RELATIVE = lazy_re(
    r"今年|全年(?!龄)|去年|前年|明年|上年|本年|当年|(?<!\d)年[初内底末]|(?<!年)[上下]半年|本月|上月|近期|近日|日前|最近|目前|现已|正在|即将|刚刚"
    r"|近[一二三两几]年|近年|[本上下]季度|今后[一二三两]年|下一步|截至(?!\s*20\d{2}\s*年)|至今|以来|[本上]届"
)
_YEAR = lazy_re(
    r"(?:(?:19|20)\d{2}\s*[-—－至]\s*)?(?P<year>(?:19|20)\d{2})\s*年|[“\"]?十(?P<plan>[一二三四五])五[”\"]?(?:期间|时期|末|以来)"
)
_ANOTHER_NAME = 4
_LONGEST_STATISTIC = 50
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_DIGIT = lazy_re(r"\d")
_UNTIL = ("到", "至")
_ITEM_ENDS = (".", "．", "、", ")", "）")


def check_taken_over(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Find them by the sentence. Where a number or a year was changed, it was brought up to date.

    Within one year letters rightly share the figures of known indicators; whether these are right is another check's.
    """
    written = draft.parsed.written_on
    for origin in memory.origins:
        source = origin.passage.letter.written_on
        if (written and source and source >= written) or _is_changed(draft, origin):
            continue
        relative, past = _relative(draft, origin), _past_years(draft, origin, written)
        is_old = not (written and source) or source.year < written.year
        if not (relative and is_old) and _is_said_again(origin, is_old=is_old):
            continue
        if not relative and not is_old and _is_settled(draft, origin):
            continue
        if kept := sorted([*relative, *past]):
            words = "、".join(dict.fromkeys(span.of(draft.text) for span in kept))
            level: FindingLevel = "ask" if relative and is_old else "hint"
            message = f"这句话沿用了{origin.citation}的表述，其中“{words}”是当时的时间，请核对"
            yield DraftFinding("R1", level, origin.span.start, origin.span.end, message, against_of(origin))


def _is_changed(draft: ReplyDraft, origin: SentenceOrigin) -> bool:
    """Tell whether some number was changed, but that of the item; or as many words as make it tell of something else."""
    new = sum(len(_HAN.findall(change.here.of(draft.text))) for change in origin.changes)
    if new > max(_ANOTHER_NAME, (origin.span.end - origin.span.start) // 10):
        return True
    return any(
        _DIGIT.search(change.here.of(draft.text)) or _DIGIT.search(change.there.of(origin.words))
        for change in origin.changes
        if not (
            change.here.start == origin.span.start and draft.text[change.here.end : change.here.end + 1] in _ITEM_ENDS
        )
    )


def _is_said_again(origin: SentenceOrigin, *, is_old: bool) -> bool:
    """Tell what letters of several years say in the same words, or several ones of this year: no slip of one hand."""
    return len({*origin.said_in}) > 1 or (not is_old and len(origin.said_in) > 1)


def _is_settled(draft: ReplyDraft, origin: SentenceOrigin) -> bool:
    """Tell a short sentence all of whose figures are of known indicators, but shares and how many places they are of."""
    if origin.span.end - origin.span.start > _LONGEST_STATISTIC:
        return False
    figures = [figure for figure in figures_of(draft) if figure.span.overlaps(origin.span)]
    counted = {figure.counted for figure in figures if figure.counts_things}
    known = IndicatorAlias.objects.filter(folded__in=counted).values_list("folded", flat=True)
    return bool(counted) and counted <= {*known}


def _relative(draft: ReplyDraft, origin: SentenceOrigin) -> list[Span]:
    found = _RELATIVE.finditer(origin.span.of(draft.text))
    return _unchanged(origin, (Span(*match.span()) for match in found))


def _past_years(draft: ReplyDraft, origin: SentenceOrigin, written: date | None) -> list[Span]:
    """The years and five-year plans but those to come, and those until whose end there is time: 到2025年."""
    words = origin.span.of(draft.text)
    found = []
    for match in _YEAR.finditer(words):
        year, is_until = _last_year(match), words[: match.start()].endswith(_UNTIL)
        if written is None or year < written.year or (year == written.year and match["year"] and not is_until):
            found.append(Span(*match.span()))
    return _unchanged(origin, found)


def _last_year(match: re.Match[str]) -> int:
    """十四五 ends with 2025."""
    return int(match["year"]) if match["year"] else 2005 + 5 * "一二三四五".index(match["plan"])


def _unchanged(origin: SentenceOrigin, spans: Iterable[Span]) -> list[Span]:
    moved = (span.shifted(origin.span.start) for span in spans)
    return [span for span in moved if not any(change.here.overlaps(span) for change in origin.changes)]


def time_words(text: str, sentence: Span) -> list[Span]:
    """Where words of time and years stand in a sentence of the text."""
    words = sentence.of(text)
    found = [*_RELATIVE.finditer(words), *_YEAR.finditer(words)]
    return sorted(Span(*match.span()).shifted(sentence.start) for match in found)


def against_of(origin: SentenceOrigin) -> Against:
    """The source of a sentence as the other place of a finding."""
    return Against("".join(origin.words.split()), origin.citation, origin.passage.get_absolute_url())
