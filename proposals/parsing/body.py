"""Read the answer: its asks, the sections under each, and what answers the whole letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Problem, Span
from proposals.parsing.headed_lines import HeadedLine, read_headings
from proposals.parsing.headings import RUNNING_FORMS, AskHeading, read_running_ask
from proposals.parsing.items import find_items
from proposals.parsing.leads import list_lines
from proposals.parsing.lines import LetterLine
from proposals.parsing.markers import LEVELS, Marker
from proposals.parsing.parsed import ParsedPassage, ParsedRecommendation, Part
from proposals.parsing.promises import with_promises
from proposals.parsing.prose import NEXT_STEP, next_step_passages, prose_passages

# Headings under 针对提案的具体答复 are asks, all of the level that comes first.
_BELOW = {"section", "item", "point"}
# A section's heading without a number is a short line.
_LONGEST_BARE = 12
# 建议提出，…, 您建议设立…, 提案中提到…; not 建议收悉后，我局…
_REPEATS = lazy_re(
    r"(?:您|你们?|代表们?|委员们?|该?提案|该?建议)(?:在?(?:提案|建议)中)?(?:建议|提出|认为|指出|反映|提到)(?!后|的)"
    r"|建议(?!收|已|办|提得|很|十分|非常|具有|得到|采纳|符合|切合|对|是|我局|我厅|我委|我部)"
)
_OFFICE_SPEAKS = lazy_re("我[们局厅委部办院镇县市区省]")
_WHOLE_LETTER = "末尾的“下一步”只有一处，按回应整份答复函处理；也可能只回应最后一条建议，请核对"


@dataclass(frozen=True, slots=True)
class LetterBody:
    recommendations: tuple[ParsedRecommendation, ...]
    letter_passages: tuple[ParsedPassage, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Section:
    """Lines under one heading; what stands before the first heading is prose."""

    part: Part = "prose"
    announced: bool = True
    lines: list[LetterLine] = field(default_factory=list)


@dataclass(slots=True)
class _Ask:
    title: str | None
    heading: Span | None
    sections: list[_Section] = field(default_factory=lambda: [_Section(announced=False)])
    whole_letter: bool = False


def _without_what_was_asked(ask: _Ask) -> _Ask:
    """Count a paragraph below a heading that repeats what was asked to the heading, if an answer follows it."""
    first, *others = ask.sections
    if ask.heading is None or not first.lines or not _REPEATS.match(first.lines[0].text):
        return ask
    if _OFFICE_SPEAKS.search(first.lines[0].text):
        return ask
    if len(first.lines) == 1 and not any(section.lines for section in others):
        return ask
    asked, *answer = first.lines
    return replace(ask, heading=Span(ask.heading.start, asked.end), sections=[replace(first, lines=answer), *others])


def read_body(text: str, lines: Sequence[LetterLine]) -> LetterBody:
    """Return the recommendations with their passages, in the order of the text."""
    asks = [_without_what_was_asked(ask) for ask in _asks(read_headings(lines))]
    recommendations = [
        ParsedRecommendation(ask.title, ask.heading, tuple(_passages(text, ask)))
        for ask in asks
        if not ask.whole_letter
    ]
    letter = [passage for ask in asks if ask.whole_letter for passage in _passages(text, ask)]
    kept = [one for one in recommendations if one.title is not None or one.passages]
    if not letter:
        promised, doubts = with_promises(text, kept)
        if doubts:
            return LetterBody(promised, (), doubts)
    return _with_last_next_step(text, kept, asks, letter)


def _asks(lines: Sequence[HeadedLine]) -> list[_Ask]:
    listed = list_lines(lines)
    heading_of = _family([line for place, line in enumerate(lines) if place not in listed])
    asks = [_Ask(None, None)]
    below: set[str] = set()
    for place, headed in enumerate(lines):
        line = headed.line
        section = None if place in listed else headed.section
        ask = None if place in listed else heading_of(headed) or _of_level(headed.ask, below)
        end = 0
        if section is not None and (section.marker or len(line.text) <= _LONGEST_BARE):
            chapter = section.marker is not None and section.marker.level == "chapter"
            if chapter and asks[-1].title is not None and section.part == "next_steps":
                asks.append(_Ask(None, None, whole_letter=True))
            asks[-1].sections.append(_Section(section.part))
            below = _BELOW if section.answers else set()
            end = section.end
        elif ask is not None:
            below = below and {_level(ask)}
            title = ask.title.shifted(line.start)
            asks.append(_Ask(title, Span(line.start, line.start + len(line.text[: ask.end].rstrip()))))
            end = ask.end
        rest = line.text[end:].lstrip("，, ") if end else line.text
        if rest:
            asks[-1].sections[-1].lines.append(LetterLine(rest, line.end - len(rest)))
    return asks


def _family(lines: Sequence[HeadedLine]) -> Callable[[HeadedLine], AskHeading | None]:
    """Tell which headings of this letter are its asks: the highest level at which one is framed as 关于…的建议.

    Where none is framed, 一、 heads asks, else the highest level that stands alone on two lines, if there are no
    sections such as 主要措施 that its lines could be items of. Where no line is a heading, paragraphs that begin alike
    are asks.
    """
    sections = any(line.section for line in lines)
    found = {line: line.ask for line in lines if line.ask and not line.section}
    framed = {_level(ask) for ask in found.values() if ask.framed}
    levels = Counter(map(_level, found.values()))
    bare = next((level for level in LEVELS if levels[level] > 1), "chapter")
    family = next((level for level in (*LEVELS, "") if level in framed), "chapter" if sections else bare)
    style = _answered_style(lines, found, family) if family == "chapter" or not framed else None
    asks = {
        line: ask
        for line, ask in found.items()
        if _level(ask) == family and (ask.framed or _style(line, ask.marker) == style)
    }
    return (asks or _running(lines, sections=sections)).get


def _answered_style(lines: Sequence[HeadedLine], found: Mapping[HeadedLine, AskHeading], level: str) -> str | None:
    """Return how the first headings of a level are numbered, as against lists: most are no sentences, and are answered."""
    numbered, answered = Counter[str](), Counter[str]()
    for line, below in zip_longest(lines, lines[1:]):
        if line.marker is None or line.marker.level != level or line.section:
            continue
        style, ask = _style(line, line.marker), found.get(line)
        numbered[style] += 1
        follows = below and _style(below, below.marker) != style
        answered[style] += bool(ask and (line.text[ask.end :].strip() or follows))
    return next((style for style, times in numbered.items() if answered[style] * 2 > times), None)


def _style(line: HeadedLine, marker: Marker | None) -> str:
    """第一， → 第N: how a line is numbered; without a number it has none."""
    printed = re.sub(r"[\s、.．，,:：]", "", line.text[: marker.end]) if marker else ""
    return re.sub(r"[一二三四五六七八九十\d]+", "N", printed)


def _running(lines: Sequence[HeadedLine], *, sections: bool) -> dict[HeadedLine, AskHeading]:
    """Return the asks that paragraphs begin with, where several begin alike; under sections they are items."""
    found = {line: running for line in lines if (running := read_running_ask(line.text))}
    forms = Counter(form for form, _ in found.values())
    alike = next((form for form in RUNNING_FORMS if forms[form] > 1), None)
    weak = alike in ("aspect", "topic", "phrase")
    if alike is None or (weak and (sections or _are_listed(lines, found, alike))):
        return {}
    return {line: ask for line, (form, ask) in found.items() if form == alike}


def _are_listed(lines: Sequence[HeadedLine], found: Mapping[HeadedLine, tuple[str, AskHeading]], form: str) -> bool:
    """Tell items of a list, whose lead ends in a colon: 下一步，我局将做好以下工作："""
    first = next(place for place, line in enumerate(lines) if line in found and found[line][0] == form)
    return first > 0 and lines[first - 1].text.endswith(("：", ":"))


def _of_level(ask: AskHeading | None, levels: set[str]) -> AskHeading | None:
    return ask if ask and _level(ask) in levels else None


def _level(ask: AskHeading) -> str:
    return ask.marker.level if ask.marker else ""


def _passages(text: str, ask: _Ask) -> Iterator[ParsedPassage]:
    announced = {section.part for section in ask.sections}
    for section in ask.sections:
        if section.part == "prose":
            yield from prose_passages(text, section.lines)
        elif section.part == "next_steps":
            yield from next_step_passages(text, section.lines)
        else:
            yield from _section_passages(text, section, ends_open="next_steps" not in announced)


def _section_passages(text: str, section: _Section, *, ends_open: bool) -> Iterator[ParsedPassage]:
    """Yield the items of a section; where no heading announces next steps, a sentence 下一步，… begins them."""
    done, ahead = _parted(section.lines) if ends_open else (section.lines, [])
    for span in find_items(text, done):
        yield ParsedPassage(section.part, span)
    yield from next_step_passages(text, ahead)


def _parted(lines: Sequence[LetterLine]) -> tuple[list[LetterLine], list[LetterLine]]:
    """Part lines before the first that begins with 下一步, or inside the last one: in others it ends a single item."""
    for at, line in enumerate(lines):
        found = NEXT_STEP.search(line.text) if line is lines[-1] else NEXT_STEP.match(line.text)
        if found:
            before = line.text[: found.start()].rstrip()
            ahead = line.text[found.start() :].lstrip()
            done = [LetterLine(before, line.start)] if before else []
            return [*lines[:at], *done], [LetterLine(ahead, line.end - len(ahead)), *lines[at + 1 :]]
    return list(lines), []


def _with_last_next_step(
    text: str, recommendations: list[ParsedRecommendation], asks: Sequence[_Ask], letter: list[ParsedPassage]
) -> LetterBody:
    """Take the only 下一步 of a letter of several asks, a paragraph that ends the last, for the whole letter's."""
    titled = [one for one in recommendations if one.title is not None]
    if len(titled) < 2 or letter or asks[-1].sections[-1].announced:
        return LetterBody(tuple(recommendations), tuple(letter), ())
    *others, last = recommendations
    steps = [passage for passage in last.passages if passage.part == "next_steps"]
    lines = asks[-1].sections[-1].lines
    opens = [line for line in lines if NEXT_STEP.match(line.text)]
    elsewhere = any(passage.part == "next_steps" for one in others for passage in one.passages)
    if (
        elsewhere
        or len(opens) != 1
        or not steps
        or last.passages[-1] != steps[-1]
        or steps[0].span.start < opens[0].start
    ):
        return LetterBody(tuple(recommendations), (), ())
    kept = tuple(passage for passage in last.passages if passage.part != "next_steps")
    moved = ParsedRecommendation(last.title, last.heading, kept)
    return LetterBody((*others, moved), tuple(steps), (Problem("letter_sections", _WHOLE_LETTER),))
