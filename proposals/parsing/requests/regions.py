"""Find where in a proposal the asks stand: below their heading, behind 为此，建议：, each behind its problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from proposals.parsing.headings import VERBS
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.asks_table import ask_column
from proposals.parsing.requests.cues import (
    AskStart,
    ask_start,
    heads_asks,
    heads_reasons,
    is_closing,
    is_reason,
    is_signature,
    sentence_ask,
    words_of,
)
from proposals.parsing.requests.outline import Level, Mark, open_levels, read_mark

_VERB = lazy_re(
    rf"(?:关于|着力|大力|切实|进一步|积极|持续|加紧|尽快|要|应当?|须|必须)?(?:{VERBS}|加密|组建|制定|修订|出台|培养|引进|成立|设置|搭建|整合|降低|简化|放宽|明确|补齐|升级|试点|探索|改革|开放|推行|推广|更新|下放|赋予|允许|补足|延长|减轻|畅通|打通|用好|盘活|科学|合理|充分|全面|深入|尽早|设|建|组织|参照|试行|组织|编制|布局|形成)"
)
_NO_HEADING = "原文没有“建议”“办法”一类的标题，所列各条是按文字认出的，请核对"
_LAST_PART = "原文没有“建议”“办法”一类的标题，最后一部分当作建议，请核对"
_CHAPTERS = ("N、", "第N", "D.")
_SHORT = 30
_REASON_LINES = 12
_LONGEST_INTRO = 3


@dataclass(frozen=True, slots=True)
class AskRegion:
    """Lines of asks; the first may be the rest of its line. `is_ask`: it is one ask, whatever numbers stand in it.

    `doubt`, in Chinese, says why it is not sure that these are the asks."""

    lines: tuple[LetterLine, ...]
    is_ask: bool = False
    doubt: str | None = None


def find_regions(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Return where the asks stand among the lines of a proposal's text, in order."""
    lines = _without_end(lines)
    starts = _starts(lines)
    if starts:
        return _below(lines, starts)
    return _by_sentences(lines) or _by_verbs(lines) or _last_part(lines)


def _without_end(lines: Sequence[LetterLine]) -> Sequence[LetterLine]:
    """Leave out what closes at the end: 特此提案, the signature and its day below a whole sentence."""
    end = len(lines)
    while end > 1:
        above = end - 1
        if not is_closing(lines[above].text):
            while above > 0 and read_mark(lines[above].text) is None and is_signature(lines[above].text):
                above -= 1
            if above == end - 1 or not _is_closed(lines[above].text):
                break
            above += 1
        end = above
    return lines[:end]


def _is_closed(line: str) -> bool:
    return line.endswith(("。", "！", "；")) or is_closing(line)


def _starts(lines: Sequence[LetterLine]) -> list[AskStart]:
    """Return the strongest starts, and the chapters of asks behind the first of them."""
    found = [start for place, line in enumerate(lines) if (start := ask_start(place, line))]
    found += [AskStart(place, 0, 4, None) for place, line in enumerate(lines) if ask_column(line.text) is not None]
    found.sort(key=lambda start: start.place)
    chapters = _chapters(lines)
    if not any(start.strength > 2 for start in found):
        found = _of_chapters(chapters) or found
    best = max((start.strength for start in found), default=0)
    starts = [start for start in found if start.strength == best]
    first = starts[0].place if starts else len(lines)
    behind = {start.place: start for start in (*chapters, *found) if start.place > first and _is_chapter(lines, start)}
    behind |= {start.place: start for start in starts}
    return [behind[place] for place in sorted(behind)]


def _is_chapter(lines: Sequence[LetterLine], start: AskStart) -> bool:
    alone = start.end == len(lines[start.place].text)
    return start.strength > 2 and alone and start.mark is not None and start.mark.form in _CHAPTERS


def _chapters(lines: Sequence[LetterLine]) -> list[AskStart]:
    """Return the headings that speak of 建议 or 对策 among other words: 三、中远期工作建议, 发展光电产业的建议."""
    return [
        AskStart(place, len(line.text), 3, mark)
        for place, line in enumerate(lines)
        for mark, words, _ in [words_of(line.text)]
        if heads_asks(words) and not heads_reasons(words) and (mark is None or mark.form in _CHAPTERS)
    ]


def _of_chapters(chapters: list[AskStart]) -> list[AskStart]:
    """Of several chapters from the first on each is an ask itself: 一、关于精准选派的建议."""
    first = chapters[0] if chapters else None
    if len(chapters) > 1 and first and (first.mark is None or first.mark.number == 1):
        return [AskStart(first.place, 0, 3, None)] if first.mark else []
    return chapters


