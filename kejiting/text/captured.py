"""Read text that still holds the marks of the page it was taken from: `<br>`, `**`, `#`, tables of `|`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.lazy_re import lazy_re
from kejiting.text.tables import table_lines

_BREAK = lazy_re(
    r"(?:(?<![ \t])[ \t]+)?<(?:br|hr|/?(?:p|div|li|ul|ol|tr|table|tbody|h[1-6]))(?:\s[^<>]{0,300})?\s*/?>[ \t]*",
    re.IGNORECASE,
)
_TAG = lazy_re(
    r"</?(?:b|strong|i|em|u|span|font|a|sup|sub|td|th|center|ins|o:p)(?:\s[^<>]{0,300})?\s*/?>", re.IGNORECASE
)
_STRUCK = lazy_re(r"~~(?=\S)[^~\n]{1,200}~~|<(?P<tag>del|s|strike)>[^<\n]{0,200}</(?P=tag)>", re.IGNORECASE)
# &nbsp; &#12288; &ldquo;; not R&D
_ENTITY = lazy_re(
    r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|nbsp|ensp|emsp|amp|lt|gt|quot|[lr][ds]quo|mdash|middot|hellip);", re.IGNORECASE
)
# # 标题, ## 一、标题 ##; not #标签#, 1#楼
_HEADING = lazy_re(
    r"^[ \t　]*(?:#{1,6}[ \t　]+|#{2,6}(?=[^#\s]))(|.*?(?:[^ \t\n#]|#(?!#)))[ \t]*+#*+[ \t]*+$", re.MULTILINE
)
# ---, ***, === alone on a line
_RULE = lazy_re(r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|```.*)$\n?", re.MULTILINE)
# ** 落实举措 ** alone on a line
_BOLD_LINE = lazy_re(r"^([ \t　>]*)\*\*([^*\n]+)\*\*[ \t]*$", re.MULTILINE)
# **落实举措**：, at the beginning of a line **一是**推动; not 李**委员
_BOLD_START = lazy_re(r"^([ \t　>]*(?:[-*+•][ \t]+)?)(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\2", re.MULTILINE)
# 我厅**高度重视**此事; not 李**委员、王**委员
_BOLD = lazy_re(r"\*\*(?=[^\s*、，,；;：:。])(?!委员|代表|同志|先生|女士|等)([^*\n]{1,200}?)(?<=[^\s*])\*\*")
_QUOTE = lazy_re(r"^[ \t]*>[ \t]?", re.MULTILINE)
_BULLET = lazy_re(r"^([ \t　]*)[*+-][ \t]+(?=\S)", re.MULTILINE)
# 1\. 推动, \*; not a path
_ESCAPED = lazy_re(r"\\(?=[.*_#()\[\]|!+-])")
# Bounds, and no mark of a picture in another's address, keep a run of marks linear. A picture may be its own address.
_NAME = r"\[([^\]\n]{0,500})\]"
_PICTURE = lazy_re(rf"!{_NAME}\([^)!\n]*(?:!(?!\[)[^)!\n]*)*\)|<img\s[^<>]*>", re.IGNORECASE)
_LINK = lazy_re(rf"{_NAME}\((?:https?:|/|\.|#|mailto:|javascript:)[^)\n]{{0,2000}}\)")
# |---|:---:|
_PARTING = lazy_re(r"\s*(?:\|\s*)?(?::?-+:?\s*\|\s*)+(?::?-+:?\s*)?")
_CELLS = lazy_re(r"(?<!\\)\|")


def read_captured(text: str) -> FileText:
    """Return the text as the page showed it: breaks are line ends, headings and bold words bare, a table's fields lines.

    Marks that may be the letter's own (李**委员, 1#楼, a lone |) stay, unless others show that the text is Markdown.
    """
    text, pictures = _PICTURE.subn("", text)
    text = _without_tags(text)
    marked = any(pattern.search(text) for pattern in (_HEADING, _BOLD_LINE, _BOLD_START, _LINK)) or _has_table(text)
    if marked:
        text = _without_marks(text)
    return FileText(text, (LeftOut("图片", times=pictures),) if pictures else ())


def _without_tags(text: str) -> str:
    if "<" not in text and "&" not in text and "~~" not in text:
        return text
    text = _STRUCK.sub("", text)
    # The cells of a table of | hold breaks too: they may not end its row.
    text = "\n".join(_BREAK.sub(" " if _is_row(line) else "\n", line) for line in text.split("\n"))
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text))


def _without_marks(text: str) -> str:
    text = "\n".join(_lines(text.split("\n")))
    for pattern, kept in (
        (_RULE, ""), (_QUOTE, ""), (_HEADING, r"\1"), (_LINK, r"\1"), (_BOLD_LINE, r"\1\2"),
        (_BOLD_START, r"\1\3"), (_BOLD, r"\1"),
        (_BULLET, r"\1• "), (_ESCAPED, ""),
    ):  # fmt: skip
        text = pattern.sub(kept, text)
    return text


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and bare.startswith("|") and bare.endswith("|")


def _has_table(text: str) -> bool:
    lines = text.split("\n") if "|" in text else ()
    return any(_PARTING.fullmatch(line) for line in lines) or any(
        _is_row(above) and _is_row(line) for above, line in pairwise(lines)
    )


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, with the rows of tables as the fields or the cells that they hold."""
    parting = {at for at, line in enumerate(lines) if _PARTING.fullmatch(line)}
    rows = {at for at, line in enumerate(lines) if _is_row(line)} | parting
    for at in parting:
        # Names above the parting line and rows below it need not stand between marks.
        rows |= {at - 1} if at and "|" in lines[at - 1] else set()
        rows.update(takewhile(lambda below: "|" in lines[below], range(at + 1, len(lines))))
    for in_table, places in groupby(range(len(lines)), key=rows.__contains__):
        if in_table:
            yield from table_lines([_row(lines[at]) for at in places if at not in parting])
        else:
            yield from (lines[at] for at in places)


def _row(line: str) -> list[list[str]]:
    cells = _CELLS.split(line.strip().removeprefix("|").removesuffix("|"))
    bare = [_BOLD.sub(r"\1", cell.strip()).replace("\\|", "|") for cell in cells]
    return [[cell] if cell else [] for cell in bare]
