"""Read what stands above and around the answer: titles, numbers, dates, the session, who asked and who answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import PlacedText, Problem, Span
from proposals.parsing.closing import AGENCY_NAME
from proposals.parsing.doc_numbers import find_doc_numbers, read_doc_number
from proposals.parsing.lines import LetterLine, squeezed
from proposals.parsing.parsed import DocNumber, Kind, LocatedText, ParsedSession
from proposals.parsing.salutation import Salutation
from proposals.parsing.table import cell
from proposals.parsing.titles import is_title

# What may stand on the line of a document number: 发文字号：, A类, 〔B〕, （主动公开）; not 依据
_BESIDE_NUMBER = lazy_re(
    r"(?!依据|根据|参照|附件)[\u4e00-\u9fff]{2,6}\s*[:：]|主动公开|公开|办理|答复|类别|类型|[\s:：（）()〔〕【】\[\]A-D类文发字号]"
)
_LABEL = lazy_re(r"[^:：]{2,8}[:：|]")
# 发布机构： with its value on the next line; not 市教育局
_LABEL_ALONE = lazy_re(r"[^:：|]{2,8}[:：|]|发[布文](?:机构|机关|单位)|公开主体")
# 寿光市农业农村局; not 吉林省科学技术厅文件
_ONE_AGENCY = lazy_re(AGENCY_NAME)
# 教育部对…, 马关县交通运输局关于…; not 对省政协…
_TITLE_AGENCY = lazy_re(rf"(?P<agency>{AGENCY_NAME})(?:关于|对|就)")
# A类, 类别：C, 办理类别: B1类; not AAA级
_CLASS = lazy_re(r"(?:^|[（(\s:：号])(?P<class>[A-D]\d?)\s*类?(?:$|[）)\s])")
# 由我局主办, 由省科技厅会办; not 主办单位
_ROLE = lazy_re(
    r"(?:由|交|我(?:厅|局|委|部|市|县|单位))[^，。,]{0,16}?(?P<role>主办|会办|分办|协办|独办|承办)(?!单位|方)"
)
_KIND_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("集体提案", lazy_re("集体提案|党派提案|团体提案|界别提案|集体建议提案")),
    ("委员提案", lazy_re("委员提案|政协提案|政协委员|委员的?提案")),
    ("代表建议", lazy_re("代表建议|人大建议|人大代表|代表的?建议|代表议案")),
)


def read_title(text: str, lines: Sequence[LetterLine], table: dict[str, PlacedText]) -> LocatedText | None:
    """Return the letter's own title, from the table or the line above the salutation, with its first place."""
    named = cell(table, "title")
    if named:
        start = text.index(named)
        return LocatedText(squeezed(named), Span(start, start + len(named)))
    for place, line in reversed(list(enumerate(lines))):
        if is_title(line.text) and not _LABEL.match(line.text):
            above = lines[place - 1 : place] if _agency_begins(lines[:place], line.text) else ()
            start = above[0].start if above else text.index(line.text)
            end = line.end if above else start + len(line.text)
            return LocatedText(squeezed(text[start:end]), Span(start, end))
    return None


def read_letterhead(lines: Sequence[LetterLine]) -> PlacedText | None:
    """Return the agency whose name alone stands above the letter: 甲市水务局, 甲市水务局文件."""
    heads = ((line, _ONE_AGENCY.fullmatch(re.sub(r"(?:文件|[（(]函[）)])$", "", line.text))) for line in lines)
    return next((line.placed(*head.span()) for line, head in heads if head), None)


def _agency_begins(above: Sequence[LetterLine], title: str) -> bool:
    """Tell whether the line above 对…的答复 is the agency that a title broken over two lines begins with."""
    if not above or not title.startswith(("对", "关于")) or not _ONE_AGENCY.fullmatch(above[-1].text):
        return False
    return len(above) < 2 or not _LABEL_ALONE.fullmatch(above[-2].text)


def read_letter_number(lines: Sequence[LetterLine], table: dict[str, PlacedText]) -> DocNumber | None:
    """Return the letter's document number: its cell, or a line that is one; a number that is cited is none."""
    in_cell = cell(table, "doc_number")
    named = read_doc_number(in_cell) if in_cell else None
    if in_cell and named:
        return named.shifted(in_cell.span.start)
    for line in lines:
        for span, number in find_doc_numbers(line.text):
            rest = line.text[: span.start] + line.text[span.end :]
            if number.code and len(_BESIDE_NUMBER.sub("", rest)) == 0:
                return number.shifted(line.start)
    return None


def title_agency(title: str) -> PlacedText | None:
    """Return the agency that a title without white space begins with, with its place there."""
    match = _TITLE_AGENCY.match(title)
    return PlacedText(match["agency"], Span(*match.span("agency"))) if match else None


def read_handling_class(lines: Sequence[LetterLine], table: dict[str, PlacedText]) -> str | None:
    named = cell(table, "handling_class")
    match = re.match(r"([A-D]\d?)\s*类?", named) if named else None
    if match:
        return match[1]
    near = (found for line in lines if len(line.text) <= 24 and (found := _CLASS.search(line.text)))
    return next((found["class"] for found in near), None)


def read_role(opening: str) -> str | None:
    match = _ROLE.search(opening)
    return match["role"] if match else None


def read_kind(
    title: str, session: ParsedSession | None, askers: Salutation, asked: str
) -> tuple[Kind | None, list[Problem]]:
    """Return what the letter answers and, where its words disagree, a problem that says so."""
    if askers.organisation and (session is None or session.body == "政协"):
        return "集体提案", []
    votes: list[Kind] = [kind for kind, pattern in _KIND_WORDS if pattern.search(title)][:1]
    if session:
        votes.append("委员提案" if session.body == "政协" else "代表建议")
    if askers.person:
        votes.append("委员提案" if askers.person == "委员" else "代表建议")
    if asked.endswith(("提案", "建议")) and not votes:
        votes.append("委员提案" if asked.endswith("提案") else "代表建议")
    if asked.endswith("提案") and "代表建议" in votes:
        votes.append("委员提案")
    if not votes:
        return None, []
    kinds = {"委员提案" if kind == "集体提案" else kind for kind in votes}
    odd = [Problem("kind", "原文里“委员提案”和“代表建议”两种说法都有，请核对")] if len(kinds) > 1 else []
    return votes[0], odd
