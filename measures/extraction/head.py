"""Read what stands before a plan's first chapter: its title, who issued it, when and under what number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import ReadingView
from kejiting.text.spans import PlacedText, Span
from measures.extraction.signature import agencies_of, is_agency, is_month_line, read_date_line
from proposals.parsing.lines import LetterLine, squeezed_view

_PLAN_NOUN = "(?:方案|规划|计划|办法|纲要|意见|措施|举措|细则|要点|规定|条例|决定|政策|清单|安排|实事|预案|指引|指南)"
_BEHIND_TITLE = r"[（(][^（()）]{1,20}[）)]"
# 吉林省促进科技成果转移转化实施方案, …工作方案（试行）; not 现将《…方案》印发给你们
_TITLE_LINE = lazy_re(rf"[^。；，,;：:《》【】]{{4,80}}{_PLAN_NOUN}(?:{_BEHIND_TITLE})?")
# （2018—2020年） on a line below the title; not （此件公开发布）
_YEARS_LINE = lazy_re(r"[（(](?:[^（()）0-9]*+[0-9][^（()）]*+|试行|暂行|修订版?)[）)]")
# 静安区全力打响“上海服务”品牌 above 加快建设…三年行动计划; not a number, a date, a label
_FIRST_OF_TITLE = lazy_re(r"[\u4e00-\u9fff“”、]{6,40}")
# 甲市政府办公室关于下达2018年就业目标任务的通知, which is the plan itself
_OWN_NOTICE = lazy_re(r"[^。；，,;：:]{4,80}的(?:通知|公告|通告)")
# 甲省人民政府|关于加快建设强省的实施意见
_NAMED_ISSUER = lazy_re(r"(?P<issuer>[\u4e00-\u9fff、]{3,60}?)关于")
# 甲省科技创新三年行动（2024—2026年）; not 各县人民政府：, 甲政办发〔2018〕1号
_OTHER_TITLE = lazy_re(rf"[\u4e00-\u9fff“”、0-9－—-]{{8,60}}(?:{_BEHIND_TITLE})?")
# 【石屏州振兴工作方案】 on a line by itself
_BRACKETED_LINE = lazy_re(r"【([^【】]+)】")
# 《“无废城市”建设试点工作方案》已经国务院同意; not 按照《国务院办公厅关于…的通知》
_INTRODUCED = lazy_re(
    r"[《【](?P<name>[^《》【】\n]{2,100})[》】](?=已|业经|经|印发)|印发[《【](?P<issued>[^《》【】\n]{2,100})[》】]"
)
# 国务院办公厅关于印发“无废城市”建设试点工作方案的通知, …印发关于…若干措施的通知; not 关于做好有关工作的通知
_NOTICE = lazy_re(
    r"^《?(?P<issuer>[\u4e00-\u9fff、]{0,60}?)(?P<more>等[0-9一二三四五六七八九十]{1,3}个?(?:部门|单位|厅局))?"
    r"(?:关于(?:印发|转发|发布|公布)|印发)[《【]?(?P<name>[^。；》】]{2,100}?)[》】]?的通知"
)
_BULLET = r"[•●▪·\s]*"
# 发文机关：, 成文日期:, • 标题：, 【标题】; not 发布日期, which is that of the page, 主题词
_AGENCY_LABEL = lazy_re(rf"^{_BULLET}【?(?:发文机关|发文单位|制发机关|印发机关|印发单位|制定机关)\s*】?\s*[:：]?\s*")
_DATE_LABEL = lazy_re(rf"^{_BULLET}【?(?:成文日期|发文日期|制发日期|印发日期|生成日期)\s*】?\s*[:：]?\s*")
_TITLE_LABEL = lazy_re(
    rf"^{_BULLET}(?:【(?:标题|名称|文件名称|公文名称)】\s*[:：]?|(?:标题|名称|文件名称|公文名称)\s*[:：])\s*"
)


@dataclass(frozen=True, slots=True)
class Head:
    title: PlacedText | None
    issuers: tuple[PlacedText, ...]
    issued_on: date | None


def read_head(text: str, head: tuple[LetterLine, ...], body: tuple[LetterLine, ...]) -> Head:
    """Read the lines before the first chapter; `body`, the lines after it, may be signed at its end instead.

    A notice with points of its own is signed between them and the plan. What is found knows where it stands in `text`.
    """
    above, below = (tuple(squeezed_view(text, line.span) for line in lines) for lines in (head, body))
    bare = [squeezed_view(text, _unlabelled(line)) for line in head]
    issuers, issued_on = (
        _signature(above) or _signature(below[-10:]) or _signature(below) or (_without_day(below), None)
    )
    title = _title(above, bare)
    return Head(
        title=title.words if title else None,
        issuers=issuers or _labelled_agency(above) or _notice_issuer(bare) or _named_issuer(title),
        issued_on=issued_on or _labelled_date(above),
    )


def is_title(line: str) -> bool:
    """Whether the line may be a plan's title: 吉林省促进科技成果转移转化实施方案."""
    return _TITLE_LINE.fullmatch(line) is not None


