"""F4: dates that do not exist, do not agree, or stand in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.dates import find_dates
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from proposals.parsing import find_doc_numbers

_DIGITS = "[0-9０-９〇○零一二三四五六七八九十廿卅]"
# 2025年13月1日, 二〇二五年二月三十日, 2月30日, 6月31日; not 2025年6—8月
_DAY = lazy_re(
    rf"(?:(?P<year>(?<![0-9.]){_DIGITS}{{4}})\s*年\s*)?(?<![0-9.－—~～-])(?P<month>{_DIGITS}{{1,3}})\s*月\s*(?P<day>{_DIGITS}{{1,3}})\s*[日号](?!楼)"
)
_MONTH = lazy_re(r"(?<![0-9])(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?!\d)")
_SHORT = lazy_re(
    r"(?<![\d./-])(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d./-])"
)
_WEEKDAY = lazy_re(r"\s*+[（(]?\s*+(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?")
_WEEKDAYS = "一二三四五六日"
_LABEL = lazy_re(r"^\s*[【\[]?(?P<label>成文|制发|发文|生成|印发|发布|公开|公布)(?:日期|时间)")
_WRITTEN = ("成文", "制发", "发文")
_DEADLINE = lazy_re(r"(?:底|起|之?前|以?前(?:完成|建成)?|内)")
_BY = lazy_re(r"底?之?前(?![^，。；]{0,12}[已了])")
_PROMISED = lazy_re("将|计划|拟|力争|争取|确保|预计")
_NAMED_DAY = lazy_re(r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日)?")
_UP_TO = lazy_re(r"截[至止]到?\s*(?P<day>(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?(?P<end>[底末])?)")
# 2032年|启动氢能重大专项以来
_SINCE = lazy_re(r"(?P<day>(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?(?P<end>[底末])?)[^，。；\n\d]{0,24}以来")
_HALF = lazy_re(
    r"[^，。]{0,30}?(?P<day>(?:20\d{2}|二[〇○零0][一二三四五六七八九〇○零]{2})年\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?)"
)
_NEXT = lazy_re(r"下\s*+一?\s*+步|今后|接下来|下阶段")
_WILL_IN = lazy_re(r"将(?:在|于)\s*$")
# 2025年|新建县级服务站8个: the first words of a next step
_BEGUN = lazy_re(
    r"(?:再|将|计划|拟)?(?:新建|新增|建成|完成|安排|组织|开展|启动|出台|印发|力争|选派|举办|实现|新认定|支持)"
)
_PAST = lazy_re(r"自|已|曾|[于在]\s*$|来$|原定|原计划")
# 一是, 第一，补齐空白。
_ITEM = lazy_re(r"^\s*(?:第?[一二三四五六七八九十]{1,2}(?:是|要|[，、])|[（(]?\d{1,2}[.、）)])?")
_LEAP = 2000
# A label may stand on the line above its value
_LONGEST_VALUE = 20
# A draft is dated on the day on which it is meant to be issued
_AHEAD = timedelta(days=31)


def check_dates(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    yield from _impossible(draft)
    yield from _weekdays(draft)
    signed = _signed(draft)
    written = [(span, day) for label, span, day in _head_dates(draft) if label in _WRITTEN]
    published = [(span, day) for label, span, day in _head_dates(draft) if label in ("发布", "公开", "公布")]
    yield from _two_days(draft, [*written, *signed])
    for span, day in (signed or written)[:1]:
        yield from _of_number(draft, span, day)
        yield from _order(draft, memory, span, day)
        for other_span, other in published:
            if other < day:
                yield draft.finding("F4", "must", other_span, f"发布日期{_said(other)}早于成文日期{_said(day)}", span)
        yield from _passed_deadlines(draft, day, span)
        yield from _days_to_come(draft, day, span)
    if not signed:
        yield from _half_signed(draft)


def _impossible(draft: ReplyDraft) -> Iterator[DraftFinding]:
    for pattern in (_DAY, _MONTH, _SHORT):
        for match in pattern.finditer(draft.read):
            groups = match.groupdict()
            year, month = (_number(groups.get(name)) for name in ("year", "month"))
            day = _number(groups["day"]) if "day" in groups else 1
            if month is None or day is None or (groups.get("year") and year is None):
                continue
            try:
                date(year or _LEAP, month, day)
            except ValueError:
                yield draft.finding("F4", "must", Span(*match.span()), f"没有“{match[0]}”这一天，请核对日期")


def _number(written: str | None) -> int | None:
    """Of figures: 廿八 → 28, 二〇二五 → 2025; None for what is no number."""
    plain = (written or "").replace("廿", "二十").replace("卅", "三十")
    return to_int(plain) if plain else None


def _weekdays(draft: ReplyDraft) -> Iterator[DraftFinding]:
    for span, day in find_dates(draft.read):
        match = _WEEKDAY.match(draft.read, span.end)
        said = _WEEKDAYS.index(match["weekday"].replace("天", "日")) if match else day.weekday()
        if match and said != day.weekday():
            message = f"{_said(day)}是星期{_WEEKDAYS[day.weekday()]}，不是星期{match['weekday']}"
            yield draft.finding("F4", "must", Span(span.start, match.end()), message)


def _head_dates(draft: ReplyDraft) -> Iterator[tuple[str, Span, date]]:
    """Yield the dates of the head's table with the word that begins their label."""
    label = ""
    for line in draft.head:
        match = _LABEL.match(line.text)
        label = match["label"] if match else label
        day = next(iter(find_dates(line.text)), None) if label else None
        if day:
            yield label, day[0].shifted(line.start), day[1]
        if day or (not match and len(line.text) > _LONGEST_VALUE):
            label = ""