def _below(lines: Sequence[LetterLine], starts: list[AskStart]) -> list[AskRegion]:
    levels = _levels(lines)
    regions = list[AskRegion]()
    begun = done = 0
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if start.place < done:
            if start.place > begun + _LONGEST_INTRO or not _is_intro(lines[begun + 1 : start.place + 1]):
                continue
            regions.pop()
        last = following.place if following and _are_equal(lines, start, following) else len(lines)
        end = _end(lines, start, levels[start.place], last)
        region = _rest(lines, start, end)
        if region:
            regions.append(AskRegion(region))
            begun, done = start.place, end
    return regions


def _is_intro(lines: Sequence[LetterLine]) -> bool:
    """三、建议 | 为此，提出以下建议： — what stands between two starts that follow each other only leads in."""
    return len(lines) <= _LONGEST_INTRO and not any(read_mark(line.text) for line in lines)


def _are_equal(lines: Sequence[LetterLine], start: AskStart, following: AskStart) -> bool:
    """近期建议： | 1. 2. | 远期建议： | 1. 2. — headings without numbers that each have a list."""
    alone = all(one.mark is None and one.end == len(lines[one.place].text) for one in (start, following))
    between = following.place - start.place
    return alone and not (between <= _LONGEST_INTRO and _is_intro(lines[start.place + 1 : following.place + 1]))


def _levels(lines: Sequence[LetterLine]) -> list[list[Level]]:
    """Return for each line the lists that are open where it stands."""
    found, levels = list[list[Level]](), list[Level]()
    for line in lines:
        mark = read_mark(line.text)
        levels = open_levels(levels, mark) if mark else levels
        found.append(levels)
    return found


def _end(lines: Sequence[LetterLine], start: AskStart, levels: Sequence[Level], last: int) -> int:
    """Return where asks end, at `last` at most: at the next item of a list that was open before them, at a heading of
    reasons, at what closes."""
    is_open = {form for form, _ in levels}
    rest = read_mark(lines[start.place].text[start.end :].lstrip())
    inner = rest if rest and (rest.opens() or start.end == 0) else None
    is_open.discard(inner.form if inner else "")
    has_reasons = False
    for place in range(start.place + 1, last):
        line = lines[place].text
        mark = read_mark(line)
        if is_closing(line):
            return place
        if mark is None and len(line) <= _SHORT and is_reason(line):
            # the reason of one of several asks
            has_reasons = has_reasons or (
                inner is not None and _goes_on(lines[place + 1 : place + _REASON_LINES], inner)
            )
            if not has_reasons:
                return place
        if mark is None:
            continue
        if inner is None and mark.opens():
            is_open.discard(mark.form)
            inner = mark
        elif inner and mark.form == inner.form:
            inner = mark
        elif mark.form in is_open or (mark.form == "N、" and mark.number != 1):
            return place
    return last


def _goes_on(lines: Sequence[LetterLine], list_: Mark) -> bool:
    """Tell whether the next number of a list follows."""
    return any(
        (mark := read_mark(line.text)) is not None
        and mark.form == list_.form
        and mark.number == (list_.number or 0) + 1
        for line in lines
    )


def _rest(lines: Sequence[LetterLine], start: AskStart, end: int) -> tuple[LetterLine, ...]:
    line = lines[start.place]
    behind = line.text[start.end :]
    rest = LetterLine(behind.strip(), line.end - len(behind.lstrip()))
    return tuple(one for one in (rest, *lines[start.place + 1 : end]) if one.text)


def _by_sentences(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Sentences that ask, to the end of their paragraphs; the points below go with them."""
    found = [(place, at) for place, line in enumerate(lines) if (at := sentence_ask(line.text)) is not None]
    doubt = None if all(at == words_of(lines[place].text)[2] for place, at in found) else _NO_HEADING
    return [AskRegion(_with_points(lines, place, at), is_ask=True, doubt=doubt) for place, at in found]


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
        asked = [
            place for place in at if _VERB.match(words_of(lines[place].text)[1]) and not is_reason(lines[place].text)
        ]
        run = at[at.index(asked[0]) :] if asked else []
        if len(asked) >= 2 and len(asked) * 2 > len(run):
            return _from(lines, AskStart(run[0], 0, 0, None), _NO_HEADING)
    return []


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
    if last < 0 or is_reason(lines[last].text) or heads_reasons(lines[last].text[-_SHORT:]):
        return []
    return _from(lines, AskStart(last, end, 0, None), _LAST_PART)


def _from(lines: Sequence[LetterLine], start: AskStart, doubt: str) -> list[AskRegion]:
    region = _rest(lines, start, _end(lines, start, _levels(lines)[start.place], len(lines)))
    return [AskRegion(region, doubt=doubt)] if region else []
