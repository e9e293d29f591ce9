"""Find where in a proposal the asks stand: below their heading, behind 为此，建议：, each behind its problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from proposals.parsing.headings import VERBS
from proposals.parsing.lines import LetterLine
from proposals.parsing.markers import read_marker
from proposals.parsing.requests.cues import (
    AskStart,
    ask_start,
    heads_asks,
    is_closing,
    is_reason,
    is_signature,
    sentence_ask,
    words_of,
)

_VERB = lazy_re(
    rf"(?:关于|着力|大力|切实|进一步|积极|持续|加紧|尽快)?(?:{VERBS}|加密|组建|制定|修订|出台|培养|引进|成立|设置|搭建|整合|降低|简化|放宽|明确|补齐|升级|试点|探索|改革|开放|推行|推广|更新|下放|赋予|允许|补足|延长|减轻|畅通|打通|用好|盘活|科学|合理|充分|全面|深入|尽早|设|建|组织|参照|试行|组织|编制|布局|形成)"
)

_NO_HEADING = "原文没有“建议”“办法”一类的标题，所列各条是按文字认出的，请核对"
_NUMERALS = lazy_re("[一二三四五六七八九十]+")
_DIGITS = lazy_re(r"\d+")
_SHORT = 30


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
    return _by_sentences(lines) or _by_verbs(lines)


def _without_end(lines: Sequence[LetterLine]) -> Sequence[LetterLine]:
    """Leave out what closes at the end: 特此提案, the signature and its day."""
    end = len(lines)
    while end > 1 and (
        is_closing(lines[end - 1].text)
        or (
            read_marker(lines[end - 1].text) is None
            and is_signature(lines[end - 1].text)
            and _is_closed(lines, end - 1)
        )
    ):
        end -= 1
    return lines[:end]


def _is_closed(lines: Sequence[LetterLine], place: int) -> bool:
    above = next((line.text for line in reversed(lines[:place]) if not is_signature(line.text)), "")
    return above.endswith(("。", "！", "；")) or is_closing(above)


def _starts(lines: Sequence[LetterLine]) -> list[AskStart]:
    """Return the strongest starts, and the chapters of 措施 behind the first of them."""
    found = [start for place, line in enumerate(lines) if (start := ask_start(place, line))]
    if not any(start.strength > 2 for start in found):
        found = _chapters(lines) or found
    best = max((start.strength for start in found), default=0)
    first = next((start.place for start in found if start.strength == best), 0)
    return [start for start in found if start.strength == best or (start.place > first and _is_chapter(lines, start))]


def _is_chapter(lines: Sequence[LetterLine], start: AskStart) -> bool:
    alone = start.end == len(lines[start.place].text)
    return start.strength > 2 and alone and start.marker is not None and start.marker.level == "chapter"


def _chapters(lines: Sequence[LetterLine]) -> list[AskStart]:
    """Return the one chapter whose heading speaks of 建议 or 对策; where several do, they are the asks themselves."""
    heads = [
        (place, marker)
        for place, line in enumerate(lines)
        for marker, words, _ in [words_of(line.text)]
        if heads_asks(words)
    ]
    if len(heads) == 1:
        place, marker = heads[0]
        return [AskStart(place, len(lines[place].text), 3, marker)]
    if heads and heads[0][1] and heads[0][1].number == 1:
        return [AskStart(heads[0][0], 0, 3, None)]
    return []


def _below(lines: Sequence[LetterLine], starts: list[AskStart]) -> list[AskRegion]:
    outer = _outer_form(lines, starts)
    regions = list[AskRegion]()
    done = 0
    for start in starts:
        if start.place < done:
            if not _is_intro(lines, regions, start):
                continue
            regions.pop()
        end = _end(lines, start) if outer is None else _next_of(lines, start.place + 1, outer)
        region = _rest(lines, start, end)
        if region:
            regions.append(AskRegion(region))
            done = end
    return regions


def _is_intro(lines: Sequence[LetterLine], regions: Sequence[AskRegion], start: AskStart) -> bool:
    """三、建议 | 为此，提出以下建议： — what stands between two starts that follow each other only leads in."""
    first = regions[-1].lines[0].start
    between = [line for line in lines[: start.place] if line.start >= first]
    return not any(read_marker(line.text) for line in (*between, lines[start.place])) and len(between) <= 2


def _form(line: str) -> str | None:
    """Return how a line is numbered: N of 三、 and （N） of （一）, 第N of 第一，, D of 1.; None if it has no number."""
    marker = read_marker(line)
    if marker is None:
        return None
    return _DIGITS.sub("D", _NUMERALS.sub("N", line[: marker.end])).strip("、.．，,：: ")


def _outer_form(lines: Sequence[LetterLine], starts: Sequence[AskStart]) -> str | None:
    """Return how the problems are numbered each of which has its own suggestion below it; None if that is not so."""
    if len(starts) < 2 or any(_is_chapter(lines, start) for start in starts):
        return None
    before = [form for line in lines[: starts[0].place + 1] if (form := _form(line.text))]
    each = all(
        any(_form(line.text) == before[-1] for line in lines[one.place + 1 : other.place + 1])
        for one, other in pairwise(starts)
        if before
    )
    return before[-1] if before and each else None


def _next_of(lines: Sequence[LetterLine], first: int, form: str) -> int:
    return next(
        (at for at in range(first, len(lines)) if _form(lines[at].text) == form or is_closing(lines[at].text)),
        len(lines),
    )


def _end(lines: Sequence[LetterLine], start: AskStart) -> int:
    """Return where asks end: at the chapter behind theirs, at a heading of reasons, at what closes."""
    own = _form(lines[start.place].text) if start.marker else None
    first = next((line.text for line in lines[start.place + (start.end > 0) :] if read_marker(line.text)), "")
    opened = read_marker(first)
    inner = _form(first) if opened and opened.number == 1 else None
    for place in range(start.place + 1, len(lines)):
        line = lines[place].text
        marker = read_marker(line)
        if is_closing(line) or (marker is None and len(line) <= _SHORT and is_reason(line)):
            return place
        if marker is None or marker.number == 1:
            continue
        form = _form(line)
        follows = start.marker is not None and form == own and marker.number == start.marker.number + 1
        if form != inner and (follows or form == "N"):
            return place
    return len(lines)


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
    own = read_marker(line.text)
    end = place + 1
    while end < len(lines) and sentence_ask(lines[end].text) is None and not is_closing(lines[end].text):
        marker = read_marker(lines[end].text)
        if marker is None or (own and own.level == marker.level) or (end == place + 1 and marker.number > 1):
            break
        end += 1
    return (LetterLine(line.text[at:], line.start + at), *lines[place + 1 : end])


def _by_verbs(lines: Sequence[LetterLine]) -> list[AskRegion]:
    """A list of chapters each of which begins with what is to be done: 一、加密监测点位。"""
    numbered = [(place, marker) for place, line in enumerate(lines) if (marker := read_marker(line.text))]
    for level in dict.fromkeys(marker.level for _, marker in numbered):
        at = [place for place, marker in numbered if marker.level == level]
        asked = [
            place for place in at if _VERB.match(words_of(lines[place].text)[1]) and not is_reason(lines[place].text)
        ]
        run = at[at.index(asked[0]) :] if asked else []
        if len(asked) >= 2 and len(asked) * 2 > len(run):
            end = next((place for place in range(run[-1] + 1, len(lines)) if is_closing(lines[place].text)), len(lines))
            return [AskRegion(tuple(lines[run[0] : end]), doubt=_NO_HEADING)]
    return []
