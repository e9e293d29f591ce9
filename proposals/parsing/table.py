"""Read the table above a letter: labels and values, one a line, as the sites of governments print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kejiting.text.breaks import BULLET, LABELS
from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.mask import MASK
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.lines import LetterLine

# What a label means; the first of a field's labels that has a value counts.
FIELDS: dict[str, tuple[str, ...]] = {
    "index_number": ("索引号", "索取号", "信息索引号", "信息索引"),
    "category": ("分类", "组配分类", "信息分类", "主题分类", "体裁分类", "公开目录"),
    "agency": ("发文机关", "发文单位", "发文机构", "制发机关", "制发机构", "制发单位", "成文机关"),
    "publisher": (
        "发布机构",
        "发布机关",
        "发布单位",
        "主办单位",
        "承办单位",
        "公开主体",
        "公开机构",
        "答复单位",
        "办理单位",
        "主办部门",
    ),
    "written_on": ("成文日期", "成文时间", "制发日期", "发文日期", "发文时间"),
    # Some sites mean the letter by these, others the page.
    "made_on": ("生成日期", "生成时间", "产生日期", "制作日期", "答复日期", "答复时间"),
    "title": ("标题", "名称", "信息名称", "文件名称", "公开事项名称", "文件标题", "信息标题", "题名"),
    "doc_number": ("发文字号", "文号", "文件编号", "发文文号", "文件字号", "公开文号", "信息文号"),
    "published_on": (
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "公布日期",
        "时间",
        "日期",
        "信息时间",
        "录入时间",
        "发表时间",
        "上传时间",
        "公示时间",
        "发稿时间",
        "信息发布日期",
        "信息发布时间",
        "更新时间",
    ),
    "proposal_title": (
        "提案题目",
        "提案标题",
        "提案名称",
        "建议标题",
        "建议题目",
        "建议名称",
        "案由",
        "建议题名",
        "提案题名",
        "提案主题",
        "建议主题",
    ),
    "member": ("提案人", "第一提案人", "提案者", "提案单位"),
    "deputy": ("建议人", "领衔代表", "领衔人", "提出人"),
    "handling_class": ("办理类别", "办理类型", "答复类别", "答复类型", "办复类别", "办理结果", "类别"),
    "number": ("提案编号", "建议编号", "提案号", "建议号", "案号", "建议案号", "提案案号", "编号"),
    "session": ("届次", "会议届次"),
}
_LABEL_NAMES = "|".join(sorted(LABELS, key=len, reverse=True))
# 索引号:1122…, 文号:, 发布机构|保山市科学技术局|, 【索引号】1122…, • 索引号：1122…, 索引号1122…, 主题词 alone; not 时间紧迫
_ROW = lazy_re(
    rf"(?:{BULLET}\s*)?[|｜【\[]?(?P<label>{_LABEL_NAMES})(?:[（(][{HAN}]{{2,6}}[）)])?"
    r"(?:\s*(?:[】\]]\s*[:：|｜]?|[:：|｜]|(?=\d))\s*(?P<value>.*?)\s*[|｜]?|)"
)
# 甲市科学技术局|（联系人：＊＊）
_CONTACT_BESIDE = lazy_re(rf"[（(][^（）()]*{MASK}[^（）()]*[）)]?$")
# DH0113-0202-2022-0007, 2022-06-02, 沪商提复〔2024〕23号, 东湖区卫生健康委员会; not …建议的答复, the title below an empty cell
_CELL = lazy_re(r"(?!.*(?:答复|答覆|复函|回复|的函)).{1,40}")
# 640104-107/2019-00169 without its label; not 2019/2020-1
_BARE_INDEX = lazy_re(r"[•·]?\s*(?P<index>[0-9A-Za-z_-]{6,24}/(?:19|20)\d{2}-\d{3,8})")

# What stands beside the day on which a page was put up: 2023-06-12 10:22 来源：市科技局, 来源：县政府办2022-08-11, 浏览：351次
_PAGE_WORD = lazy_re(
    r"(?!.*(?:成文|生成|印发|[，。；〔]))(?=.*(?:来源|稿源|发布|浏览|阅读|点击|访问|字号|字体|作者|编辑|打印|分享)).*"
)
# 2023-06-12 10:22, [2023年6月12日 10:22:05] alone; without the hour it may be the letter's day
_PAGE_DAY = lazy_re(r"[\[【（(]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?[\]】）)]?")

_SOURCE = lazy_re("(?:信息|文章)?来源")
_DAY = lazy_re(r"\d{4}年\d{1,2}月\d{1,2}日")


def read_table(lines: Sequence[LetterLine]) -> dict[str, PlacedText]:
    """Return label → value; of a label printed twice the first value, of an empty cell nothing."""
    table: dict[str, PlacedText] = {}
    for place, line in enumerate(lines):
        row = _ROW.fullmatch(line.text)
        if row is None:
            continue
        value = _stripped(line.placed(*row.span("value"))) if row["value"] else None
        if not value:
            value = _value_below(lines[place + 1 : place + 3], colon=row["value"] is not None)
        bare = _CONTACT_BESIDE.sub("", value or "")
        if value and bare.strip("|｜-—"):
            value = PlacedText(bare, Span(value.span.start, value.span.start + len(bare)))
            table.setdefault(row["label"], value)
    return table


def _stripped(value: PlacedText) -> PlacedText:
    stripped = value.strip("|｜ ")
    start = value.span.start + value.find(stripped)
    return PlacedText(stripped, Span(start, start + len(stripped)))


def _value_below(lines: Sequence[LetterLine], *, colon: bool) -> PlacedText | None:
    """Return the value on the line below a label; behind a colon the cell may be empty unless labels and values alternate."""
    if not lines or _ROW.fullmatch(lines[0].text):
        return None
    alternate = len(lines) > 1 and _ROW.fullmatch(lines[1].text) is not None
    below = lines[0]
    return below.placed(0, len(below.text)) if not colon or (alternate and _CELL.fullmatch(below.text)) else None


def cell(table: dict[str, PlacedText], field: str) -> PlacedText | None:
    return next((table[label] for label in FIELDS[field] if label in table), None)


def date_cell(table: dict[str, PlacedText], field: str) -> date | None:
    value = cell(table, field)
    return read_date(value) if value else None


def has_hour(table: dict[str, PlacedText], field: str) -> bool:
    """Tell whether a day is given with its hour: then it is that on which the page was put up, not the letter's."""
    value = cell(table, field)
    return value is not None and re.search(r"\d:\d\d", value) is not None


def bare_published_on(lines: Sequence[LetterLine]) -> date | None:
    """Return the date that a line without its label gives, alone, beside or below the source and the count of visits."""
    found = (line.text for line in lines if _PAGE_WORD.fullmatch(line.text) or _PAGE_DAY.fullmatch(line.text))
    below = (day.text for line, day in pairwise(lines) if _SOURCE.match(line.text) and _DAY.fullmatch(day.text))
    return next(filter(None, map(read_date, (*found, *below))), None)


def number_cell(table: dict[str, PlacedText]) -> PlacedText | None:
    """Return the proposal's number as printed: `第 218 号` → 218, X20240031 as it is."""
    named = cell(table, "number")
    match = re.fullmatch(r"第?\s*(?P<number>[A-Za-z]{0,6}[\d-]{1,18})\s*号?", named) if named else None
    return (
        PlacedText(match["number"], Span(*match.span("number"))).shifted(named.span.start) if named and match else None
    )


def bare_index_number(lines: Sequence[LetterLine]) -> PlacedText | None:
    found = ((line, _BARE_INDEX.fullmatch(line.text)) for line in lines)
    return next((line.placed(*match.span("index")) for line, match in found if match), None)
