"""Read a whole proposal: canonical text in, `ParsedRequest` out. It never raises; what it doubts travels as problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.mask import MASK, mask
from kejiting.text.reading_view import ReadingView, reading_view
from kejiting.text.spans import Problem, Span
from proposals.parsing.citing import read_number
from proposals.parsing.contacts import contacts_in_view
from proposals.parsing.lines import LetterLine, lines_of
from proposals.parsing.parsed import LocatedText
from proposals.parsing.requests.asks import MOST_ASKS, asks_of
from proposals.parsing.requests.asks_table import ask_column
from proposals.parsing.requests.cells import read_cells
from proposals.parsing.requests.cover import cover_end, hands_over, signed_on
from proposals.parsing.requests.cues import RULE, ask_start, is_opinion, is_reason
from proposals.parsing.requests.due import wants_answer
from proposals.parsing.requests.head import read_head
from proposals.parsing.requests.label_marks import names_field
from proposals.parsing.requests.labels import FIELD_OF, PEOPLE
from proposals.parsing.requests.outline import read_mark
from proposals.parsing.requests.parsed import ParsedAsk, ParsedRequest
from proposals.parsing.requests.regions import find_regions
from proposals.parsing.sessions import read_session
from proposals.parsing.titles import is_title

NOT_A_REQUEST = "这份文本像一份答复函，不是提案或建议的来件；如果是答复函，请到“录入答复函”录入"
_REPLY = lazy_re("收悉|(?:答复|回复|函复|复函|办理情况)如下")
_GAPS = (
    ("title", "原文没有标题"),
    ("kind", "看不出是委员提案、代表建议还是集体提案"),
    ("session", "原文未写届次"),
    ("number", "原文未写提案编号"),
    ("proposers", "原文未写提案人"),
)
_NO_ASKS = "没有认出所提的建议，请对照原文逐条录入"
_LONG = 1500
_ONE_LONG = "建议部分较长，只认出一条，请核对是否应当分开"
_CLAUSES = "原文没有编号，是按分号分开的，请核对"
_TOO_MANY = f"建议超过{MOST_ASKS}条，只列出前{MOST_ASKS}条，请核对"
_LONGEST_STAMP = 60
_DIGIT = lazy_re("[0-9０-９@＠A-Za-z]")
_TAIL = 24
_TOP = 3
_BEGINNING = 25
_REGISTERED = lazy_re("交办|转办|交由|主办|会办|承办|提出|提交")
# 第1页/共2页, -2-, at the end of a line
_PAGE_NUMBER = lazy_re(
    r"(?:[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}|第\s*\d{1,3}\s*页(?:\s*[/，,、]?\s*共\s*\d{1,3}\s*页)?|(?:^)\d{1,3}\s*/\s*\d{1,3})$"
)
# 提案内容：, 正文: what follows is the text
_CONTENT = lazy_re(
    r"(?:^|(?<=[\s】\])）；;，,。|])|(?<=\w)(?=(?:提案|建议|议案)(?:内容|正文)[:：]))[【\[]?(?:提案|建议|议案|主要|具体|详细)?(?:内容|正文)(?:[】\]][:：]?|[:：])(?=.{12}|$)"
)
# 。 of a sentence, 一、系统互联互通方面
_BODY_SIGNS = lazy_re("。|^(?:一、|（一）|1[.、．])")
# What a form calls itself, above its fields
_FORM = lazy_re("建议|议案")
# Longer lines are paragraphs of the text
_LONGEST_LINE = 150


def parse_request(text: str) -> ParsedRequest:
    """Return what the canonical text of a proposal says; every span counts characters of `text`."""
    view = reading_view(text)
    contacts = _contacts(view.text)
    masked = tuple(map(view.in_source, contacts))
    public = ReadingView(mask(text, masked), mask(view.text, contacts), view.offsets)
    lines = _lines(public.text)
    cover = cover_end(lines)
    cut = cover + _body(lines[cover:])
    # what stands below the text may name people and units, too
    head = read_head(lines[:cut], lines[max(cut, len(lines) - _TAIL) :], signed_on(lines[:cover]))
    body = [line for line in lines[cut:] if not _is_contact(line.text)]
    regions = find_regions(_without_foot(body))
    is_reply = _is_reply(lines[:cut], lines)
    found = [ask for region in regions if not is_reply for ask in asks_of(public.text, region, alone=len(regions) == 1)]
    asks = [_in_source(ask, public) for ask in found[:MOST_ASKS]]
    doubts = dict.fromkeys(region.doubt for region in regions if region.doubt)
    problems = (
        *((Problem("text", NOT_A_REQUEST),) if is_reply else ()),
        *(Problem(field, message) for field, message in _GAPS if not getattr(head, field)),
        *head.odd,
        *(Problem("asks", doubt) for doubt in doubts),
        *(() if is_reply else _ask_problems(public.text, found)),
    )
    return ParsedRequest(
        text=text,
        title=_located(head.title, public),
        kind=head.kind,
        session=head.session,
        number=str(head.number) if head.number else None,
        proposers=tuple(map(public.printed, head.proposers)),
        co_proposers=tuple(map(public.printed, head.co_proposers)),
        handed_over_on=head.handed_over_on,
        due_on=head.due_on,
        main_unit=public.printed(head.main_unit) if head.main_unit else None,
        co_units=tuple(map(public.printed, head.co_units)),
        asks=tuple(asks),
        masked=masked,
        problems=problems,
    )


def _contacts(text: str) -> tuple[Span, ...]:
    """Return what is hidden: numbers and contacts' names; those who made the proposal are named to everybody."""
    cells = read_cells(lines_of(text))
    public = [value.span for field in PEOPLE for value in cells[field]]
    return tuple(
        span
        for span in contacts_in_view(text)
        if _DIGIT.search(span.of(text)) or not (span.of(text) in FIELD_OF or any(map(span.overlaps, public)))
    )


