"""Tell a letter's title from what is printed on its line: a class, a document number, brackets, the name of a site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kejiting.text.breaks import LABELS
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from proposals.parsing.lines import LetterLine

# 对省政协十三届三次会议第157号委员提案的答复, …办理情况的复函, 第105号建议答复, 关于…的答复摘要; not 关于…的建议
_WORDS = (
    r"(?!.*[。；！？]).*(?:对|关于|致|就|第.{1,14}号).*"
    r"(?:答复|答覆|复函|回复|函复|的函|答复函|(?:办理|办复|会办|协办|主办|分办)(?:意见|结果|情况))"
    r"(?:摘要|意见|情况|的?(?:函|报告|说明))*"
)
_TITLE = lazy_re(_WORDS)
_REPLY = lazy_re("[复覆]|的函|[办协]意见|结果|情况")
# Longer lines are paragraphs.
_LONGEST = 200
_CLASS = r"[A-D]\d?\s*类?"
_NUMBER = rf"[{HAN}]{{0,14}}[〔﹝\[［【（(]\d{{4}}[〕﹞\]］】）)]第?\d{{1,5}}号"
_BRACKETS = (("【", "】"), ("〖", "〗"), ("〔", "〕"), ("《", "》"), ("[", "]"), ("“", "”"), ("(", ")"), ("（", "）"))
# A类, （主动公开）, 东水函〔2021〕55号, 附件1： before a title
_LEAD = rf"[★☆●◆■▲※]*(?:(?:[【（(\[][^【】（）()\[\]]{{1,10}}[】）)\]]|(?!{'|'.join(LABELS)})[{HAN}]{{2,6}}[:：]|{_CLASS}(?=[{HAN}])|{_NUMBER}|附件\d*[:：]?)\s*)*"
# （摘要）, B类, （东水函〔2021〕55号）, _建议提案_某区人民政府网站, 2022-09-01 behind a title
_TAIL = (
    rf"(?:\s*(?:[-_—|｜].{{1,40}}|{_CLASS}|{_NUMBER}|[（(〔【\[][^（(〔【\[].{{0,24}}[）)〕】\]]"
    r"|\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?))*"
)
_LINES = tuple(
    lazy_re(rf"(?P<lead>{_LEAD}){re.escape(left)}(?P<title>{_WORDS}){re.escape(right)}(?P<tail>{_TAIL})")
    for left, right in (*_BRACKETS, ("", ""))
)


def is_title(line: str) -> bool:
    return len(line) <= _LONGEST and _TITLE.fullmatch(line) is not None


def titles_parted(lines: Iterable[LetterLine]) -> Iterator[LetterLine]:
    """Yield the lines of a letter's head, what stands before or behind a title as lines of their own."""
    for line in lines:
        patterns = _LINES if len(line.text) <= _LONGEST and _REPLY.search(line.text) else ()
        match = next(filter(None, (pattern.fullmatch(line.text) for pattern in patterns)), None)
        for part in ("lead", "title", "tail") if match else ():
            if match and match[part].strip():
                yield LetterLine(match[part].strip(), line.start + match.start(part))
        if match is None:
            yield line