def _signed(draft: ReplyDraft) -> list[tuple[Span, date]]:
    """The date below the signature, the first of the foot that stands alone on its line."""
    for line in draft.foot:
        for span, day in find_dates(line.text)[:1]:
            if len(line.text) - (span.end - span.start) <= 20 and "印发" not in line.text:
                return [(span.shifted(line.start), day)]
    return []


def _two_days(draft: ReplyDraft, days: list[tuple[Span, date]]) -> Iterator[DraftFinding]:
    for span, day in days:
        other = next(((other_span, other) for other_span, other in days if other != day), None)
        if other:
            message = f"成文日期前后不一致：此处是{_said(day)}，另一处是{_said(other[1])}"
            yield draft.finding("F4", "must", span, message, other[0])


def _of_number(draft: ReplyDraft, span: Span, day: date) -> Iterator[DraftFinding]:
    number = draft.parsed.doc_number
    if number and number.year != day.year:
        late = number.year == day.year - 1 and day.month <= 3
        where = next((place for place, other in find_doc_numbers(draft.read) if other.serial == number.serial), None)
        message = f"成文日期是{_said(day)}，发文字号“{number.printed}”的年份是{number.year}"
        yield draft.finding("F4", "ask" if late else "must", span, message, where or Against(number.printed, "本稿"))


def _order(draft: ReplyDraft, memory: DraftMemory, span: Span, day: date) -> Iterator[DraftFinding]:
    handed = memory.request.handed_over_on if memory.request else None
    if handed and day < handed:
        against = Against(_said(handed), "来件的交办日期")
        yield draft.finding("F4", "must", span, f"成文日期{_said(day)}早于交办日期{_said(handed)}", against)
    year = memory.session_year
    if year and day.year < year:
        session = Against(f"{year}年", "库中的届次")
        yield draft.finding("F4", "must", span, f"成文日期{_said(day)}早于所答复的会议（{year}年）", session)
    if day > timezone.localdate() + _AHEAD:
        yield draft.finding("F4", "ask", span, f"成文日期{_said(day)}还没有到，请核对")


def _passed_deadlines(draft: ReplyDraft, written: date, signed: Span) -> Iterator[DraftFinding]:
    """Yield days in what is promised that lie before the letter: 将于2024年6月底前完成, in a letter of 2025."""
    steps = [draft.view.from_source(one) for one in draft.next_steps]
    for line in draft.answer:
        for match in _NAMED_DAY.finditer(line.text):
            if (int(match["year"]), int(match["month"] or 12)) >= (written.year, written.month):
                continue
            start = max(line.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
            before, behind = _ITEM.sub("", line.text[start : match.start()], count=1), line.text[match.end() :]
            is_step = any(one.start <= match.start() + line.start < one.end for one in steps)
            is_next = (is_step or _NEXT.search(before)) and not _PAST.search(before)
            is_promised = is_next or _PROMISED.search(before[-12:].rpartition("，")[2])
            # 今年计划再立项12项，2025年7月底前下达
            is_due = _BY.match(behind) and _PROMISED.search(before) and not _PAST.search(before)
            is_told = is_due or (is_promised and (_DEADLINE.match(behind) or _WILL_IN.search(before)))
            is_begun = is_step and not before.strip() and int(match["year"]) < written.year and _BEGUN.match(behind)
            if is_told or is_begun:
                span = Span(*match.span()).shifted(line.start)
                yield draft.finding("F4", "ask", span, f"所说的期限早于成文日期{_said(written)}，请核对", signed)


def _days_to_come(draft: ReplyDraft, written: date, signed: Span) -> Iterator[DraftFinding]:
    """Yield days up to which something is told as it is that come after the letter: 截至2027年底，累计…, 2032年以来."""
    for line in draft.answer:
        for match in (*_UP_TO.finditer(line.text), *_SINCE.finditer(line.text)):
            sentence = line.text[line.text.rfind("。", 0, match.start()) + 1 :].partition("。")[0]
            year, month = int(match["year"]), int(match["month"] or (1 if not match["end"] else 12))
            if (year, month) > (written.year, written.month) and not _PROMISED.search(sentence):
                span = Span(*match.span("day")).shifted(line.start)
                yield draft.finding("F4", "ask", span, f"所说的时点晚于成文日期{_said(written)}，请核对", signed)


def _half_signed(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield a signature's date without its day: 2026年5月15, 2026年5月."""
    for line in draft.foot:
        match = _HALF.fullmatch(line.text.rstrip())
        if match:
            yield draft.finding(
                "F4", "ask", Span(*match.span("day")).shifted(line.start), f"落款日期“{match['day']}”不完整，请核对"
            )


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
