"""Find the fields among a page's lines: `索引号：112`, or the name on one line and the value on the next."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.text.breaks import break_line
from kejiting.text.fields import field_name, is_label, read_field
from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END, cells_of, table_rows

# Counters and tools say nothing of the letter.
_SAY_NOTHING = frozenset((
    "浏览量", "浏览次数", "阅读次数", "点击数", "访问量", "访问次数", "点击次数", "点击量", "阅读量", "字体", "字号",
))  # fmt: skip
_TITLES = frozenset(("标题", "名称", "信息名称", "文件名称", "公开事项名称"))
_NUMBERS = frozenset(("发文字号", "文号", "文件编号", "索引号", "编号"))
_LONGEST_VALUE = 60
# A longer line is no row of fields.
_LONGEST_ROW = 2_000
# |, —; not 无
_EMPTY = lazy_re(r"[|｜\-—/\s]*")
# 吉科发成〔2025〕84号; not 按吉科发成〔2025〕84号文件
DOC_NUMBER = lazy_re(r"[\u4e00-\u9fff（）()]{2,14}\s*[〔﹝\[［【（(]\s*\d{4}\s*[〕﹞\]］】）)]\s*第?\s*\d{1,5}\s*号")
# 对…的答复, …实施方案, …的函（摘要）; not 吉林省科学技术厅, 政府信息公开
DOCUMENT = lazy_re(
    r"(?=.{6,120}$)[^。！？]*(?:答复|答覆|复函|回复|函复|的函|意见|方案|通知|规划|办法|报告|摘要|情况|(?:关于|对).*(?:建议|提案))"
    r"(?:[（(].{1,12}[）)])?"
)
# 发布日期：2025-06-25 【打印】 字体：大 中 小; not 关于关闭煤矿的答复
_TOOLS = lazy_re(
    r"(?!(?<=\s)\s)(?:\s+|\s*[【\[(（]\s*)(?:打\s*印|关\s*闭|收\s*藏|分\s*享|字\s*[体号]|大\s+中\s+小)(?![\u4e00-\u9fff]{3}).*$"
)


def paired(lines: Sequence[str]) -> list[str]:
    """Join the name of a field and its value where a tab or a line end parts them: `索引号` and `112` → `索引号：112`."""
    kept: list[str] = []
    parted = [_cells(line) for line in lines]
    tabbed = [[*cells_of(line)] if CELL_END in line else () for line in lines]
    rows = table_rows(tabbed, {at for at, cells in enumerate(parted) if len(cells) > 1})
    for cell in (cell for at, line in enumerate(lines) for cell in ([line] if at in rows else parted[at])):
        name = field_name(kept[-1]) if kept else None
        if name and is_label(name) and not read_field(cell)[0] and _fits(name, cell.strip()):
            kept[-1] = f"{name}：{cell.strip()}"
        else:
            kept.append(cell)
    return kept


def fields_in(lines: Sequence[str]) -> dict[str, str]:
    """Return label → value; of a label that stands there twice the last value, which is nearest to the article."""
    fields = map(read_field, paired([piece for line in lines for piece in _pieces(line)]))
    bare = ((label, _TOOLS.sub("", value).strip("|｜ \t　")) for label, value in fields)
    return {
        label: value for label, value in bare if label and label not in _SAY_NOTHING and not _EMPTY.fullmatch(value)
    }


def without_counters(line: str) -> str:
    """`发布日期：2025-06-25 浏览次数：22 字体：大 中 小` → `发布日期：2025-06-25`; other lines as they are."""
    pieces = _pieces(line)
    kept = [piece for piece in pieces if read_field(piece)[0] not in _SAY_NOTHING or len(piece) > _LONGEST_VALUE]
    return line if len(kept) == len(pieces) else "".join(kept).rstrip()


def _fits(label: str, value: str) -> bool:
    """Tell a value from the line after an empty field, which may be the title, the document number or the salutation."""
    if value.endswith(("：", ":")):
        return False
    if label in _TITLES:
        return True
    if DOC_NUMBER.fullmatch(value):
        return label in _NUMBERS
    dated = any(map(str.isdigit, value)) or not label.endswith(("日期", "时间"))
    return dated and not value.endswith("。") and len(value) <= _LONGEST_VALUE and not DOCUMENT.fullmatch(value)


def _pieces(line: str) -> list[str]:
    return [line] if len(line) > _LONGEST_ROW else break_line(line)


def _cells(line: str) -> list[str]:
    """Part `索引号\\t112`; a row of other cells stays a line."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return cells if len(cells) > 1 and is_label(field_name(cells[0])) else [line]
