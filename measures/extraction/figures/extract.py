"""Find the figures of a text, each with the places of the words that say what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import reading_view
from kejiting.text.spans import Span
from measures.extraction.clauses import Clause, find_clauses
from measures.extraction.figures.cells import TableReader
from measures.extraction.figures.counted import Beside, Pieces, name_counted
from measures.extraction.figures.distributive import find_respective
from measures.extraction.figures.figure import ParsedFigure
from measures.extraction.figures.hedges import find_hedges
from measures.extraction.figures.sentence import FigureSentence
from measures.extraction.figures.tables import tables_in
from measures.extraction.quantities import find_quantities

# 金额12 above 00万元: halves of one number, neither of which is one; not 12 on a line of its own, a page's number
_CUT_NUMBER = lazy_re(r"[^\n0-9０-９][0-9０-９]+(?=\n[0-9０-９])")


def extract_figures(text: str, within: Span | None = None) -> tuple[ParsedFigure, ...]:
    """Return the figures in the order of the text, or of a part of it; their spans count characters of the text.

    A number of a table has the unit of its head. The year 2024, document numbers, sessions, durations, versions, ranks, names in 《》 and small numbers in
    characters (两批, 三类) are no figures.
    """
    view = reading_view(text)
    within = view.from_source(within or Span(0, len(text)))
    found = _extract(view.text, within)
    return found if view.is_source else tuple(figure.moved(view.source, view.in_source) for figure in found)


def _extract(text: str, within: Span) -> tuple[ParsedFigure, ...]:
    readers = [TableReader.of(table) for table in tables_in(text, within)]
    numbers = [cell for reader in readers for cell in reader.numbers()]
    cells = [figure for reader in readers for figure in reader.figures()]
    found = [figure for figure in _of_prose(text, within) if not any(map(figure.span.overlaps, numbers))]
    found += [figure for figure in cells if within.start <= figure.start and figure.end <= within.end]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _of_prose(text: str, within: Span) -> tuple[ParsedFigure, ...]:
    flat = _on_one_line(text, within)
    clauses = find_clauses(flat, within, spelled=True)
    sentences = groupby(clauses, key=lambda clause: clause.sentence_start)
    return tuple(
        figure for start, group in sentences for figure in _of_sentence(text, flat, start, within.end, list(group))
    )


def _on_one_line(text: str, within: Span) -> str:
    """Amounts that a line break cuts stand on one line, in a text of the same length."""
    if "\n" not in within.of(text):
        return text
    pieces = list(text)
    for match in _CUT_NUMBER.finditer(text, within.start, within.end):
        pieces[match.end()] = "\r"
    for quantity in find_quantities(within.of(text), spelled=True):
        span = quantity.span.shifted(within.start)
        pieces[span.start : span.end] = span.of(text).replace("\n", " ")
    return "".join(pieces)


def _of_sentence(text: str, flat: str, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[ParsedFigure]:
    sentence = FigureSentence.at(flat, start, last=clauses[-1].quantity.span.end, end=end)
    shared = find_respective(sentence, [clause.quantity.span for clause in clauses])
    known: Pieces = ()
    group: Span | None = None
    for place, clause in enumerate(clauses):
        quantity, amount = clause.quantity, clause.quantity.span
        beside = Beside(
            sentence,
            _behind_group(clause, group),
            leading=clauses[place - 1] if place else None,
            following=clauses[place + 1] if place + 1 < len(clauses) else None,
            known=_of_row(flat, known, amount),
        )
        known = (shared[amount],) if amount in shared else name_counted(beside)
        clause_start = sentence.near(sentence.clause_start(amount.start), amount.start).start
        yield ParsedFigure(
            *(amount.start, amount.end, amount.of(text)),
            *(quantity.low, quantity.high, quantity.unit),
            indicator=known,
            hedge=find_hedges(flat, clause_start, amount),
            period=sentence.periods.governing(amount, clause_start),
            scope=group,
        )
        group = (find_group(flat, amount, known[0], start) if known else None) or group


def _behind_group(clause: Clause, group: Span | None) -> Clause:
    """18家试点单位|累计赋权成果1928个: the group's own words do not name what is counted."""
    if group is None:
        return clause
    start = max(clause.span.start, min(group.end, clause.quantity.span.start))
    return replace(clause, span=Span(start, clause.span.end))


def _of_row(text: str, known: Pieces, amount: Span) -> Pieces:
    """What was counted in one cell of a table says nothing of the next."""
    return () if known and "\t" in text[known[-1].end : amount.start] else known


# 18家|试点单位, 20个|县: groups that do something; not 项目, 成果
_GROUP = lazy_re(
    r"(?:单位|高校院所|科研院所|院所|高校|院校|企业|机构|园区|高新区|开发区|基地|团队|联合体|(?:(?<=个)|[贫困强市试点])县|中心|平台|合作社)"
)
_COUNTED_IN = lazy_re(r"[家个所户]$")
# 对|18家单位, 先期试点的|18家, 首批|8家, 启动2批|18家, 指导首批…|10家; not 培育|20家企业, 与|13家院所
_GOVERNOR = lazy_re(r"(?:[，。；：]\s*|[一二三四五六七八九]是|[对为批的]|(?:首批|其中|全省|我省|指导[^，。；]{0,60}))$")
_FAR = 80
# 18家单位|、20家企业; 86家高校院所|(含…)的1012名; not 18家单位累计
_NOT_ALONE = lazy_re(r"\s*(?:[、（(的]|和|与|及|以及|等)")


def find_group(text: str, amount: Span, noun: Span, sentence_start: int) -> Span | None:
    """Return the amount with its group, if what follows in the sentence may be about it; `noun`: what is counted."""
    lead = text[max(sentence_start, amount.start - _FAR) : amount.start]
    if not _COUNTED_IN.search(amount.of(text)) or (lead.strip() and not _GOVERNOR.search(lead)):
        return None
    group = _GROUP.search(text, max(amount.end, noun.start), max(amount.end, noun.end))
    if group is None or noun.start < amount.end or _NOT_ALONE.match(text, group.end()):
        return None
    return Span(amount.start, group.end())
