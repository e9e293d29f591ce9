"""The columns of a yearly sheet, known by the words of their heads: each row becomes what it says of a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.unreadable import UnreadableFile
from proposals.entry.header_form import number_as_printed
from proposals.models import ProposalKind
from proposals.parsing import read_session

# A head without blanks and brackets, for each column of `REQUEST_FIELDS`
HEADS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "建议号", "提案号", "建议编号", "提案编号", "建议提案号", "建议提案编号", "案号", "件号"),
    "title": (
        "案由",
        "题目",
        "标题",
        "建议名称",
        "提案名称",
        "建议标题",
        "提案标题",
        "名称",
        "内容",
        "建议题目",
        "提案题目",
    ),
    "proposers": (
        "提出人",
        "领衔代表",
        "提案人",
        "提案者",
        "代表",
        "委员",
        "代表姓名",
        "委员姓名",
        "领衔人",
        "第一提案人",
        "提出者",
    ),
    "co_proposers": ("附议人", "联名人", "附议代表", "联名代表", "联名委员"),
    "main_unit": ("主办单位", "承办单位", "主办"),
    "co_units": ("会办单位", "协办单位", "会办", "协办"),
    "office": ("承办处室", "主办处室", "责任处室", "处室"),
    "handed_over_on": ("交办日期", "交办时间", "收到日期", "转办日期"),
    "due_on": ("办结期限", "办理期限", "答复期限", "办结时限", "办理时限", "期限", "时限"),
    "handling": ("办理类别", "办理角色", "办理方式", "类别", "办理类型"),
    "kind": ("种类", "类型", "建议提案类别", "件别"),
    "session": ("届次", "会议"),
    "is_key": ("重点件", "重点", "是否重点"),
}
_COLUMN = {head: name for name, heads in HEADS.items() for head in heads}
_AROUND = lazy_re(r"[（(][^（()）]*[)）]|[\s：:*＊/／、]")
_BETWEEN = lazy_re(r"[、，,；;\s]+")
_LISTS = {"proposers", "co_proposers", "co_units"}
_ROLES = {
    "主办": "lead",
    "牵头": "lead",
    "独办": "lead",
    "单办": "lead",
    "分办": "shared",
    "会办": "support",
    "协办": "support",
    "参阅": "informed",
}
# A sheet has a title and notes above its heads
_MOST_ABOVE = 10
_MOST_NAMES = 50
NO_HEADS = (
    "没有找到表头：要有一行写着“编号”（或建议号、提案号）、“题目”（或案由）和别的栏名，如提出人、主办单位、交办日期。"
)
NO_ROWS = "表头下面没有来件。"

SheetRow = dict[str, Any]


def rows_of_sheet(cells: Sequence[Sequence[str]], *, session: str, kind: str) -> list[SheetRow]:
    """Return what each row says, with its `line` in the sheet, from 1 on. Raises UnreadableFile.

    `session` and `kind` are those of rows that do not say it. Days are kept as 2026-03-02, what is not said is left out.
    """
    at, columns = _heads(cells)
    rows = []
    for line, row in enumerate(cells[at + 1 :], at + 2):
        said = _said({name: row[place] for place, name in columns.items() if place < len(row) and row[place]})
        if said.get("number") or said.get("title"):
            rows.append({"session": session, "kind": kind, **said, "line": line})
    if not rows:
        raise UnreadableFile(NO_ROWS)
    return [{name: value for name, value in row.items() if value} for row in rows]


def _heads(cells: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """The line of the heads, and which column is where."""
    found = []
    for at, row in enumerate(cells[:_MOST_ABOVE]):
        columns: dict[int, str] = {}
        for place, head in enumerate(row):
            name = _COLUMN.get(_AROUND.sub("", head))
            if name and name not in columns.values():
                columns[place] = name
        found.append((len(columns), -at, columns))
    count, at, columns = max(found, key=lambda one: one[:2], default=(0, 0, {}))
    if count < 2 or not {"number", "title"} & set(columns.values()):
        raise UnreadableFile(NO_HEADS)
    return -at, columns


def _said(row: Mapping[str, str]) -> SheetRow:
    said: SheetRow = {}
    for name, words in row.items():
        if name in _LISTS:
            said[name] = list(dict.fromkeys(part for part in _BETWEEN.split(words) if part))[:_MOST_NAMES]
        elif name in ("handed_over_on", "due_on"):
            day = read_date(words)
            said[name] = day.isoformat() if day else ""
        elif name == "handling":
            said["role"] = next((role for word, role in _ROLES.items() if word in words), "")
        elif name == "kind":
            said[name] = next((kind for kind in ProposalKind.values if kind[-2:] in words), "")
        elif name == "session":
            said[name] = words if read_session(words) else ""
        elif name == "is_key":
            said[name] = words in ("是", "√", "重点", "重点件", "1", "Y", "y")
        elif name == "number":
            said[name] = number_as_printed(words)
        else:
            said[name] = "".join(words.split())
    return said


def row_values(row: SheetRow) -> dict[str, Any]:
    """What a row says, as `write_request` takes it."""
    values = {name: value for name, value in row.items() if name != "line"}
    if "session" in values:
        values["session"] = read_session(values["session"])
    for name in ("handed_over_on", "due_on"):
        if name in values:
            values[name] = read_date(values[name])
    return values
