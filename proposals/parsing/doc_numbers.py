"""Read document numbers (发文字号) in every bracket they are printed with."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.text.keys import code_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.parsed import DocNumber

# 吉科发成〔2025〕84号, 吉科（提）字﹝2024﹞5号, 教建议【2017】第39号, 吉科发 [2025] 84 号, 〔2025〕84号; not 第157号, (2024-2026年), 〔2025〕
_DOC_NUMBER = lazy_re(
    r"(?P<code>(?:[\u4e00-\u9fffA-Za-z]\s?|[（(][\u4e00-\u9fff]{1,3}[）)]){0,20}(?<!\s))\s*[〔﹝\[［【（(〈〖]\s*(?P<year>(?:19|20|１９|２０)\d{2})\s*年?\s*"
    r"[〕﹞\]］】）)〉〗]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
# 依据吉科发〔2025〕84号: the words before the issuer's code are the sentence's
_LEAD = lazy_re(r".*(?:根据|依据|按照|依照|参照|详见|印发的?|下发的?|文号|发文字号|和|及|与|以)")
# 吉科发成, 吉科发规划; not 教建议, 某政办发, nor 吉科发函 and 吉科发字 (kinds of paper), nor 吉发改规 and 吉开发区 (names of bodies)
_OFFICE = lazy_re(r"(?<![开研])发(?!改|展)(?P<office>(?:(?![发字函复电文提案议令])[\u4e00-\u9fff]){1,6})\Z")


def find_doc_numbers(text: str) -> Iterator[tuple[Span, DocNumber]]:
    """Yield every document number with its place, in the order of the text; the printed form has it, too."""
    for match in _DOC_NUMBER.finditer(text):
        lead = _LEAD.match(match["code"])
        start = match.start() + (lead.end() if lead else 0)
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
        code = code_key(text[start : match.end("code")])
        printed = "".join(text[start : match.end()].split())
        span = Span(start, match.end())
        yield span, DocNumber(PlacedText(printed, span), code, int(match["year"]), int(match["serial"]))


def read_doc_number(text: str) -> DocNumber | None:
    """Return the first document number of the text; without a code before the bracket its `code` is empty."""
    return next((number for _, number in find_doc_numbers(text)), None)


def drafting_office(code: str) -> str | None:
    """Return what an issuer code names behind 发, the office that drafted the letter: 吉科发规划 → 规划."""
    match = _OFFICE.search(code)
    return match["office"] if match else None
