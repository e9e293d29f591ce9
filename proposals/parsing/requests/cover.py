"""Find the letter by which a proposal is handed over: 现将…代表建议交由你单位办理, with the proposal attached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from proposals.parsing.lines import LetterLine

_HANDS_OVER = lazy_re(
    "确定你|由[你贵]|承办通知|交办|转办|转[交送发]|交由|交你|交贵|转你|转贵|分送|分办|[报送]请.{0,12}(?:办理|研究)"
)
_SENDS = lazy_re("[现兹][将把][^。]{4,80}(?:转|交)")
_REPLIES = lazy_re("答复|回复|复函|办理情况|收悉")
# 附件, 附件1：, 附：提案原文, 建议全文如下：
_ATTACHED = lazy_re(
    r"附件?\s*+[\d一二三]{0,2}\s*+[:：]?(?:第[\w-]{1,16}号)?(?:(?:代表)?(?:提案|建议)?(?:原文|原件|正文|全文)?)?"
    r"|[^。，,；;]{0,12}(?:提案|建议)(?:(?:原文|原件|正文|全文)(?:附后|如下)?|内容(?:附后|如下))[:：]?"
)
_TITLE = lazy_re(r"[《“]?(?P<title>关于[^。；：:]{4,80}(?:提案|建议|议案))[》”]?")
_MOST_LINES = 40


def hands_over(title: str) -> bool:
    """关于交办第112号代表建议的函 answers nothing."""
    return _HANDS_OVER.search(title) is not None and not _REPLIES.search(title)


def cover_end(lines: Sequence[LetterLine]) -> int:
    """Return how many lines at the top are such a letter: up to 附件, or to the title that the letter has named."""
    said = ""
    for place, line in enumerate(lines[:_MOST_LINES]):
        if _HANDS_OVER.search(said):
            title = _TITLE.fullmatch(line.text)
            if _ATTACHED.fullmatch(line.text):
                return place + 1
            if title and (title["title"] in said or _SENDS.search(said) or _is_day(lines[place - 1].text)):
                return place
        said += f"{line.text}\n"
    return 0


def signed_on(cover: Sequence[LetterLine]) -> date | None:
    """Return the day alone on a line of the letter."""
    return next((read_date(line.text) for line in reversed(cover) if _is_day(line.text)), None)


def _is_day(line: str) -> bool:
    return len(line) <= 20 and read_date(line) is not None