def _lines(text: str) -> list[LetterLine]:
    """Return the lines without page numbers; what the text's own label has behind it is a line of its own."""
    found = list[LetterLine]()
    printed = lines_of(text)
    above = {line.text for line in printed[:_TOP] if read_session(line.text)}
    for place, line in enumerate(printed):
        if place >= _TOP and line.text in above:
            continue  # what stands at the top of each page
        words = _PAGE_NUMBER.sub("", line.text)
        label = _CONTENT.search(words) if len(words) == len(line.text) else None
        ends = (0, label.end(), len(words)) if label else (0, len(words))
        for start, end in pairwise(ends):
            piece = words[start:end].strip()
            if piece:
                found.append(LetterLine(piece, line.start + words.index(piece, start)))
    return found


def _body(lines: Sequence[LetterLine]) -> int:
    """Return at which line the proposal's text begins: behind its label, at its first heading or its first paragraph."""
    labelled = False
    for place, line in enumerate(lines):
        if _FORM.fullmatch(line.text) and any(names_field(below.text) for below in lines[place + 1 : place + 3]):
            continue
        labelled = labelled or _CONTENT.search(line.text) is not None
        above = lines[place - 1].text if place else ""
        if is_opinion(line.text, above) or RULE.fullmatch(line.text) or wants_answer(line.text):
            continue
        if (names_field(line.text) and not (is_reason(line.text) and not _is_title_cell(line.text))) or _registers(
            line.text
        ):
            continue
        if (
            labelled
            or _BODY_SIGNS.search(line.text)
            or is_reason(line.text)
            or ask_column(line.text) is not None
            or _starts(place, line)
            or len(line.text) > _LONGEST_LINE
        ):
            return place
    return len(lines)


def _registers(line: str) -> bool:
    """省政协十三届四次会议第7号提案，2026年2月28日交办，由省科技厅主办。"""
    return len(line) <= _LONGEST_LINE and _REGISTERED.search(line) is not None and read_number(line) is not None


def _is_title_cell(line: str) -> bool:
    return line.lstrip("【[ ").startswith("案由") and "。" not in line


def _starts(place: int, line: LetterLine) -> bool:
    start = ask_start(place, line)
    return start is not None and start.strength > 2


def _is_contact(line: str) -> bool:
    return MASK in line and len(line) <= 60


def _without_foot(body: Sequence[LetterLine]) -> list[LetterLine]:
    """Leave out the fields that stand below the text."""
    kept = list(body)
    while kept and _is_foot(kept[-1].text) and not _starts(0, kept[-1]):
        kept.pop()
    return kept


def _is_foot(line: str) -> bool:
    """Tell a field, a rule, or 县十九届人大五次会议　第28号, which belong to no ask."""
    stamp = len(line) <= _LONGEST_STAMP and read_session(line) is not None and read_number(line) is not None
    return names_field(line) or stamp or RULE.fullmatch(line) is not None


def _in_source(ask: ParsedAsk, view: ReadingView) -> ParsedAsk:
    return ParsedAsk(ask.title, view.in_source(ask.span))


def _located(title: LocatedText | None, view: ReadingView) -> LocatedText | None:
    if title is None or title.span is None:
        return title
    return LocatedText(view.as_printed(title.span), view.in_source(title.span))


def _is_reply(above: Sequence[LetterLine], lines: Sequence[LetterLine]) -> bool:
    """Tell a letter that answers: by its title, or by the sentence it begins with."""
    return any(is_title(line.text) and not hands_over(line.text) for line in above) or any(
        _REPLY.search(line.text) for line in lines[:_BEGINNING]
    )


def _ask_problems(text: str, asks: Sequence[ParsedAsk]) -> Iterator[Problem]:
    if not asks:
        yield Problem("asks", _NO_ASKS)
    if len(asks) == 1 and asks[0].span.end - asks[0].span.start > _LONG:
        yield Problem("asks", _ONE_LONG)
    if len(asks) > 1 and _are_clauses(text, asks):
        yield Problem("asks", _CLAUSES)
    if len(asks) > MOST_ASKS:
        yield Problem("asks", _TOO_MANY)


def _are_clauses(text: str, asks: Sequence[ParsedAsk]) -> bool:
    """Tell asks of one paragraph that only semicolons part."""
    together = text[asks[0].span.start : asks[-1].span.end]
    return "\n" not in together and not any(
        read_mark(ask.span.of(text)) or not ask.span.of(text).endswith(("；", ";")) for ask in asks[:-1]
    )
