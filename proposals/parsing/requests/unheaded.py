"""Find asks that no heading announces: by sentences that ask, by verbs that begin a list, by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kejiting.text.lazy_re import lazy_re
from proposals.parsing.headings import VERBS
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.cues import (
    AskStart,
    heads_reasons,
    is_closing,
    is_reason,
    next_sentence_ask,
    sentence_ask,
    words_of,
)
from proposals.parsing.requests.extent import AskRegion, region_from
from proposals.parsing.requests.outline import read_mark

_VERB = lazy_re(
    rf"(?:关于|着力|大力|切实|进一步|积极|持续|加紧|尽快|要|应当?|须|必须)?(?:{VERBS}|加密|组建|制定|修订|出台|培养|引进|成立|设置|搭建|整合|降低|简化|放宽|明确|补齐|升级|试点|探索|改革|开放|推行|推广|更新|下放|赋予|允许|补足|延长|减轻|畅通|打通|用好|盘活|科学|合理|充分|全面|深入|尽早|设|建|组织|参照|试行|编制|布局|形成|解决|破解|化解|缓解|消除|克服)"
)
_NO_HEADING = "原文没有“建议”“办法”一类的标题，所列各条是按文字认出的，请核对"
_LAST_PART = "原文没有“建议”“办法”一类的标题，最后一部分当作建议，请核对"
_LEAD = 30
_CLAUSE_ASK = lazy_re(r"(?<=[，,])(?:建议|希望|请求|恳请|呼吁|恳求)(?!意见|者|人|书|的|、|工程|小学)[^。；：:]{4}")
# 三、经费紧张, （二）人手不足。: such a chapter asks nothing
_COMPLAINT = lazy_re(r"(?:不\S{1,2}|难|缺失?|缺乏|少|差|慢|低|弱|老化|紧张|滞后|落后|严重|短缺|缺口大)[。：:]?$")


def unheaded_regions(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Return the asks that the words of sentences or lists tell, each with a doubt where it is no more than likely."""
    return _by_sentences(lines) or _by_verbs(lines) or _last_part(lines) or _by_clauses(lines)


def _by_sentences(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Sentences that ask, to the end of their paragraphs; the points below go with them."""
    found = [(place, at) for place, line in enumerate(lines) if (at := sentence_ask(line.text)) is not None]
    if _are_list(lines, found):
        return region_from(lines, AskStart(found[0][0], 0, 0, None), None)
    doubt = None if all(at == words_of(lines[place].text)[2] for place, at in found) else _NO_HEADING
    return [
        AskRegion(region, is_ask=True, doubt=doubt)
        for place, at in found
        for region in _sentences(_with_points(lines, place, at))
    ]


def _by_clauses(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Clauses that ask at the end of a sentence: 必须有一套措施，|建议有关部门制定办法。"""
    found = [(line, match.start()) for line in lines if (match := _CLAUSE_ASK.search(line.text))]
    return [
        AskRegion((LetterLine(line.text[at:], line.start + at),), is_ask=True, doubt=_NO_HEADING) for line, at in found
    ]


def _are_list(lines: Sequence[LetterLine], found: Sequence[tuple[int, int]]) -> bool:
    """一、建议设立基金 | 理由：… | 二、建议建设中心: a list from its first number on, whose items have reasons below."""
    marks = [mark for place, at in found if at == 0 and (mark := read_mark(lines[place].text))]
    numbers = [mark.number for mark in marks if mark.form == marks[0].form]
    return len(found) > 1 and numbers == [*range(1, len(found) + 1)]


def _sentences(lines: tuple[LetterLine, ...]) -> Iterator[tuple[LetterLine, ...]]:
    """Part a paragraph at each sentence in it that asks; points below it go with the last."""
    line, points = lines[0], lines[1:]
    start = 0
    while (end := next_sentence_ask(line.text, start)) < len(line.text):
        yield (LetterLine(line.text[start:end], line.start + start),)
        start = end
    yield (LetterLine(line.text[start:], line.start + start), *points)


def _with_points(lines: Sequence[LetterLine], place: int, at: int) -> tuple[LetterLine, ...]:
    line = lines[place]
    own = read_mark(line.text)
    end = place + 1
    while end < len(lines) and sentence_ask(lines[end].text) is None and not is_closing(lines[end].text):
        mark = read_mark(lines[end].text)
        if mark is None or (own and own.form == mark.form) or (end == place + 1 and not mark.opens()):
            break
        end += 1
    return (LetterLine(line.text[at:], line.start + at), *lines[place + 1 : end])


def _by_verbs(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """A list of chapters each of which begins with what is to be done: 一、加密监测点位。"""
    numbered = [(place, mark) for place, line in enumerate(lines) if (mark := read_mark(line.text))]
    for form in dict.fromkeys(mark.form for _, mark in numbered):
        at = [place for place, mark in numbered if mark.form == form]
        ends = [*at[1:], len(lines)]
        asked = [place for place, end in zip(at, ends, strict=True) if _asks(lines[place:end])]
        run = at[at.index(asked[0]) :] if asked else []
        if len(asked) >= 2 and len(asked) * 2 > len(run):
            return region_from(lines, AskStart(run[0], 0, 0, None), _NO_HEADING)
    return []


def _asks(chapter: Sequence[LetterLine]) -> bool:
    """Tell a chapter that begins with what is to be done, or half of whose points do: 四、停车设施 | 1.增设车位。"""
    points = [words for line in chapter[1:] for mark, words, _ in [words_of(line.text)] if mark]
    heads = [words_of(chapter[0].text)[1]] if not points or _VERB.match(words_of(chapter[0].text)[1]) else points
    return 2 * sum(_VERB.match(words) is not None for words in heads) >= len(heads) and not is_reason(chapter[0].text)


def _last_part(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Below the heading of the last of several chapters: 三、破题之道; or the last list, if no reasons lead to it."""
    marks = [(place, mark) for place, line in enumerate(lines) if (mark := read_mark(line.text))]
    chapters = [place for place, mark in marks if mark.form == "N、"]
    if len(chapters) > 1:
        last = chapters[-1]
        end = len(lines[last].text)
    else:
        # the line that leads to the first item of the last list
        last = next((place for place, mark in reversed(marks) if mark.number == 1), 0) - 1
        end = len(lines[last].text) if last >= 0 else 0
    words = lines[last].text if last >= 0 else ""
    if not words or is_reason(words) or heads_reasons(words[-_LEAD:]) or _COMPLAINT.search(words):
        return []
    return region_from(lines, AskStart(last, end, 0, None), _LAST_PART)
