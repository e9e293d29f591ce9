"""Keep what a page says about its article: the fields above it, the title, the `<meta>` of government pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from kejiting.text.breaks import LABELS, break_line
from kejiting.text.tables import field_name

# Counters and tools say nothing of the letter.
_SAY_NOTHING = frozenset((
    "浏览量", "浏览次数", "阅读次数", "点击数", "访问量", "访问次数", "点击次数", "点击量", "阅读量", "字体", "字号",
))  # fmt: skip
# What government pages say in <meta>: the label it gets, and the labels that say the same.
_META: dict[str, tuple[str, ...]] = {
    "pubdate": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "时间", "日期", "信息时间", "录入时间", "发表时间"),
    "contentsource": ("来源", "信息来源", "文章来源"),
    "columnname": ("公开目录", "分类", "组配分类", "信息分类", "主题分类", "体裁分类"),
}  # fmt: skip
_TITLES = frozenset(("标题", "名称", "信息名称", "文件名称", "公开事项名称"))
_NUMBERS = frozenset(("发文字号", "文号", "文件编号", "索引号", "编号"))
_LONGEST_VALUE = 60
# Longer lines and more of them are no head of a letter.
_LONGEST_ROW = 2_000
_LONGEST_HEAD = 200
_EMPTY = re.compile(r"[|｜\-—/\s]*")
_SPACED = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
# 索 引 号：112, 【发布日期】2025-06-25, 文号\t无; not 时间紧迫
_FIELD = re.compile(
    rf"[|｜【\[]?\s*(?P<label>{_SPACED})\s*(?:[】\]]\s*[:：|｜]?|[:：|｜\t])\s*(?P<value>.*)", re.DOTALL
)
# 2023-06-12 10:22 来源：市科技局; not 2023年6月12日召开
_DATED = re.compile(
    r"(?P<said>\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:信息|文章)?来源\s*[:：]\s*\S*)"
)
# 吉科发成〔2025〕84号; not 按吉科发成〔2025〕84号文件
_DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff（）()]{2,14}\s*[〔﹝\[［【（(]\s*\d{4}\s*[〕﹞\]］】）)]\s*第?\s*\d{1,5}\s*号"
)
# 对…的答复, …实施方案, …的函（摘要）; not 吉林省科学技术厅, 政府信息公开
_DOCUMENT = re.compile(
    r"(?=.{6,120}$)[^。！？]*(?:答复|答覆|复函|回复|函复|的函|意见|方案|通知|规划|办法|报告|摘要|情况|(?:关于|对).*(?:建议|提案))"
    r"(?:[（(].{1,12}[）)])?"
)
# 对…的答复_委员提案_吉林省科学技术厅, 对…的答复-科技厅; not 15-3-086
_BETWEEN = re.compile(
    r"\s*[_|｜]+\s*|\s+[-–—]+\s+|(?<=[\u4e00-\u9fff）)])[-–—]+(?=[\u4e00-\u9fff])|[–—]{2,}|\s*[<>»]+\s*"
)
# 发布日期：2025-06-25 【打印】 字体：大 中 小; not 关于关闭煤矿的答复
_TOOLS = re.compile(
    r"(?:\s+|\s*[【\[(（]\s*)(?:打\s*印|关\s*闭|收\s*藏|分\s*享|字\s*[体号]|大\s+中\s+小)(?![\u4e00-\u9fff]{3}).*$"
)


def paired(lines: Sequence[str]) -> list[str]:
    """Join the name of a field and its value where a tab or a line end parts them: `索引号` and `112` → `索引号：112`."""
    kept: list[str] = []
    for cell in (cell for line in lines for cell in _cells(line)):
        name = field_name(kept[-1]) if kept else None
        if name and name in LABELS and not _field(cell)[0] and _fits(name, cell.strip()):
            kept[-1] = f"{name}：{cell.strip()}"
        else:
            kept.append(cell)
    return kept


def _fits(label: str, value: str) -> bool:
    """Tell a value from the line after an empty field, which may be the title, the document number or the salutation."""
    if value.endswith(("：", ":")):
        return False
    if label in _TITLES:
        return True
    if _DOC_NUMBER.fullmatch(value):
        return label in _NUMBERS
    dated = any(map(str.isdigit, value)) or not label.endswith(("日期", "时间"))
    return dated and not value.endswith("。") and len(value) <= _LONGEST_VALUE and not _DOCUMENT.fullmatch(value)


def fields_in(lines: Sequence[str]) -> dict[str, str]:
    """Return label → value; of a label that stands there twice the last value, which is nearest to the article."""
    fields = map(_field, paired([piece for line in lines for piece in _pieces(line)]))
    return {
        label: value for label, value in fields if label and label not in _SAY_NOTHING and not _EMPTY.fullmatch(value)
    }


def without_counters(line: str) -> str:
    """`发布日期：2025-06-25 浏览次数：22 字体：大 中 小` → `发布日期：2025-06-25`; other lines as they are."""
    pieces = _pieces(line)
    kept = [piece for piece in pieces if _field(piece)[0] not in _SAY_NOTHING or len(piece) > _LONGEST_VALUE]
    return line if len(kept) == len(pieces) else "".join(kept).rstrip()


def _field(piece: str) -> tuple[str | None, str]:
    match = _FIELD.fullmatch(piece.strip())
    if match:
        return "".join(match["label"].split()), _TOOLS.sub("", match["value"]).strip("|｜ \t　")
    name = field_name(piece)
    return (name if name in LABELS else None), ""


def _pieces(line: str) -> list[str]:
    return [line] if len(line) > _LONGEST_ROW else break_line(line)


def _cells(line: str) -> list[str]:
    """Part `索引号\t112`; a row of other cells stays a line."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return cells if len(cells) > 1 and field_name(cells[0]) in LABELS else [line]


