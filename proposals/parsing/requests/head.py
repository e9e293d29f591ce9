"""Read the fields of a proposal: title, kind, session, number, who made it, who handles it since when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kejiting.text.dates import find_dates
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import NUMERAL, to_int
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Problem, Span
from proposals.parsing.citing import read_number
from proposals.parsing.header import read_kind
from proposals.parsing.lines import LetterLine, squeezed
from proposals.parsing.parsed import Kind, LocatedText, ParsedSession
from proposals.parsing.requests.cells import NUMBER, Cells, read_cells, read_day
from proposals.parsing.requests.cover import hands_over
from proposals.parsing.requests.cues import is_opinion
from proposals.parsing.requests.due import read_due
from proposals.parsing.requests.label_marks import names_field, part
from proposals.parsing.requests.people import read_people, read_units
from proposals.parsing.salutation import Salutation, named_in_cell
from proposals.parsing.sessions import read_session

# 关于…的提案, 《关于…的建议》（第15号）, 民建吉林市委：关于…, 第15号 关于…的议案
_TITLE = lazy_re(
    r"(?:[^。；]{0,30}?[:：号]|[^。；：:]{0,4}|[^。；]{0,60}>[^。；>]{1,12}?)?[《“【]?(?P<title>关于[^。；：:]{4,100}?(?:提案|建议|议案|意见|对策)?)[》”】]?(?:[（(][^（）()]{1,40}[）)])?"
)
_BARE_TITLE = lazy_re(
    r"[《“]?(?P<title>[^。；：:，《》]{6,60}的(?:提案|建议|议案))[》”]?(?:[（(][^（）()]{1,40}[）)])?"
)
_NO_TITLE = lazy_re(r"批评和意见|(?:代表|集体|委员|大会|政协|人大)(?:建议|提案)$")
# 让“夜经济”更有“烟火气”
_HEADLINE = lazy_re(r"[^。；;：:>|\t]{8,40}")
_NO_HEADLINE = lazy_re(r"提案|建议|议案|登记|用纸|系统|平台|来件|委员|代表|会议|日期|编号|\d{4}年")
_QUOTES = "《》“”【】"
_ASKS = lazy_re("[。；;]")
_HANDED = lazy_re(r"交办|转办|转交|交由")
_PLACE = rf"[{HAN}]{{1,8}}?[省市县区州盟旗]"
# 山东省政协, 政协平山市委员会; 十三届四次会议
_HOUSE = lazy_re(rf"(?:^|(?<=\n))(?:{_PLACE})?(?:政协|人大|人民代表大会)(?:{_PLACE}(?=委员会))?")
_BARE_MEETING = lazy_re(rf"第?(?P<meeting>{NUMERAL}{{1,3}})次(?:全体)?会议")
_BARE_SESSION = lazy_re(rf"第?{NUMERAL}{{1,4}}届(?:第?{NUMERAL}{{1,3}}次(?:会议)?)?")
# □集体提案 beside ☑联名提案
_UNTICKED = lazy_re(rf"[□☐][{HAN}]{{2,8}}")
# 豫451号
_NUMBER_ALONE = lazy_re(rf"(?:{NUMBER.pattern})(?<=号|案|议)")
# （2026年第88号）, the number of the paper that hands it over
_PAPER = lazy_re(r"\d{4}年第\d{1,5}号")
# № 0144
_NUMERO = lazy_re(r"(?:№|N[oO][.．:：]?)\s*(?P<number>[A-Za-z]{0,6}-?\d[\d-]{0,17})")
# 2026年1月16日交办, a stamp below the text
_LONGEST_STAMP = 40
_MOST_LINES = 60
_TOP_LINES = 6
_LONGEST_LINE = 400
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class RequestHead:
    """The fields, with places in the text that was read."""

    title: LocatedText | None
    kind: Kind | None
    session: ParsedSession | None
    number: PlacedText | None
    proposers: tuple[PlacedText, ...]
    co_proposers: tuple[PlacedText, ...]
    handed_over_on: date | None
    due_on: date | None
    main_unit: PlacedText | None
    co_units: tuple[PlacedText, ...]
    odd: tuple[Problem, ...] = ()


def read_head(head: Sequence[LetterLine], tail: Sequence[LetterLine], signed_on: date | None) -> RequestHead:
    """Return the fields that the lines above the proposal's text give, or those below it.

    `signed_on`: the day of the letter by which it was handed over, which counts if nothing else says the day.
    """
    head = [line for line in head[:_MOST_LINES] if len(line.text) <= _LONGEST_LINE]
    cells = read_cells([*head, *tail])
    title = _title(cells, head)
    rest = [_without(line, title) for line in head]
    said = "\n".join(rest)
    session = next(filter(None, map(read_session, [*cells["session"], said, *(line.text for line in tail)])), None)
    session = _where(session, said) or _of_house(said)
    session = _with_meeting(session, said)
    askers, others = read_people(cells, [line for line in (*head, *tail) if not _is_title(line, title)])
    kind, odd = read_kind(_UNTICKED.sub("", squeezed(said)), session, askers, _asked(title, said))
    main_unit, co_units = read_units(cells, [*head, *_opinions(tail)])
    stamps = [*head, *(line for line in tail if _is_stamp(line))]
    handed_over_on = _handed_over_on(cells, stamps) or signed_on
    return RequestHead(
        title=title,
        kind=kind,
        session=session,
        number=_number(cells, head, rest) or _number_in_foot(tail),
        proposers=askers.delegates,
        co_proposers=others,
        handed_over_on=handed_over_on,
        due_on=read_due(cells, stamps, handed_over_on),
        main_unit=main_unit,
        co_units=co_units,
        odd=(*odd, *_glued(askers)),
    )


def _where(session: ParsedSession | None, said: str) -> ParsedSession | None:
    """Return the session as the line names it that says most of the place: 江西省 where another says 省."""
    if session is None:
        return None
    others = map(read_session, re.split("[（）()\n]", said))
    same = [one for one in others if one and _which(one) == _which(session) and one.region.endswith(session.region)]
    return max((session, *same), key=lambda one: len(one.region))


def _which(session: ParsedSession) -> tuple[str, int, int | None]:
    return session.body, session.term, session.meeting


def _of_house(said: str) -> ParsedSession | None:
    """山东省政协提案 above 届次：十三届四次会议: the house stands elsewhere than the session's number."""
    house, session = _HOUSE.search(said), _BARE_SESSION.search(said)
    return read_session(f"{house[0]}{session[0].removesuffix('会议')}会议") if house and session else None


