"""Read a whole letter: canonical text in, `ParsedLetter` out. It never raises; what it doubts travels as problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kejiting.text.mask import mask
from kejiting.text.reading_view import ReadingView, reading_view
from kejiting.text.spans import PlacedText, Problem
from proposals.parsing.body import read_body
from proposals.parsing.citing import numbers_in, read_number, read_proposal_title
from proposals.parsing.closing import Closing, date_below_title, find_closing
from proposals.parsing.contacts import contacts_in_view
from proposals.parsing.gaps import find_gaps
from proposals.parsing.header import (
    read_handling_class,
    read_kind,
    read_letter_number,
    read_letterhead,
    read_role,
    read_title,
    title_agency,
)
from proposals.parsing.lines import LetterLine, paragraphs_of, squeezed, squeezed_view
from proposals.parsing.opening import Opening, find_opening
from proposals.parsing.opinions import read_opinion
from proposals.parsing.parsed import LocatedText, ParsedLetter, ParsedSession
from proposals.parsing.printed import as_printed
from proposals.parsing.salutation import NOBODY, Salutation, named_in_cell, read_proposers
from proposals.parsing.sessions import read_session
from proposals.parsing.table import (
    bare_index_number,
    bare_published_on,
    cell,
    date_cell,
    has_hour,
    number_cell,
    read_table,
)
from proposals.parsing.titles import titles_parted

# Lines below the signature among which the letter's number may stand; further down other letters are named.
_NEAR = 8


def parse_letter(text: str) -> ParsedLetter:
    """Return what the canonical text of a letter says; every span counts characters of `text`."""
    view = reading_view(text)
    contacts = contacts_in_view(view.text)
    masked = tuple(map(view.in_source, contacts))
    # No field of the letter may hold a contact that its text hides.
    public = ReadingView(mask(text, masked), mask(view.text, contacts), view.offsets)
    return replace(as_printed(_read(public.text), public), text=text, masked=masked)


def _read(text: str) -> ParsedLetter:
    lines = paragraphs_of(text)
    opening = find_opening(lines)
    opinion = read_opinion(lines, opening)
    opening = opinion.opening if opinion else opening
    head, answer = _halves(text, lines, opening)
    closing = find_closing(answer)
    letter = _header(text, head, answer[closing.start :], opening, closing)
    body = read_body(text, answer[: closing.start])
    letter = replace(
        letter,
        title=letter.title or (opinion.title if opinion else None),
        document_type="会办意见" if opinion else "答复",
        addressee=opinion.addressee if opinion else None,
        recommendations=body.recommendations,
        letter_passages=body.letter_passages,
    )
    return replace(letter, problems=(*find_gaps(letter, answers=opening is not None), *letter.problems, *body.problems))


def _halves(
    text: str, lines: tuple[LetterLine, ...], opening: Opening | None
) -> tuple[list[LetterLine], tuple[LetterLine, ...]]:
    """Return the lines of title and table, and those of the answer; without an opening the first sentence parts them."""
    if opening:
        head = (line for line in lines if line.start < opening.head_end)
        return list(titles_parted(head)), paragraphs_of(text, opening.said.end)
    cut = next((place for place, line in enumerate(lines) if "。" in line.text), 0)
    return list(titles_parted(lines[:cut])), lines[cut:]


def _header(
    text: str, head: list[LetterLine], below: Sequence[LetterLine], opening: Opening | None, closing: Closing
) -> ParsedLetter:
    table = read_table(head)
    title = read_title(text, head, table)
    titled = squeezed_view(text, *([title.span] if title and title.span else []))
    said = _proposal_title(text, opening, title)
    rest = _rest(text, opening, said)
    proposal = _fuller(said, _named(cell(table, "proposal_title")))
    session = _session(titled.text, rest.text, cell(table, "session") or "")
    askers = _askers(opening, rest, titled, table)
    kind, odd = read_kind(f"{titled.text}{rest.text}", session, askers, proposal.value if proposal else "")
    named_on = None if has_hour(table, "written_on") else date_cell(table, "written_on")
    made_on = date_cell(table, "made_on") or (None if named_on else date_cell(table, "written_on"))
    written_on = named_on or closing.written_on or made_on or date_below_title(head)
    return ParsedLetter(
        text=text,
        title=title,
        index_number=cell(table, "index_number") or bare_index_number(head),
        category=cell(table, "category"),
        agency=cell(table, "agency")
        or closing.agency
        or _found(title_agency, titled)
        or cell(table, "publisher")
        or read_letterhead(head),
        doc_number=read_letter_number(head, table) or read_letter_number(below[:_NEAR], read_table(below)),
        written_on=written_on,
        published_on=date_cell(table, "published_on") or bare_published_on(head) or _later(made_on, closing.written_on),
        kind=kind,
        session=session,
        number=_found(read_number, titled) or _found(read_number, rest) or number_cell(table),
        delegates=askers.delegates,
        proposal_title=proposal,
        handling_class=read_handling_class(head, table),
        handling_role=read_role(rest.text),
        problems=(*odd, *_doubts(text, opening, askers, title), *_two_dates(written_on, closing.written_on)),
    )


def _rest(text: str, opening: Opening | None, proposal: LocatedText | None) -> ReadingView:
    """Return the sentence that names the proposal, without its title."""
    if opening is None:
        return ReadingView(text, "", ())
    said, places = opening.said.of(text), list(range(opening.said.start, opening.said.end))
    named = proposal.span.of(text) if proposal and proposal.span else ""
    for match in reversed(list(re.finditer(re.escape(named), said)) if named else []):
        del places[match.start() : match.end()]
    return ReadingView(text, "".join(text[place] for place in places), places)


def _found(read: Callable[[str], PlacedText | None], piece: ReadingView) -> PlacedText | None:
    """Return what is read in a piece of the text, with its place there."""
    words = read(piece.text)
    return piece.placed(words) if words is not None else None


def _session(*places: str) -> ParsedSession | None:
    """Return the session that the first of these texts which names one names."""
    return next(filter(None, map(read_session, places)), None)


def _later(made_on: date | None, signed_on: date | None) -> date | None:
    """Return 生成日期 where it is later than the signature's date: then it is the page's."""
    return made_on if made_on and signed_on and made_on > signed_on else None


def _two_dates(written_on: date | None, signed_on: date | None) -> Iterator[Problem]:
    if signed_on is not None and written_on != signed_on:
        yield Problem("written_on", f"表头写的成文日期是{written_on}，落款日期是{signed_on}，请核对")


def _askers(
    opening: Opening | None, said: ReadingView, titled: ReadingView, table: dict[str, PlacedText]
) -> Salutation:
    """Return whom the letter addresses or, where that is nobody or an office, who it says put the proposal forward."""
    addressed = opening.salutation if opening else NOBODY
    if addressed.delegates and not addressed.passes_on:
        return addressed
    named = ((cell(table, field), person) for field, person in (("member", "委员"), ("deputy", "代表")))
    in_cell = next((named_in_cell(names, person) for names, person in named if names), None)
    for piece in (said, titled):
        if proposers := read_proposers(piece.text):
            return proposers.moved(piece.placed)
    return in_cell or addressed


def _named(value: PlacedText | None) -> LocatedText | None:
    return LocatedText(squeezed(value), value.span) if value else None


def _fuller(said: LocatedText | None, in_cell: LocatedText | None) -> LocatedText | None:
    """Return the title that the opening names, or that of the table where it goes on behind it: 《关于申报园区》收悉."""
    return in_cell if said is None or (in_cell and in_cell.value.startswith(said.value)) else said


def _doubts(text: str, opening: Opening | None, askers: Salutation, title: LocatedText | None) -> Iterator[Problem]:
    """Name what the head says of more people and proposals than the letter's fields hold."""
    greeting = text[opening.head_end : opening.said.start] if opening else ""
    if askers.delegates and "等" in greeting:
        yield Problem("delegates", "称谓里写着“等”，其余人的姓名原文未写")
    if askers.person and any(len(name) > 4 and "·" not in name for name in askers.delegates):
        yield Problem("delegates", "姓名可能是几个人连写在一起，请核对")
    first, *others = numbers_in(title.value if title else "") or ("",)
    if others:
        named = "、".join(f"第{number}号" for number in others)
        yield Problem("number", f"一函答复多件提案，这里记的是第一件（第{first}号）的编号，还有{named}")


def _proposal_title(text: str, opening: Opening | None, title: LocatedText | None) -> LocatedText | None:
    """Return the proposal's title from the opening sentence, else from the letter's own title."""
    said = read_proposal_title(text, opening.said.start, opening.said.end) if opening else None
    if said and not (read_number(said.value) and read_session(said.value)):
        return said
    named = read_proposal_title(text, title.span.start, title.span.end) if title and title.span else None
    # 关于市四届人大三次会议第1056号建议 and 关于区政协三届二次会议党派提案 name the proposal by its number only.
    return None if named and (read_number(named.value) or read_session(named.value)) else named
