"""Read a plan: who issued it and when, its tree of chapters, sections and measures, and the targets it sets."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.mask import mask
from kejiting.text.reading_view import ReadingView, reading_view
from kejiting.text.spans import Problem
from measures.extraction.head import Head, read_head
from measures.extraction.outline import build_outline
from measures.extraction.parsed import ParsedPlan, ParsedPlanItem
from measures.extraction.plan_targets import plan_targets
from proposals.parsing.contacts import contacts_in_view
from proposals.parsing.doc_numbers import find_doc_numbers
from proposals.parsing.lines import LetterLine, lines_of

# “十三五”期间, 十四五规划; not 二十四五
_PERIOD = lazy_re(r"(?<![一二三四五六七八九十])十[一二三四五六七八九]五(?![年月日个名家项])")
# 发文字号：国办发〔2018〕128号, 文号:…; not 国办发〔2016〕28号文件要求
_NUMBER_LABEL = lazy_re(r"^[•●▪·\s]*【?(?:发文字号|发文编号|发文号|公文文号|文件编号|文号|字号)\s*】?\s*[:：]?\s*")

# （甲政办〔2010〕41号） below the title
_IN_BRACKETS = lazy_re(r"^[（(]([^（()）]+)[）)]$")


def parse_plan(text: str) -> ParsedPlan:
    """Read the canonical text of a plan; what it does not say is None and listed among the problems."""
    view = reading_view(text)
    contacts = contacts_in_view(view.text)
    # No heading of the plan may hold a contact that its text hides.
    public = ReadingView(mask(text, map(view.in_source, contacts)), mask(view.text, contacts), view.offsets)
    return replace(_read(public), text=text)


def _read(view: ReadingView) -> ParsedPlan:
    """Read the text of the view; spans are those of its source, and the head and headings are as printed there."""
    text = view.text
    items = build_outline(text)
    first = next((item.span.start for item in items if item.level != "paragraph"), len(text))
    head = read_head(text, lines_of(text, 0, first), lines_of(text, first))
    own = _own_number(lines_of(text, 0, first))
    return ParsedPlan(
        text=view.source,
        title=view.printed(head.title) if head.title else None,
        issuer="、".join(map(view.printed, head.issuers)) or None,
        issued_on=head.issued_on,
        doc_number=view.printed(own) if own else None,
        period=_period(text, head.title),
        cites=tuple(map(view.printed, _cites(text, own))),
        items=tuple(
            replace(item, span=view.in_source(item.span), title=view.printed(item.title) if item.title else None)
            for item in items
        ),
        targets=tuple(
            replace(target, span=view.in_source(target.span)) for target in plan_targets(text, items, head.issued_on)
        ),
        problems=_problems(head, items),
    )


def _own_number(head: tuple[LetterLine, ...]) -> str | None:
    """Return the number that stands on a line by itself; within a sentence it is another document's."""
    for line in head:
        bare = _NUMBER_LABEL.sub("", line.text)
        bare = _IN_BRACKETS.sub(r"\1", bare)
        for span, number in find_doc_numbers(bare):
            if number.code and span.of(bare) == bare:
                return number.shifted(line.start + line.text.find(bare)).printed
    return None


def _cites(text: str, own: str | None) -> tuple[str, ...]:
    found = (number.shifted(line.start) for line in lines_of(text) for _, number in find_doc_numbers(line.text))
    printed = (number.printed for number in found if number.code)
    return tuple(dict.fromkeys(number for number in printed if number != own))


def _period(text: str, title: str | None) -> str | None:
    """Return the five-year plan that the title names, or the one that the text names most often."""
    named = _PERIOD.findall(title or "") or _PERIOD.findall(text)
    return Counter(named).most_common(1)[0][0] if named else None


def _problems(head: Head, items: tuple[ParsedPlanItem, ...]) -> tuple[Problem, ...]:
    gaps = (
        ("title", head.title, "原文未写方案标题"),
        ("issuer", head.issuers or None, "原文未写发文机关"),
        ("issued_on", head.issued_on, "原文未写成文日期"),
        (
            "items",
            next((item for item in items if item.level != "paragraph"), None),
            "未找到“一、”“（一）”等编号的章节",
        ),
    )
    return tuple(Problem(field, message) for field, value, message in gaps if value is None)
