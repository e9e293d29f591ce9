"""Read what stands before a plan's first chapter: its title, who issued it, when and under what number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kejiting.text.dates import read_date
from measures.extraction.signature import is_agency, read_date_line

_PLAN_NOUN = "(?:方案|规划|计划|办法|纲要|意见|措施|细则|要点|规定|条例|决定|政策)"
# 吉林省促进科技成果转移转化实施方案, …工作方案（试行）; not 现将《…方案》印发给你们
_TITLE_LINE = re.compile(rf"[^。；，,;：:《》]{{4,80}}{_PLAN_NOUN}(?:[（(][^（()）]{{1,20}}[）)])?")
# 《“无废城市”建设试点工作方案》已经国务院同意; not 按照《国务院办公厅关于…的通知》
_INTRODUCED = re.compile(r"《(?P<name>[^《》\n]{2,100})》(?=已|业经|经|印发)|印发《(?P<issued>[^《》\n]{2,100})》")
# 国务院办公厅关于印发“无废城市”建设试点工作方案的通知; not 关于做好有关工作的通知
_NOTICE = re.compile(r"^(?P<issuer>[\u4e00-\u9fff]{0,40}?)关于(?:印发|转发)《?(?P<name>[^。；》]{2,100}?)》?的通知")
# 发文机关：, 成文日期:, 标题：; not 发布日期, which is that of the page, 主题词
_AGENCY_LABEL = re.compile(r"^(?:发文机关|发文单位|制发机关|印发机关|印发单位|制定机关)\s*[:：]?\s*")
_DATE_LABEL = re.compile(r"^(?:成文日期|发文日期|制发日期|印发日期|生成日期)\s*[:：]?\s*")
_TITLE_LABEL = re.compile(r"^(?:标题|名称|文件名称|公文名称)\s*[:：]\s*")


@dataclass(frozen=True, slots=True)
class Head:
    title: str | None
    issuer: str | None
    issued_on: date | None


def read_head(head: tuple[str, ...], body: tuple[str, ...]) -> Head:
    """Read the lines before the first chapter; `body`, the lines after it, may be signed at its end instead."""
    issuer, issued_on = _signature(head) or _signature(body[-10:]) or (None, None)
    return Head(
        title=_title(head),
        issuer=issuer or _labelled_agency(head) or _notice_issuer(head),
        issued_on=issued_on or _labelled_date(head),
    )


def _title(head: tuple[str, ...]) -> str | None:
    names = [next(filter(None, match.groups())) for line in head for match in _INTRODUCED.finditer(line)]
    names += [match["name"] for line in _joined_lines(head) if (match := _NOTICE.match(line))]
    lines = set(_joined_lines(head))
    # A notice may name other plans too; its own is printed once more, on a line by itself.
    own = next((name for name in names if _bare(name) in lines), None) or next(iter(names), None)
    if own is not None:
        return _bare(own)
    titles = [line for line in map(_unlabelled, head) if _TITLE_LINE.fullmatch(line)]
    return titles[-1] if titles else None


def _joined_lines(head: tuple[str, ...]) -> Iterator[str]:
    """Yield each line, alone and with the next one: a long title is printed on two."""
    for place, line in enumerate(map(_unlabelled, head)):
        yield line
        if place + 1 < len(head):
            yield line + _bare(head[place + 1])


def _signature(lines: tuple[str, ...]) -> tuple[str, date] | None:
    """Find the last date on a line by itself with the names of agencies above it."""
    for place in range(len(lines) - 1, 0, -1):
        day = read_date_line(lines[place])
        agencies: list[str] = []
        while day and len(agencies) < place and is_agency(above := lines[place - 1 - len(agencies)]):
            agencies.insert(0, _bare(above))
        if day and agencies:
            return "、".join(agencies), day
    return None


def _labelled(head: tuple[str, ...], label: re.Pattern[str]) -> Iterator[str]:
    """Yield the values of a header table: behind the label, or on the line below it."""
    for place, line in enumerate(head):
        if match := label.match(line):
            yield line[match.end() :] or "".join(head[place + 1 : place + 2])


def _labelled_agency(head: tuple[str, ...]) -> str | None:
    return next((_bare(value) for value in _labelled(head, _AGENCY_LABEL) if is_agency(value)), None)


def _labelled_date(head: tuple[str, ...]) -> date | None:
    labelled = (read_date(value) for value in _labelled(head, _DATE_LABEL))
    return next((day for day in (*labelled, *map(read_date_line, head)) if day), None)


def _notice_issuer(head: tuple[str, ...]) -> str | None:
    notices = (match["issuer"] for line in _joined_lines(head) if (match := _NOTICE.match(line)))
    return next((issuer for issuer in notices if is_agency(issuer)), None)


def _unlabelled(line: str) -> str:
    return _TITLE_LABEL.sub("", _bare(line))


def _bare(words: str) -> str:
    return "".join(words.split())