def _with_meeting(session: ParsedSession | None, said: str) -> ParsedSession | None:
    """Return the session with its meeting, where a field of its own says that: 届次：第十六届, 会议次数：第四次会议."""
    meeting = _BARE_MEETING.search(said) if session and session.meeting is None else None
    return replace(session, meeting=to_int(meeting["meeting"])) if session and meeting else session


def _opinions(tail: Sequence[LetterLine]) -> Iterator[LetterLine]:
    """审查意见：立案，由市工信局主办 below the text says who handles it; the words of an ask do not."""
    for above, line in pairwise([None, *tail]):
        if line and is_opinion(line.text, above.text if above else ""):
            yield line


def _asked(title: LocatedText | None, said: str) -> str:
    """Return 提案 or 建议, as the title ends or else the labels say: 案由：拓宽主干道 beside 提案人：."""
    end = re.search("提案|建议|议案", title.value[-2:]) if title else None
    word = end or re.search("提案|建议|议案|领衔代表|附议代表", said)
    return "" if word is None else "提案" if word[0] == "提案" else "建议"


def _glued(askers: Salutation) -> Iterator[Problem]:
    if not askers.organisation and any(len(name) > _LONGEST_NAME and "·" not in name for name in askers.delegates):
        yield Problem("proposers", "姓名可能是几个人连写在一起，请核对")


def _title(cells: Cells, head: Sequence[LetterLine]) -> LocatedText | None:
    for value in cells["title"]:
        if hands_over(value) and len(cells["title"]) == 1 and read_number(value):
            continue  # 主题：转办第77号提案
        bare = value.strip(_QUOTES)
        start = value.find(bare)
        return _located(part(value, start, start + len(bare)))
    for pattern in (_TITLE, _BARE_TITLE):
        for line in head:
            match = pattern.fullmatch(line.text)
            if match and not _NO_TITLE.search(match["title"]) and not read_session(match["title"]):
                return _located(line.placed(*match.span("title")))
    return next(
        (_located(line.placed(0, len(line.text))) for line in head[:_TOP_LINES] if _is_headline(line.text)), None
    )


def _is_headline(line: str) -> bool:
    """让“夜经济”更有“烟火气”: a line that is nothing else; not 代表建议用纸."""
    return not (
        names_field(line)
        or read_number(line)
        or read_session(line)
        or _NO_HEADLINE.search(line)
        or not _HEADLINE.fullmatch(line)
        or named_in_cell(PlacedText(line, Span(0, len(line))), None).organisation
    )


def _located(words: PlacedText) -> LocatedText:
    return LocatedText(squeezed(words), words.span)


def _is_title(line: LetterLine, title: LocatedText | None) -> bool:
    return title is not None and title.span is not None and line.span == title.span


def _without(line: LetterLine, title: LocatedText | None) -> str:
    """Return the line without the title: 十四届三次 in it would be no session of the proposal."""
    if title is None or title.span is None or not line.span.overlaps(title.span):
        return line.text
    inside = Span(max(title.span.start - line.start, 0), title.span.end - line.start)
    return f"{line.text[: inside.start]} {line.text[inside.end :]}"


def _number(cells: Cells, head: Sequence[LetterLine], rest: Sequence[str]) -> PlacedText | None:
    for value in cells["number"]:
        match = NUMBER.fullmatch(value)
        if match:
            return part(value, *match.span("number"))
        scanned = NUMBER.fullmatch(squeezed(value))
        if scanned:  # 0 0 6 6
            return PlacedText(scanned["number"], value.span)
    for line, words in zip(head, rest, strict=True):
        alone = _NUMBER_ALONE.fullmatch(words)
        if alone:
            return line.placed(*alone.span("number"))
        numero = _NUMERO.search(words)
        number = numero["number"] if numero else read_number(_PAPER.sub("", words))
        if number:
            start = line.text.find(number)
            return line.placed(start, start + len(number))
    return None


def _number_in_foot(tail: Sequence[LetterLine]) -> PlacedText | None:
    """（上饶市政协五届五次会议第5050号提案） below the text."""
    for line in tail:
        number = read_number(line.text) if _is_stamp(line) and read_session(line.text) else None
        if number:
            return number.shifted(line.start)
    return None


def _is_stamp(line: LetterLine) -> bool:
    return names_field(line.text) or (len(line.text) <= _LONGEST_STAMP and not _ASKS.search(line.text))


def _handed_over_on(cells: Cells, head: Sequence[LetterLine]) -> date | None:
    for value in cells["handed_over_on"]:
        return read_day(value)
    return next(
        (day for line in head if _HANDED.search(line.text) for _, day in find_dates(line.text)),
        None,
    )
