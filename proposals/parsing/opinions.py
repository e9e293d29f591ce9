"""Tell 会办意见 from answers: what one unit sends to the unit that answers the deputy, and to whom it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText
from proposals.parsing.lines import LetterLine, squeezed
from proposals.parsing.opening import Opening, opening_below
from proposals.parsing.parsed import LocatedText
from proposals.parsing.salutation import NOBODY, read_salutation
from proposals.parsing.titles import is_title

_SUPPORT = r"(?:[会协分]\s?办|协助办理|配合办理)"
# …提案的会办意见, 协助办理第240号提案的函, 省财政厅会办意见; not 征求会办意见的函, which the lead unit sends, unless it is answered
_TITLE = lazy_re(
    rf"(?!.{{0,160}}(?:征求|商请|请提供|提请|恳请|催办)(?!.{{0,160}}(?:[复覆]|反馈)))(?:.{{0,160}}{_SUPPORT}.{{0,160}}(?:意见|情况|结果|[的复]函|[答回函]复)|会\s{{0,9}}办\s{{0,9}}意\s{{0,9}}见).{{0,160}}"
)
# 关于…建议办理意见的函: one only where a unit is addressed
_WEAK_TITLE = lazy_re(r".{0,160}(?:办理|承办|答复|反馈|有关|的)意见(?:的?(?:函|复函|回复|函复))?")
# 现提出会办意见如下, 我局协办意见如下, 由你厅主办、我厅会办, 你厅转来的, 贵厅《关于征求…意见的函》; not 会同有关部门办理
_SAID = lazy_re(
    rf"{_SUPPORT}(?:的?(?:具体|有关)?(?:意见|情况)|[，,。；;、）)]|件)|[你您贵](?:厅|局|委|办|部|单位|市|县|区|处)[^。]{{0,60}}(?:转来|来函|征求|主办|牵头|的函)"
)
_OFFICE = "厅|局|委|委员会|部|办|办公室|办公厅|处|科|政府|大学|学院|研究院|分院|院|中心|集团|公司|银行|管委会|署|总队|法院|检察院|行|社|站"
_UNIT = rf"[{HAN}（）()]{{1,28}}?(?:{_OFFICE})(?:[{HAN}]{{2,12}}(?:处|办公室|科))?"
# 省科技厅：, 省科技厅、省财政厅：, 尊敬的市科技局：, 主送：省科技厅, 主办单位：; not 省政协提案委：, 各市州人民政府：
_ADDRESSED = lazy_re(
    r"(?:尊敬的|(?P<label>(?:主送|致)(?:单位|机关)?\s{0,9}[:：]\s{0,9}))?(?!各|全|有关|.{0,160}(?:政协|人大|代表|委员(?!会)))"
    rf"(?P<unit>(?:提案|建议)?(?:主办|牵头)(?:单位|部门)|{_UNIT}(?:[、，,]{_UNIT}){{0,5}})\s{{0,9}}(?P<colon>[:：]?)"
)
_BARE_TITLE = lazy_re(r"[会协分]\s*办\s*意\s*见\s*(?:书|函|表)?")
# Lines of a head: table, number, title, and whom it addresses
_HEAD = 30
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Opinion:
    """`addressee`: the unit as written, None if none is; `title`: where it is no more than 会办意见; `opening` begins it."""

    addressee: PlacedText | None
    title: LocatedText | None
    opening: Opening


def read_opinion(lines: Sequence[LetterLine], opening: Opening | None) -> Opinion | None:
    """Return what only an opinion says in its head; None of any other text, and of what addresses people.

    `opening`: as it was found without knowing that the text is an opinion.
    """
    if opening and opening.salutation is not NOBODY and not opening.salutation.passes_on:
        return None
    first_sentence = next((at for at, line in enumerate(lines) if "。" in line.text), len(lines))
    head = lines[: min(first_sentence + 1, _HEAD)]
    titled = next((at for at, line in enumerate(head) if _is_title(line.text)), None)
    units = {at: unit for at, line in enumerate(head) if (unit := _addressee(line))}
    place = next((at for at in units if titled is None or at > titled), next(reversed(units), None))
    unit = None if place is None else units[place]
    is_sure = titled is not None and _TITLE.fullmatch(head[titled].text) is not None
    is_said = place is not None and any(_SAID.search(line.text) for line in lines[place + 1 : place + 4])
    if not (is_sure or is_said or (titled is not None and unit is not None)):
        return None
    bare = head[titled] if titled is not None and _BARE_TITLE.fullmatch(head[titled].text) else None
    title = LocatedText(squeezed(bare.text), bare.span) if bare else None
    return Opinion(unit, title, _opening(lines, titled, place))


def _opening(lines: Sequence[LetterLine], titled: int | None, place: int | None) -> Opening:
    """Return the opening below the title and whom it addresses; 现将会办意见报给你们： is one of opinions only."""
    above = max(at for at in (titled, place) if at is not None)
    opening = opening_below(lines, above, NOBODY)
    below = lines[above + 1] if above + 1 < len(lines) else lines[above]
    if opening.said.start == opening.said.end and _SAID.search(below.text) and below.text.endswith(("：", ":")):
        opening = replace(opening, said=below.span)
    return opening if above == place else replace(opening, head_end=lines[above].end)


def _is_title(line: str) -> bool:
    if _BARE_TITLE.fullmatch(line):
        return True
    patterns = (_TITLE, _WEAK_TITLE) if is_title(line) else ()
    return any(pattern.fullmatch(line) for pattern in patterns)


def _addressee(line: LetterLine) -> PlacedText | None:
    match = _ADDRESSED.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if match is None or not (match["colon"] or match["label"]):
        return None
    said = read_salutation(line.text)
    return line.placed(*match.span("unit")) if said is None or said.passes_on else None