def _title(head: Sequence[ReadingView], bare: Sequence[ReadingView]) -> ReadingView | None:
    names = [
        piece.part(*match.span(match.lastgroup or 0)) for piece in head for match in _INTRODUCED.finditer(piece.text)
    ]
    names += [piece.part(*match.span("name")) for piece, match in _notices(bare)]
    lines = {piece.text for piece in _joined_lines(bare)}
    # A notice may name other plans too; its own is printed once more, on a line by itself.
    own = next((name for name in names if name.text in lines), None) or next(iter(names), None)
    if own is not None:
        return own
    titles = [_whole_title(bare, place) for place, piece in enumerate(bare) if is_title(piece.text)]
    notices = [piece for piece in bare if _OWN_NOTICE.fullmatch(piece.text)]
    others = [piece for piece in bare[:1] if _is_other_title(piece.text)]
    return next(iter([*titles[-1:], *notices, *others]), None)


def _is_other_title(line: str) -> bool:
    """Whether a plan that is called otherwise is named (…科技创新三年行动): no sentence or agency."""
    return _OTHER_TITLE.fullmatch(line) is not None and not is_agency(line) and not read_date_line(line)


def _whole_title(bare: Sequence[ReadingView], place: int) -> ReadingView:
    """Return a title with the line above it that it goes on, and the years in brackets below it."""
    title = bare[place]
    above = bare[place - 1].text if place else ""
    if place == 1 and _FIRST_OF_TITLE.fullmatch(above) and not is_agency(above) and not is_title(above):
        title = bare[0].joined(title)
    for below in bare[place + 1 : place + 2]:
        if _YEARS_LINE.fullmatch(below.text) and not read_date_line(below.text):
            title = title.joined(below)
    return title


def _notices(bare: Sequence[ReadingView]) -> Iterator[tuple[ReadingView, re.Match[str]]]:
    """Yield the lines that give notice of a plan, each alone and with the next one."""
    return ((piece, match) for piece in _joined_lines(bare) if (match := _NOTICE.match(piece.text)))


def _joined_lines(bare: Sequence[ReadingView]) -> Iterator[ReadingView]:
    """Yield each line, alone and with the next one: a long title is printed on two."""
    for place, piece in enumerate(bare):
        yield piece
        yield from (piece.joined(below) for below in bare[place + 1 : place + 2])


def _signature(lines: Sequence[ReadingView]) -> tuple[tuple[PlacedText, ...], date] | None:
    """Find the last date on a line by itself with the names of agencies above it."""
    for place in range(len(lines) - 1, 0, -1):
        day = read_date_line(lines[place].text)
        if day and (agencies := _last_agencies(lines[:place])):
            return agencies, day
    return None


def _without_day(body: Sequence[ReadingView]) -> tuple[PlacedText, ...]:
    """Return the agencies that end the text, with a month below them or no date at all."""
    return _last_agencies(body[:-1] if body and is_month_line(body[-1].text) else body)


def _last_agencies(lines: Sequence[ReadingView]) -> tuple[PlacedText, ...]:
    signed = [*takewhile(lambda line: is_agency(line.text), reversed(lines))]
    return tuple(agency for line in reversed(signed) for agency in agencies_of(line))


def _labelled(head: Sequence[ReadingView], label: re.Pattern[str]) -> Iterator[ReadingView]:
    """Yield the values of a header table: behind the label, or on the line below it."""
    for place, line in enumerate(head):
        if match := label.match(line.text):
            yield from [line.part(match.end())] if match.end() < len(line.text) else head[place + 1 : place + 2]


def _labelled_agency(head: Sequence[ReadingView]) -> tuple[PlacedText, ...]:
    return next(filter(None, map(agencies_of, _labelled(head, _AGENCY_LABEL))), ())


def _labelled_date(head: Sequence[ReadingView]) -> date | None:
    labelled = (read_date(value.text) for value in _labelled(head, _DATE_LABEL))
    return next((day for day in (*labelled, *(read_date_line(line.text) for line in head)) if day), None)


def _notice_issuer(bare: Sequence[ReadingView]) -> tuple[PlacedText, ...]:
    """Return who gives notice; 等3个部门 stays behind the last of them."""
    for piece, match in _notices(bare):
        if agencies := agencies_of(piece.part(*match.span("issuer"))):
            last = agencies[-1]
            more = piece.part(match.end("issuer") - len(last), match.end("more"))
            return (*agencies[:-1], more.words if match["more"] else last)
    return ()


def _named_issuer(title: ReadingView | None) -> tuple[PlacedText, ...]:
    match = _NAMED_ISSUER.match(title.text) if title else None
    return agencies_of(title.part(*match.span("issuer"))) if title and match else ()


def _unlabelled(line: LetterLine) -> Span:
    """Return where a line's words stand without a label before them and 【】 around them."""
    label = _TITLE_LABEL.match(line.text)
    start = label.end() if label else 0
    bracketed = _BRACKETED_LINE.fullmatch(line.text, start)
    return Span(*(bracketed.span(1) if bracketed else (start, len(line.text)))).shifted(line.start)
