"""F1: the draft's own document number: how it is written, of which year, whether another letter has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import one_edit_apart
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.citation import cite
from proposals.models import ReplyLetter
from proposals.parsing import DocNumber, read_doc_number

# 发文字号： and a number as people misprint it: 吉科发成2025]84号, 吉科发成〔2025〕84, 吉科发成〔25〕084号
_LABELLED = r"(?:(?:发文|文件)?(?:字|文)号|(?:文件|发文)?编号)\s*[:：|｜]\s*"
_LIKE_A_NUMBER = lazy_re(
    rf"(?:{_LABELLED})?(?P<number>(?P<code>[{HAN}](?:[{HAN}]|[（(][{HAN}]{{1,3}}[）)]){{1,15}}?)\s*+"
    r"(?P<left>[〔﹝\[［【（(〈〖「{《]?)\s*+(?P<year>\d{2,4})\s*+(?P<said>年?)\s*+(?P<right>[〕﹞\]］】）)〉〗」}》]?)\s*+"
    rf"(?P<dash>[-－—–/]?)\s*+(?P<nth>第?)\s*+(?P<office>[{HAN}]{{0,3}}?)\s*+(?P<around>[（(〔\[]?)(?P<serial>\d{{0,5}})[）)〕\]]?\s*+(?P<end>号?))\s*[|｜]?"
)
_CODE_WORDS = lazy_re(rf"(?=[{HAN}（）()]*[发函字提建议复办科政])[{HAN}（）()]++")
_YOUNGEST = 1949
_MOST_LETTERS = 2000
# Of an agency of which the base knows fewer, an office may well be new to it
_ENOUGH_CODES = 6


def check_numbers(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Yield what is odd about each place of the head where the number stands."""
    places = list(_places(draft))
    for match, span in places:
        yield from _malformed(draft, match, span)
    numbers = [(span, number) for _, span in places if (number := read_doc_number(span.of(draft.read)))]
    if not numbers:
        return
    first_span, first = numbers[0]
    for span, number in numbers[1:]:
        if fold(number.printed) != fold(first.printed):
            yield draft.finding(
                "F1",
                "must",
                span,
                f"发文字号前后不一致：此处是“{number.printed}”，另一处是“{first.printed}”",
                first_span,
            )
            yield draft.finding(
                "F1",
                "must",
                first_span,
                f"发文字号前后不一致：此处是“{first.printed}”，另一处是“{number.printed}”",
                span,
            )
    for span, number in numbers:
        yield from _year(draft, span, number)
        yield from _of_kind(draft, span, number)
        yield from _known(draft, memory, span, number)


