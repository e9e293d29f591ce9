"""Read how a letter begins: whom it addresses, and the sentence that names the proposal it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.lines import LetterLine
from proposals.parsing.salutation import NOBODY, Salutation, read_salutation

_ASKED = "建议|提案|议案|建議|意见"
# Lines between a salutation and the sentence that names the proposal: thanks, mostly.
_FARTHEST = 4
# 您…提出的《…》收悉, …已交我局办理, …收到; not 您的建议很有价值
_OPENING = lazy_re(
    rf"(?:{_ASKED}).{{0,200}}?(?:收悉|收阅|收到|敬悉|知悉|已?(?:转|交|由)[^。]{{0,12}}(?:办理|承办|主办|会办|分办|答复)|如下(?:[^，。；：:]{{0,4}}意见)?(?:[，,]供[^。：:]{{0,16}})?\s*[:：。]|以下[^，。；：:]{{0,4}}意见\s*[:：]|提出[^，。；：:]{{0,4}}意见\s*[:：])"
)
# Without a salutation the sentence must speak to somebody: 你们提出的…; not 该建议由我局办理
_ADDRESSED = lazy_re("[您你贵]|委员|代表")
_HELLO = lazy_re("[您你]们?好")
_REPLY_BEGINS = lazy_re(
    r"(?:答复|回复|复函|函复|答覆|反馈|汇报|报告|说明|函告|告知)(?:意见)?如下\s*[:：。]|[如以]下(?:答复|回复|[主会协分]办|办[理复])*(?:意见)?(?:[，,]供[^。：:]{0,16})?\s*[:：。]$|提出[^，。；：:]{0,4}意见\s*[:：]$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands between the title and the answer.

    `said`: the sentence that names the proposal, empty where there is none; the answer begins at its end.
    `head_end`: where the title and the table end.
    """

    salutation: Salutation
    head_end: int
    said: Span

    @property
    def delegates(self) -> tuple[str, ...]:
        return self.salutation.delegates


def find_opening(lines: Sequence[LetterLine]) -> Opening | None:
    """Return the salutation and the opening sentence, None if the text has neither."""
    greeted = next(((place, said) for place in range(len(lines)) if (said := _greeting(lines, place))), None)
    if greeted is None:
        first = next((at for at, line in enumerate(lines) if _opens(line.text) and _ADDRESSED.search(line.text)), None)
        return None if first is None else _opening(lines, NOBODY, first, first)
    return opening_below(lines, *greeted)


def opening_below(lines: Sequence[LetterLine], place: int, said: Salutation) -> Opening:
    """Return the opening below the line `place`, which addresses whom it was read as addressing."""
    following = range(place + 1, min(place + 1 + _FARTHEST, len(lines)))
    first = next((at for at in following if _opens(lines[at].text)), None)
    if first is None:
        # A salutation without the sentence that usually follows: the answer begins below it.
        end = lines[place].end
        return Opening(said, lines[place].start, Span(end, end))
    return _opening(lines, said, place, first)


def _opening(lines: Sequence[LetterLine], said: Salutation, place: int, first: int) -> Opening:
    """Put together the salutation in line `place` and the sentence that begins below it and ends from line `first` on."""
    start = lines[min(place + 1, first)].start
    span = Span(start, _end(lines, first))
    return Opening(said, lines[place].start, span)


def _greeting(lines: Sequence[LetterLine], place: int) -> Salutation | None:
    """Return whom a line addresses; its colon may be missing if 您好 or the opening sentence follows at once."""
    said = read_salutation(lines[place].text)
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    if said is None and (_opens(below) or _HELLO.match(below)):
        said = read_salutation(f"{lines[place].text.rstrip('，,；;。')}：")
    return said.moved(lambda name: name.shifted(lines[place].start)) if said else None


def _opens(line: str) -> bool:
    return _OPENING.search(line) is not None


def _end(lines: Sequence[LetterLine], first: int) -> int:
    """Return the place in the text where the answer begins."""
    for line in (lines[first], *(line for line in lines[first + 1 : first + 2] if len(line.text) <= 60)):
        begins = _REPLY_BEGINS.search(line.text)
        if begins:
            return line.start + begins.end()
    received = re.search(r"(?:收悉|收阅|收到|办理|承办)[^。]*。", lines[first].text)
    return lines[first].start + received.end() if received else lines[first].end
