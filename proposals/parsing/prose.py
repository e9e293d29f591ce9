"""Read answer text that has no section headings: prose by paragraphs, with what is to come next split off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.items import find_items
from proposals.parsing.lines import LetterLine
from proposals.parsing.parsed import ParsedPassage

# 下一步，一是…; …建设。下步我局将…; 今后，; 结合您的建议，我局下一步将…; 明年，我局将; not 为下一步, 明年将至
NEXT_STEP = lazy_re(
    r"(?<![^。；;！？”])\s*(?:(?:同时|因此|为此|(?:结合|针对|根据|按照|围绕|为了?)[^。；;，,：:]{1,24})[，,])?(?:我[省市县区州厅局委部镇们]将?)?在?"
    r"(?:下一步|下步|下一阶段|下阶段|今后|接下来|以后的工作|(?:后续|以后|今后)的?工作[中里]|后续[，,]|未来[，,]|之后[，,](?:我[^。；，,]{1,3})?将|(?:明年|下半年)[，,]?我[^。；，,]{1,3}将)"
)
# 下一步，; 下一步，我局将：; not 下一步，我局将重点做好以下工作：, whose words are to be found
_BARE_LEAD = lazy_re(
    r"\s*(?:下一步|下步|下一阶段|下阶段|今后|接下来|后续|未来)(?:的?工作)?(?:打算|计划|安排)?(?:中|里)?[，,]?(?:我[^。；;，,：:]{1,3})?将?[，,：:]?"
)
# …力争明年开工。|相信条件一定会越来越好！ ends with a wish; not 下一步，我局将全力推进！
_WISH = lazy_re(r"(?<=。)[^。！!]+[！!]$")
_LIST_ITEM = lazy_re(
    r"[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，,、]|\d{1,2}(?:[．、]|\.(?!\d))|[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳]"
)


def prose_passages(text: str, lines: Sequence[LetterLine]) -> Iterator[ParsedPassage]:
    """Yield one prose passage a paragraph; from a sentence that begins with 下一步 on, the items of the next steps."""
    place = 0
    while place < len(lines):
        line = lines[place]
        next_step = NEXT_STEP.search(line.text)
        if next_step is None:
            yield ParsedPassage("prose", line.span)
            place += 1
            continue
        cut = line.start + next_step.start()
        before = text[line.start : cut].rstrip()
        if before:
            yield ParsedPassage("prose", Span(line.start, line.start + len(before)))
        following = _list_lines(lines, place + 1)
        wish = None if following else _WISH.search(text[cut : line.end])
        end = cut + wish.start() if wish else line.end
        yield from next_step_passages(text, [LetterLine(text[cut:end], cut), *following])
        if wish:
            yield ParsedPassage("prose", Span(end, line.end))
        place += 1 + len(following)


def next_step_passages(text: str, lines: Sequence[LetterLine]) -> Iterator[ParsedPassage]:
    """Yield the items of next steps; a bare 下一步， in front of them is no item."""
    items = find_items(text, lines)
    for place, span in enumerate(items):
        if place == 0 and len(items) > 1 and _BARE_LEAD.fullmatch(span.of(text)):
            continue
        yield ParsedPassage("next_steps", span)


def _list_lines(lines: Sequence[LetterLine], place: int) -> list[LetterLine]:
    """Return the lines that go on with a list of next steps."""
    end = place
    while end < len(lines) and _LIST_ITEM.match(lines[end].text):
        end += 1
    return list(lines[place:end])