def _places(draft: ReplyDraft) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield each line of the head that is a number, or would be one if it were written right."""
    for line in draft.head:
        match = next(filter(None, (_LIKE_A_NUMBER.fullmatch(line.text, *ends) for ends in _stretches(line.text))), None)
        labelled = match is not None and match.start("number") > 0
        if match is None or not (match["serial"] or match["end"]):
            continue
        bracketed = match["left"] or match["right"]
        # 吉科发区2026-22号; not 吉林省2026年5号
        is_bare = match["end"] and match["serial"] and len(match["year"]) == 4 and not match["said"]
        if labelled or (_CODE_WORDS.fullmatch(match["code"]) and (bracketed or (is_bare and "发" in match["code"]))):
            yield match, Span(line.start + match.start("number"), line.start + match.end("number"))


# （吉科发条〔2026〕61号）; 鲁科提字〔2026〕15号      类别：B
_BRACKETED, _FIRST_CELL = (
    lazy_re(r"[（(](?P<inside>.*)[）)]\s*"),
    lazy_re(r"[^号\n]{1,60}号(?=\s|类别|办理|签发|公开|[A-D]类?$)"),
)


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """Where in a line of the head its number may stand: all of it, what brackets hold, or what stands before another field."""
    yield 0, len(line)
    if bracketed := _BRACKETED.fullmatch(line):
        yield bracketed.span("inside")
    if cell := _FIRST_CELL.match(line):
        yield cell.span()


def _malformed(draft: ReplyDraft, match: re.Match[str], span: Span) -> Iterator[DraftFinding]:
    brackets, serial = match["left"] + match["right"], match["serial"]
    wrong: list[tuple[FindingLevel, str]] = [
        ("ask", "年份要用六角括号“〔〕”括起") if brackets != "〔〕" else ("ask", ""),
        ("ask", "年份要写四位数字") if len(match["year"]) != 4 or not _is_year(match["year"]) else ("ask", ""),
        ("ask", "年份后不加“年”字") if match["said"] else ("ask", ""),
        ("hint", "序号前不加“第”字") if match["nth"] else ("hint", ""),
        ("ask", "年份与序号之间不加符号") if match["dash"] else ("ask", ""),
        ("ask", f"“{match['office']}”应写在年份之前") if match["office"] else ("ask", ""),
        ("ask", "括号只括年份，序号不加括号") if match["around"] else ("ask", ""),
        ("ask", "缺序号") if not serial else ("ask", ""),
        ("ask", "序号不编虚位，前面不加“0”") if serial.startswith("0") else ("ask", ""),
        ("ask", "末尾少“号”字") if not match["end"] else ("ask", ""),
    ]
    for level in ("ask", "hint"):
        said = "；".join(text for of, text in wrong if text and of == level)
        if said:
            yield draft.finding("F1", level, span, f"发文字号写法不规范：{said}")


# 吉科建函, 国能提案: codes that say what is answered
_FOR_A_KIND = (
    ("提案", lazy_re("提(?:案|复|函|字|办)?$"), "委员提案"),
    ("建议", lazy_re("建(?:议|复|函|字|办)?$"), "代表建议"),
)


def _of_kind(draft: ReplyDraft, span: Span, number: DocNumber) -> Iterator[DraftFinding]:
    for name, pattern, kind in _FOR_A_KIND:
        if (
            draft.parsed.kind in ("委员提案", "代表建议")
            and draft.parsed.kind != kind
            and pattern.search(number.code or "")
        ):
            message = f"代字“{number.code}”像是答复{name}用的，这件是{draft.parsed.kind}，请核对"
            yield draft.finding("F1", "ask", span, message)


def _is_year(year: str) -> bool:
    return _YOUNGEST <= int(year) <= 2149


def _year(draft: ReplyDraft, span: Span, number: DocNumber) -> Iterator[DraftFinding]:
    written = draft.parsed.written_on
    if written and written.year != number.year:
        late = number.year == written.year - 1 and written.month <= 3
        yield draft.finding(
            "F1",
            "ask" if late else "must",
            span,
            f"发文字号的年份是{number.year}，成文日期是{written.year}年{written.month}月{written.day}日",
            Against(f"{written.year}年{written.month}月{written.day}日", "本稿落款或表头"),
        )


def _known(draft: ReplyDraft, memory: DraftMemory, span: Span, number: DocNumber) -> Iterator[DraftFinding]:
    if not number.code:
        return
    taken = memory.letters().with_doc_number(number).heads().first()
    if taken:
        against = Against(taken.title or cite(taken), cite(taken), taken.get_absolute_url())
        yield draft.finding("F1", "must", span, f"发文字号“{number.printed}”已由另一份答复函使用", against)
    letters = ReplyLetter.objects.filter(doc_code__isnull=False).order_by()
    if letters.filter(doc_code=number.code).exists():
        return
    codes = _codes(draft)
    if codes and number.code not in codes:
        near = next((code for code in sorted(codes) if _same_but_for_a_slip(code, number.code)), None)
        if near:
            yield draft.finding(
                "F1",
                "ask",
                span,
                f"代字“{number.code}”与本机关用过的“{near}”只差一字，请核对",
                Against(near, "本机关已用代字"),
            )
        elif len(codes) >= _ENOUGH_CODES:
            known = "、".join(sorted(codes)[:5])
            yield draft.finding("F1", "hint", span, f"本机关已发布的答复没有用过代字“{number.code}”（用过的有{known}）")


def _codes(draft: ReplyDraft) -> set[str]:
    """The codes that letters of the draft's agency bear; empty if the base knows none of its letters."""
    agency = draft.parsed.agency
    if not agency:
        return set()
    letters = ReplyLetter.objects.filter(agency=agency, doc_code__isnull=False)
    return {code for code in letters.order_by().values_list("doc_code", flat=True)[:_MOST_LETTERS] if code}


def _same_but_for_a_slip(known: str, code: str) -> bool:
    """吉科发城 for 吉科发成; another office behind 发 is no slip: 吉科发农."""
    stem, _, office = known.partition("发")
    other_stem, _, other_office = code.partition("发")
    return one_edit_apart(known, code) and (stem != other_stem or len(office) > 1 or len(other_office) > 1)
