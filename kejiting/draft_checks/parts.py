"""F5: parts that a reply has and the draft lacks. What is missing has the empty span where it is missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing import find_contacts
from proposals.parsing.lines import LetterLine

_CLASS = lazy_re(
    r"(?:办理|答复|办复)?(?:类别|类型|结果)\s*[:：]|(?:^|[（(【\[〔\s])[A-DＡ-Ｄ]\d?\s*类?(?:$|[）)】\]〕\s])|[A-D]类"
)
_OPENNESS = lazy_re(r"公开(?:属性|方式|形式|类别|选项)|(?:主动|依申请|不予|同意|可以|此件)公开|不公开|公开发布")
_COPIES = lazy_re(r"(?:抄\s*送|抄\s*报)\s*[:：]?")
_CONTACT = lazy_re(r"(?:联\s*系|承\s*办|经\s*办)\s*(?:人|单位|部门|科室|处室)")
_TELEPHONE = lazy_re(r"电\s*话|方\s*式")
_DIALLED = lazy_re(r"(?<!\d)(?:0\d{2,3}|1\d{2})\s?[-－—―–]?\s?\d{4}\s?\d{3,4}(?!\d)")
_CLOSING = lazy_re(r"感\s*谢|谢\s*谢|谢意|敬意|特此|此复|此致|专此|宝贵(?:的)?意见|一如既往")
_DATE = lazy_re(r"[0-9０-９〇○零一二三四五六七八九十]\s*月|\d{4}[-./]\d{1,2}")
_LAST_LINES = 4

_Holds = Callable[[ReplyDraft], bool]
_Where = Callable[[ReplyDraft], int]


def check_parts(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    for name, level, holds, where in _PARTS:
        if not holds(draft):
            at = where(draft)
            yield draft.finding("F5", level, Span(at, at), f"没有找到{name}，请核对是否遗漏")


def _any(pattern: re.Pattern[str], lines: tuple[LetterLine, ...]) -> bool:
    return any(pattern.search(line.text) for line in lines)


def _in_head_or_foot(pattern: re.Pattern[str]) -> _Holds:
    return lambda draft: _any(pattern, draft.head) or _any(pattern, draft.foot)


def _has_contact(draft: ReplyDraft) -> bool:
    return _any(_CONTACT, draft.foot) or _any(_CONTACT, draft.head)


def _has_telephone(draft: ReplyDraft) -> bool:
    if _DIALLED.search(draft.view.text, draft.foot_start):
        return True
    return _in_head_or_foot(_TELEPHONE)(draft) and bool(find_contacts(draft.text))


def _closes(draft: ReplyDraft) -> bool:
    return _any(_CLOSING, (*draft.answer[-_LAST_LINES:], *draft.foot))


def _is_signed(draft: ReplyDraft) -> bool:
    agency = draft.parsed.agency
    return agency is not None and any(agency in "".join(line.text.split()) for line in draft.foot)


def _is_dated(draft: ReplyDraft) -> bool:
    return _any(_DATE, draft.foot)


def _head(draft: ReplyDraft) -> int:
    return draft.head_end


def _foot(draft: ReplyDraft) -> int:
    return draft.foot_start


def _end(draft: ReplyDraft) -> int:
    return len(draft.read.rstrip())


_PARTS: tuple[tuple[str, FindingLevel, _Holds, _Where], ...] = (
    ("标题", "ask", lambda draft: draft.parsed.title is not None, _head),
    ("发文字号", "ask", lambda draft: draft.parsed.doc_number is not None, _head),
    ("称谓", "ask", lambda draft: bool(draft.parsed.delegates), _head),
    ("办理类别（A、B、C类）", "hint", _in_head_or_foot(_CLASS), _head),
    ("公开属性", "hint", _in_head_or_foot(_OPENNESS), _head),
    ("致谢等结尾用语", "hint", _closes, _foot),
    ("发文机关署名", "ask", _is_signed, _end),
    ("成文日期", "ask", _is_dated, _end),
    ("联系人", "hint", _has_contact, _end),
    ("联系电话", "hint", _has_telephone, _end),
    ("抄送", "hint", _in_head_or_foot(_COPIES), _end),
)
