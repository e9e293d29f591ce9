"""Read what stands before a plan's first chapter: its title, who issued it, when and under what number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from measures.extraction.signature import agencies_of, is_agency, is_month_line, read_date_line

_PLAN_NOUN = "(?:方案|规划|计划|办法|纲要|意见|措施|举措|细则|要点|规定|条例|决定|政策|清单|安排|实事|预案|指引|指南)"
_BEHIND_TITLE = r"[（(][^（()）]{1,20}[）)]"
# 吉林省促进科技成果转移转化实施方案, …工作方案（试行）; not 现将《…方案》印发给你们
_TITLE_LINE = lazy_re(rf"[^。；，,;：:《》【】]{{4,80}}{_PLAN_NOUN}(?:{_BEHIND_TITLE})?")
# （2018—2020年） on a line below the title; not （此件公开发布）
_YEARS_LINE = lazy_re(r"[（(](?:[^（()）]*[0-9][^（()）]*|试行|暂行|修订版?)[）)]")
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
    r"^(?P<issuer>[\u4e00-\u9fff、]{0,60}?)(?P<more>等[0-9一二三四五六七八九十]{1,3}个?(?:部门|单位|厅局))?"
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
    title: str | None
    issuer: str | None
    issued_on: date | None


def read_head(head: tuple[str, ...], body: tuple[str, ...]) -> Head:
    """Read the lines before the first chapter; `body`, the lines after it, may be signed at its end instead.

    A notice with points of its own is signed between them and the plan.
    """
    issuer, issued_on = _signature(head) or _signature(body[-10:]) or _signature(body) or (_without_day(body), None)
    title = _title(head)
    return Head(
        title=title,
        issuer=issuer or _labelled_agency(head) or _notice_issuer(head) or _named_issuer(title),
        issued_on=issued_on or _labelled_date(head),
    )


def is_title(line: str) -> bool:
    """Whether the line may be a plan's title: 吉林省促进科技成果转移转化实施方案."""
    return _TITLE_LINE.fullmatch(line) is not None


def _title(head: tuple[str, ...]) -> str | None:
    names = [next(filter(None, match.groups())) for line in head for match in _INTRODUCED.finditer(line)]
    names += [match["name"] for line in _joined_lines(head) if (match := _NOTICE.match(line))]
    lines = set(_joined_lines(head))
    # A notice may name other plans too; its own is printed once more, on a line by itself.
    own = next((name for name in names if _bare(name) in lines), None) or next(iter(names), None)
    if own is not None:
        return _bare(own)
    bare = [*map(_unlabelled, head), ""]
    titles = [_whole_title(bare, place) for place, line in enumerate(bare) if is_title(line)]
    return titles[-1] if titles else next(filter(_OWN_NOTICE.fullmatch, bare), None) or _first_line(bare[0])


def _first_line(line: str) -> str | None:
    """Return the first line of a plan that is called otherwise (…科技创新三年行动), if it is no sentence or agency."""
    return line if _OTHER_TITLE.fullmatch(line) and not is_agency(line) and not read_date_line(line) else None


def _whole_title(lines: list[str], place: int) -> str:
    """Return a title with the line above it that it goes on, and the years in brackets below it."""
    above = lines[place - 1] if place else ""
    goes_on = place == 1 and _FIRST_OF_TITLE.fullmatch(above) and not is_agency(above) and not is_title(above)
    has_years = _YEARS_LINE.fullmatch(lines[place + 1]) and not read_date_line(lines[place + 1])
    below = lines[place + 1] if has_years else ""
    return f"{above if goes_on else ''}{lines[place]}{below}"


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
        above = place - 1
        while day and above >= 0 and is_agency(lines[above]):
            agencies = [*agencies_of(lines[above]), *agencies]
            above -= 1
        if day and agencies:
            return "、".join(agencies), day
    return None


def _without_day(body: tuple[str, ...]) -> str | None:
    """Return the agencies that end the text, with a month below them or no date at all."""
    lines = list(body)
    if lines and is_month_line(lines[-1]):
        lines.pop()
    agencies: list[str] = []
    while lines and is_agency(lines[-1]):
        agencies = [*agencies_of(lines.pop()), *agencies]
    return "、".join(agencies) or None


def _labelled(head: tuple[str, ...], label: re.Pattern[str]) -> Iterator[str]:
    """Yield the values of a header table: behind the label, or on the line below it."""
    for place, line in enumerate(head):
        if match := label.match(line):
            yield line[match.end() :] or "".join(head[place + 1 : place + 2])


def _labelled_agency(head: tuple[str, ...]) -> str | None:
    return next(
        ("、".join(agencies) for value in _labelled(head, _AGENCY_LABEL) if (agencies := agencies_of(value))), None
    )


def _labelled_date(head: tuple[str, ...]) -> date | None:
    labelled = (read_date(value) for value in _labelled(head, _DATE_LABEL))
    return next((day for day in (*labelled, *map(read_date_line, head)) if day), None)


def _notice_issuer(head: tuple[str, ...]) -> str | None:
    notices = (match for line in _joined_lines(head) if (match := _NOTICE.match(line)))
    named = (("、".join(agencies_of(match["issuer"])), match["more"] or "") for match in notices)
    return next((f"{issuer}{more}" for issuer, more in named if issuer), None)


def _named_issuer(title: str | None) -> str | None:
    match = _NAMED_ISSUER.match(title or "")
    return "、".join(agencies_of(match["issuer"])) or None if match else None


def _unlabelled(line: str) -> str:
    bare = _TITLE_LABEL.sub("", _bare(line))
    bracketed = _BRACKETED_LINE.fullmatch(bare)
    return bracketed[1] if bracketed else bare


def _bare(words: str) -> str:
    return "".join(words.split())
