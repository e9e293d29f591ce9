"""Find where in a proposal the asks stand: below their heading, behind 为此，建议：, each behind its problem."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.asks_table import ask_column
from proposals.parsing.requests.cues import (
    AskStart,
    ask_start,
    heads_asks,
    heads_reasons,
    is_closing,
    is_signature,
    words_of,
)
from proposals.parsing.requests.extent import AskRegion, ask_end, levels_of, lines_from
from proposals.parsing.requests.outline import Level, read_mark
from proposals.parsing.requests.unheaded import unheaded_regions

_CHAPTERS = ("N、", "第N", "D.")
_LONGEST_INTRO = 3


def find_regions(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """Return where the asks stand among the lines of a proposal's text, in order."""
    lines = _without_end(lines)
    starts = _starts(lines)
    return _below(lines, starts) if starts else unheaded_regions(lines)


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
    levels = levels_of(lines)
    regions = list[AskRegion]()
    done = 0
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if start.place < done or (following and _leads_in(lines, start, following, levels[start.place])):
            continue
        last = following.place if following and _are_equal(lines, start, following) else len(lines)
        end = ask_end(lines, start, levels[start.place], last)
        region = lines_from(lines, start, end)
        if region:
            regions.append(AskRegion(region))
            done = end
    return regions


def _leads_in(lines: Sequence[LetterLine], start: AskStart, following: AskStart, levels: Sequence[Level]) -> bool:
    """Tell whether what begins at a start only leads to the one that follows."""
    between = lines[start.place + 1 : following.place + 1]
    return _is_intro(between) and ask_end(lines, start, levels, following.place + 1) > following.place


def _is_intro(lines: Sequence[LetterLine]) -> bool:
    """三、建议 | 为此，提出以下建议： — what stands between two starts that follow each other only leads in."""
    return len(lines) <= _LONGEST_INTRO and not any(read_mark(line.text) for line in lines)


def _are_equal(lines: Sequence[LetterLine], start: AskStart, following: AskStart) -> bool:
    """近期建议： | 1. 2. | 远期建议： | 1. 2. — headings without numbers that each have a list."""
    alone = all(one.mark is None and one.end == len(lines[one.place].text) for one in (start, following))
    between = following.place - start.place
    return alone and not (between <= _LONGEST_INTRO and _is_intro(lines[start.place + 1 : following.place + 1]))
