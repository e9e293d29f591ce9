"""Make the canonical text of a proposal: what stands alone on a line stays so, with or without a stop at its end."""

from __future__ import annotations

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import reading_view
from proposals.parsing.requests.cells import names_field

# 关于加强…、推动…的提案, （市政协十五届四次会议第92号提案）
_TITLE = lazy_re(
    r"[《“【]?关于[^。；：:]{4,80}的(?:提案|建议|议案)[》”】]?(?:[（(][^（）()]{1,30}[）)])?|[（(][^（）()。]{4,60}[号议][^（）()。]{0,24}[）)]"
)
# 会办单位：市红十字会|关于…的提案, as a page may give two lines
_GLUED_TITLE = lazy_re(r"(?<=[局厅委会部府])(?=关于[^。；：:]{4,60}的(?:提案|建议|议案)\s*$)")
# 提案题目：关于…的 may go on
_MAY_GO_ON = lazy_re(r".*(?:题目|标题|案由|题名|事由|名称)[】\]]?[:：](?!.*(?:提案|建议|议案)[》”]?$).*|.*[、，,:：]")
_LONGEST_FIELD = 40
_LONGEST_LINE = 120


def canonical_request(text: str) -> str:
    """Return the canonical text of a proposal as read; as of every text, only white space is touched."""
    return clean("\n".join(map(_set_apart, text.split("\n"))))


def _set_apart(line: str) -> str:
    words = strip_whitespace(line)
    if len(words) > _LONGEST_LINE:
        return line
    words = reading_view(words).text
    if _TITLE.fullmatch(words):
        return f"\n{line}\n"
    if "\t" in line or not names_field(words):
        return line
    line = _GLUED_TITLE.sub("\n\n", line)
    return f"\n{line}\n" if len(words) <= _LONGEST_FIELD and not _MAY_GO_ON.fullmatch(words) else line