def head_lines(page: HtmlElement, before: Sequence[str], article: Sequence[str]) -> list[str]:
    """Return what is to stand above the article and does not yet: fields, a document number, the title.

    `before`: the lines of the page above the article.
    """
    begin = _beginning(article)
    said = fields_in(begin)
    before = before[-_LONGEST_HEAD:]
    found = {label: value for label, value in fields_in(before).items() if label not in said}
    dated = [match["said"] for line in before if (match := _DATED.match(line.strip()))]
    kept = [f"{label}：{value}" for label, value in found.items()]
    kept += dated[-1:] if not any(map(_DATED.match, begin)) else []
    kept += _from_meta(page, {*said, *found}, dated=bool(dated) or any(map(_DATED.match, begin)))
    numbers = [line.strip() for line in before if _DOC_NUMBER.fullmatch(line.strip())]
    kept += [number for number in numbers[-1:] if _squeeze(number) not in _squeeze("".join([*kept, *begin]))]
    titled = _squeeze("".join([*kept, *begin]))
    title = next((one for one in _titles(page, before) if one), None)
    return [*kept, title] if title and _squeeze(title) not in titled else kept


def _beginning(article: Sequence[str]) -> list[str]:
    """Return the lines up to the first sentence: where a title and fields stand."""
    return list(takewhile(lambda line: "。" not in line, article[:_LONGEST_HEAD]))


def _from_meta(page: HtmlElement, said: set[str], *, dated: bool) -> Iterator[str]:
    named = _meta(page)
    for name, labels in _META.items():
        value = named.get(name, "")
        if value and not said & set(labels) and not (dated and name != "columnname"):
            yield f"{labels[0]}：{value}"


def _meta(page: HtmlElement) -> dict[str, str]:
    found = ((one.get("name", "").lower(), " ".join(one.get("content", "").split())) for one in page.iter("meta"))
    return {name: value for name, value in found if name and value}


def _titles(page: HtmlElement, before: Sequence[str]) -> Iterator[str]:
    """Yield what may be the title, the surest first: what the page's <meta> says, lines that its <title> repeats."""
    yield _meta(page).get("articletitle", "")
    window = (
        " ".join("".join(next(page.iter("title"), page).itertext()).split())
        if page.find(".//title") is not None
        else ""
    )
    parts = [part for part in _BETWEEN.split(window) if _DOCUMENT.fullmatch(part)]
    lines = [line.strip() for line in before if _DOCUMENT.fullmatch(line.strip()) and not _field(line)[0]]
    yield from (line for line in reversed(lines) if _squeeze(line) in _squeeze(window))
    yield from (part for part in parts if not part.endswith(("…", "...")))
    yield from reversed(lines)


def _squeeze(text: str) -> str:
    return "".join(text.split())
