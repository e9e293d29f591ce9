"""Read what the head of a proposal says by labels: 提 案 人：王洪福, cells of tables, registration sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, pairwise

from kejiting.text.breaks import BULLET
from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.rows import CELL_END
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.contact_labels import ANY_LABEL
from proposals.parsing.lines import LetterLine
from proposals.parsing.sessions import read_session

# What a label means, the surest of a field's labels first
FIELDS: dict[str, list[str]] = {
    field: labels.split()
    for field, labels in {
        "title": "提案题目 提案标题 提案名称 提案案由 建议标题 建议题目 建议名称 建议案由 议案标题 议案名称 提案题名 建议题名"
        " 案由 题目 标题 题名 事由 名称",
        "number": "提案编号 建议编号 议案编号 提案案号 建议案号 提案号 建议号 议案号 提案序号 建议序号 提案ID 建议ID 案号 立案编号 立案号 编号",
        "session": "会议届次 届次会议 所属届次 会议名称 届次 届别 会次 会议",
        "proposers": "第一提案人 第一提案者 第一提案单位 领衔提案人 领衔代表 领衔委员 领衔人 主提案人 主提人 发起人 领衔 提案人 提案者"
        " 提案委员 提案单位 联合提案单位 提案团体 提案方 提建议代表 提建议人 提出单位 提出代表 提出委员 提出人 提出者 建议代表 建议人 提议人 提交单位"
        " 提交人 提议案人或单位 提议案人 议案人 代表姓名 委员姓名 人大代表 政协委员 代表 委员",
        "co_proposers": "附议人员 附议代表 附议委员 附议者 附议人 附议 附名代表 附名人 联名提案人 联名提案者 联名代表 联名委员"
        " 联名者 联名人 联署人 联名 其他提案人 共同提案人 联合提案人 第二提案人 第三提案人 第四提案人 第五提案人",
        "handed_over_on": "交办日期 交办时间 转办日期 转办时间 分办日期 分办时间 派发日期 派发时间 移交日期 移交时间 交办 转办"
        " 来件日期 来件时间",
        "main_unit": "主办单位 主办部门 主办机关 独办单位 主承办单位 主办 牵头单位 牵头部门 牵头办理单位 承办单位 承办部门 承办机关"
        " 承办 办理单位 办理部门 拟办单位 建议主办单位 建议承办单位 建议办理单位",
        "co_units": "会办单位 会办部门 会办 协办单位 协办部门 协办 分办单位 分办部门 分办 协同单位 配合单位 协助办理单位 建议会办单位"
        " 建议协办单位",
        "other": "提案类别 建议类别 类别 分类 所属界别 所在界别 界别 所属党派 党派 工作单位 单位 职务 联系电话 电话 手机 通讯地址 通信地址 地址 邮政编码 邮编"
        " 办理期限 办理时限 办复期限 主题词 关键词 是否公开 提案分类 提案形式 提案性质 办理方式 办理类型 性别 所在代表团 代表团"
        " 参阅单位 参阅 抄送单位 督办单位 督办领导 状态 提案状态 正文 内容 签名 提案内容 建议内容 议案内容 审查意见 备注 提交日期 提交时间 提出日期 日期 交办单位 交办机关 联系人 电子邮箱 年度 来源"
        " 流水号 密级 份数 登记人 登记日期 收文日期 收文号",
    }.items()
}
PEOPLE = ("proposers", "co_proposers")
_FIELD_OF = {label: field for field, labels in FIELDS.items() for label in labels}
_OTHERS = "|".join(sorted(FIELDS["co_proposers"], key=len, reverse=True))
# not 一次会|议案号; 领衔代表及联名代表 names both
_LABEL = rf"(?!(?<=会)议案)(?P<label>{'|'.join(sorted(_FIELD_OF, key=len, reverse=True))})(?:[及和与、/／](?P<others>{_OTHERS}))?(?:姓名|名单)?(?:[（(][^（）()]{{1,12}}[）)]|[1-9]\b)?"
_AHEAD = rf"(?:{BULLET}\s*+)?[【\[〖（(]?\s*+"
# 提案人：, 【提案人】, 提案人（签名）:
_MARKED = lazy_re(rf"{_LABEL}\s*(?:[】\]〗]\s*[:：]?|[:：])\s*")
_FIRST = lazy_re(rf"{_AHEAD}{_LABEL}\s*(?:[】\]〗]\s*[:：]?|[:：])")
_ALONE = lazy_re(rf"{_AHEAD}{_LABEL}\s*+[】\]〗]?\s*+[:：]?")
# 主办单位市公园城市局, 提案人龙小满, of which a page lost the space; what follows has to look like a value
UNIT_END = "[局厅委会部府办院校团盟联协社行处司队心所站馆）)]"
_GLUED = {
    "main_unit": lazy_re(rf"[{HAN}（）()、]{{2,40}}{UNIT_END}"),
    "co_units": lazy_re(rf"[{HAN}（）()、]{{2,80}}{UNIT_END}"),
    "proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:、[{HAN}]{{2,3}}){{0,9}}|[{HAN}]{{3,20}}[委会盟界组]"),
    "co_proposers": lazy_re(rf"[{HAN}]{{2,3}}(?:、[{HAN}]{{2,3}}){{0,29}}"),
    "number": lazy_re(r"第?\d[\d-]{0,17}号?"),
    "handed_over_on": lazy_re(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?"),
    "session": lazy_re(rf"[{HAN}\d]{{4,30}}次会议"),
}
_GLUED_LABEL = lazy_re(
    rf"(?P<label>{'|'.join(sorted((one for one in _FIELD_OF if len(one) > 2), key=len, reverse=True))})\s*"
)
# parted by | or tabs; behind （第12号建议） a label begins a cell, too
_CELL_ENDS = lazy_re(rf"[|｜\t]|(?:(?<=[）)号，,；;])|(?<=号提案)|(?<=号建议))(?={_LABEL}\s*[:：])")
# 唐知夏|联系电话：, 邱若水|2026年1月12日
_BEHIND_NAMES = lazy_re(rf"{ANY_LABEL.pattern}|\d{{4}}年")
# 单于飞（农工党） on the line below 联名提案人：祁连玉（无党派）
_MORE_PEOPLE = lazy_re(rf"(?:[{HAN}·]{{2,12}}[（(][^（）()]{{2,16}}[）)][、，,\s]?)+")
# 恽南田 on the line below 苏东坡; not 党派名称, a label that nobody knows
_MORE = {
    "co_proposers": lazy_re(
        rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}·[{HAN}]{{1,10}})(?<![号期间位称别式话况见容域派态数人型题])"
    ),
    "co_units": lazy_re(rf"[{HAN}（）()]{{2,24}}{UNIT_END}"),
}
_DIGITS = lazy_re(r"^(\d{4})(\d{2})(\d{2})$")
_LEAST_COLUMNS = 3
_LONGEST_LABEL = 12
_FIRST_NAME = lazy_re(r"[^、，,；;\s（(]+(?:[（(][^（）()]*[）)])?[、，,；;\s]*")
NUMBER = lazy_re(
    rf"(?:(?:提案|建议|议案)?第)?\s*(?P<number>(?:(?!第|提案|建议|议案|共)[{HAN}]{{1,2}})?[A-Za-z]{{0,6}}\d[\d-]{{0,17}})\s*号?(?:提案|建议|议案)?"
)
_LONGEST_LINE = 400
_LONGEST = {"title": 120, "proposers": 200, "co_proposers": 400, "main_unit": 120, "co_units": 200}
_LONGEST_NAME = 24

Cells = dict[str, list[PlacedText]]


def read_cells(lines: Sequence[LetterLine]) -> Cells:
    """Return for each field the values that labels name, those of its surest label first."""
    found: dict[str, list[PlacedText]] = {}
    heads = [at for at in range(len(lines) - 1) if heads_fields(lines[at].text, lines[at + 1].text)]
    columns = [*chain.from_iterable(_columns(*lines[at : at + 2]) for at in heads)]
    others = [line for at, line in enumerate(lines) if at not in heads and at - 1 not in heads]
    for label, value in chain(columns, _pairs(others)):
        if value and _fits(_FIELD_OF[label], value):
            found.setdefault(label, []).append(value)
    return {field: [value for label in labels for value in found.get(label, ())] for field, labels in FIELDS.items()}


def names_field(line: str) -> bool:
    """Tell whether a line begins with a label and its mark, or is a label alone."""
    cell = line[:_LONGEST_LINE].lstrip("|｜\t ")
    end = _CELL_ENDS.search(cell)
    cell = cell[: end.start()].strip() if end else cell
    return _FIRST.match(cell) is not None or _ALONE.fullmatch(cell) is not None


def heads_fields(line: str, below: str) -> bool:
    """Tell a row of labels that have their values in the row below: 编号→领衔代表→主办单位."""
    cells, values = line.split(CELL_END), below.split(CELL_END)
    known = _labels_in(cells)
    return (
        known >= _LEAST_COLUMNS
        and known * 3 >= len(cells) * 2
        and len(values) == len(cells)
        and not _labels_in(values)
        and max(map(len, cells)) <= _LONGEST_LABEL
    )


def _labels_in(cells: Sequence[str]) -> int:
    return sum(_ALONE.fullmatch(cell.strip()) is not None for cell in cells)


def _columns(head: LetterLine, row: LetterLine) -> Iterator[tuple[str, PlacedText]]:
    place = 0
    for name, value in zip(head.text.split(CELL_END), row.text.split(CELL_END), strict=False):
        label = _ALONE.fullmatch(name.strip())
        if label:
            yield from _shared(label["label"], label["others"], _stripped(row.placed(place, place + len(value))))
        place += len(value) + 1


def _pairs(lines: Sequence[LetterLine]) -> Iterator[tuple[str, PlacedText | None]]:
    """Yield labels with their values; a cell without a label says what the empty one before it holds, if that fits."""
    label, others, waits, below = "", None, False, False
    for cell in _cells(lines):
        alone = _ALONE.fullmatch(cell)
        if alone or _FIRST.match(cell):
            value: PlacedText | None = None
            for label, value in _values(cell):
                yield label, value
            label, others = (alone["label"], alone["others"]) if alone else (label, None)
            below = value is None
            waits = value is None or _goes_on(label, value)
        elif glued := _glued(cell):
            yield glued
            label, waits = "", False
        elif waits or (label and _goes_below(_FIELD_OF[label], cell, below)):
            yield from _shared(label, others, cell)
            waits = _goes_on(label, cell)
        else:
            label = ""


def _goes_below(field: str, cell: str, below: bool) -> bool:
    """Tell one more of the names that stand one below the other; `below`: all of them below their label."""
    return (field in PEOPLE and _MORE_PEOPLE.fullmatch(cell) is not None) or (
        below and field in _MORE and _MORE[field].fullmatch(cell) is not None
    )


def _glued(cell: PlacedText) -> tuple[str, PlacedText] | None:
    match = _GLUED_LABEL.match(cell)
    pattern = _GLUED.get(_FIELD_OF[match["label"]]) if match else None
    if match is None or pattern is None or not pattern.fullmatch(cell, match.end()):
        return None
    return match["label"], part(cell, match.end(), len(cell))


def _goes_on(label: str, value: PlacedText) -> bool:
    """附议代表：柏坡红、滹沱清、 has more names on the next line."""
    return _FIELD_OF[label] in PEOPLE and value.endswith("、")


def _cells(lines: Sequence[LetterLine]) -> Iterator[PlacedText]:
    """Yield all cells of the lines; those at the ends of a line, before its first and behind its last |, hold nothing."""
    for line in lines:
        if len(line.text) <= _LONGEST_LINE:
            ends = [(0, 0), *(match.span() for match in _CELL_ENDS.finditer(line.text)), (len(line.text),) * 2]
            for place, ((_, start), (end, _)) in enumerate(pairwise(ends)):
                cell = _stripped(line.placed(start, end))
                if cell or 0 < place < len(ends) - 2:
                    yield cell


def _values(cell: PlacedText) -> Iterator[tuple[str, PlacedText | None]]:
    marks = list(_MARKED.finditer(cell))
    ends = [*(match.start() for match in marks), len(cell)][1:]
    for match, end in zip(marks, ends, strict=True):
        start = match.end()
        behind = _BEHIND_NAMES.search(cell, start, end) if _FIELD_OF[match["label"]] in PEOPLE else None
        value = _stripped(part(cell, start, behind.start() if behind else end))
        yield from _shared(match["label"], match["others"], value) if value else [(match["label"], None)]


def _shared(label: str, others: str | None, value: PlacedText) -> Iterator[tuple[str, PlacedText]]:
    """领衔代表及联名代表：毛竹青（领衔）、叶畲乡: the first made it, the others signed it."""
    first = _FIRST_NAME.match(value) if others else None
    end = first.end() if first else len(value)
    yield label, _stripped(part(value, 0, end))
    if others and end < len(value):
        yield others, _stripped(part(value, end, len(value)))


def part(words: PlacedText, start: int, end: int) -> PlacedText:
    """Return what stands between two places of placed words."""
    return PlacedText(words[start:end], Span(words.span.start + start, words.span.start + end))


def _stripped(words: PlacedText) -> PlacedText:
    stripped = words.strip(" \u3000|｜，,；;【】*＊")
    if stripped.endswith(("）", ")")) and not re.search("[（(]", stripped):
        stripped = stripped[:-1]  # （主办单位：省科技厅）
    start = words.find(stripped)
    return part(words, start, start + len(stripped))


def read_day(value: str) -> date | None:
    """Return the day of a cell, which may be digits only: 20260120."""
    return read_date(_DIGITS.sub(r"\1-\2-\3", value))


def _fits(field: str, value: PlacedText) -> bool:
    if len(value) > _LONGEST.get(field, 200):
        return False
    if field == "number":
        return NUMBER.fullmatch(value) is not None
    if field == "session":
        return read_session(value) is not None
    if field == "handed_over_on":
        return read_day(value) is not None
    if field == "title":
        return len(value) > 3 and not re.search("[。；;]", value)
    names = re.split(r"[、，,；;\s]", value)
    return not re.search("[。！？]|(?:提案|建议|[:：])$|^关于", value) and max(map(len, names)) <= 2 * _LONGEST_NAME
