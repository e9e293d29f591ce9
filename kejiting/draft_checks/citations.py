"""E1: cited documents that are nearly known ones, titles with another's number, and names of before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Min

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import one_edit_apart
from kejiting.draft_checks.title_slips import (
    SHORTEST,
    WHOLE,
    WORD,
    are_of_one_matter,
    is_another_wording,
    is_slip_of_title,
)
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.citations import (
    RENAMED,
    ParsedCitation,
    find_citations,
    folded_title,
    short_key,
    without_edition,
)
from measures.models import Citation
from measures.models.citations import document_address
from proposals.models import ReplyLetter, Status, Synonym
from proposals.parsing import DocNumber, read_doc_number

_MOST_DOCUMENTS = 50_000
_MOST_CITED = 400
_AT_ONCE = 500
_SINCE = lazy_re(r"(?P<year>(?:19|20)\d{2})\s*年")


@dataclass(slots=True)
class _Documents:
    """What the base cites: each title, folded, as printed; which numbers stand with it, and which titles with a number."""

    titles: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    numbers_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titles_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def near(self, title: str) -> str | None:
        """Return the known title that this one is a slip of."""
        length = len(title)
        begins, ends = title[:WHOLE], title[-WHOLE:]
        candidates = (
            known
            for known in self.titles
            if abs(len(known) - length) <= WORD and (known.startswith(begins) or known.endswith(ends))
        )
        return next((known for known in candidates if is_slip_of_title(title, known)), None)


def check_citations(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    cited = [one for one in find_citations(draft.read)[:_MOST_CITED] if not _is_own(draft, one)]
    known = _documents()
    yield from _titles(draft, cited, known)
    yield from _pairs(draft, cited, known)
    yield from _numbers(draft, cited, known)
    yield from _renamed(draft)


def _is_own(draft: ReplyDraft, cited: ParsedCitation) -> bool:
    """Tell the proposal that is answered, and what stands in the head: they are identified, not cited."""
    title = draft.parsed.proposal_title
    start = draft.opening.said.end if draft.opening else draft.head_end
    return cited.span.start < start or bool(title and cited.title and fold(title.value) == cited.key)


def _documents() -> _Documents:
    known = _Documents()
    for title, number in _cited():
        title_key, number_key = folded_title(title) if title else "", fold(number) if number else None
        if title_key:
            known.titles.setdefault(title_key, title or "")
        if number_key:
            known.numbers.setdefault(number_key, number or "")
        if title_key and number_key:
            known.numbers_of[title_key].add(number_key)
            known.titles_of[number_key].add(title_key)
    return known


def _cited() -> Iterator[tuple[str | None, str | None]]:
    """Each title with each number that stands with it, once; found by the index that lists of documents have."""
    # what is published stands behind its letter's long text; what is not is little
    unpublished = ReplyLetter.everything.exclude(status=Status.PUBLISHED).order_by().values("pk")
    cited = Citation.objects.filter(is_proposal=False).exclude(letter__in=unpublished).order_by()
    firsts = cited.values("document", "key", "number_key").annotate(first=Min("pk")).values_list("first", flat=True)
    for keys in _batched(firsts[:_MOST_DOCUMENTS]):
        yield from Citation.objects.filter(pk__in=keys).order_by().values_list("title", "number")


def _batched(keys: Iterable[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, _AT_ONCE)):
        yield batch


def _titles(draft: ReplyDraft, cited: list[ParsedCitation], known: _Documents) -> Iterator[DraftFinding]:
    here: dict[str, Span] = {}
    for one in cited:
        if one.title and len(one.key) >= SHORTEST:
            here.setdefault(one.key, one.title)
    for one in cited:
        if not one.title or len(one.key) < SHORTEST or one.key in known.titles:
            continue
        near = known.near(one.key)
        if near:
            words = known.titles[near]
            message = f"所引文件名与库中的《{words}》只差一两个字，请核对"
            level: FindingLevel = "hint" if is_another_wording(one.key, near) else "ask"
            yield draft.finding("E1", level, one.title, message, _document(words, near))
            continue
        slips = (
            span for key, span in here.items() if is_slip_of_title(one.key, key) and not are_of_one_matter(one.key, key)
        )
        twin = next(slips, None)
        if twin:
            yield draft.finding("E1", "ask", one.title, "同一文件在本稿中有两种写法，请核对", twin)


def _document(words: str, key: str) -> Against:
    return Against(words, "库中所引文件", document_address(short_key(key)))


def _pairs(draft: ReplyDraft, cited: Iterable[ParsedCitation], known: _Documents) -> Iterator[DraftFinding]:
    """Yield numbers that stand with a title whose number is another, or that are those of another title."""
    for one in cited:
        if not one.title or not one.number or not one.number_key:
            continue
        number = fold("".join(one.number.of(draft.read).split()))
        numbers, titles = known.numbers_of.get(one.key, set()), known.titles_of.get(number, set())
        if numbers and number not in numbers:
            words = "、".join(sorted(known.numbers[other] for other in numbers)[:3])
            message = f"库中《{known.titles[one.key]}》的文号是{words}，此处不同，请核对"
            yield draft.finding("E1", "ask", one.number, message, _document(words, one.key))
        elif (
            titles
            and one.key not in titles
            and not any(without_edition(one.key) == without_edition(other) for other in titles)
        ):
            other = sorted(titles)[0]
            message = f"库中这个文号是《{known.titles[other]}》的，此处配的是另一个文件名，请核对"
            yield draft.finding("E1", "ask", one.span, message, _document(known.titles[other], other))


def _numbers(draft: ReplyDraft, cited: Iterable[ParsedCitation], known: _Documents) -> Iterator[DraftFinding]:
    """Yield numbers that no document of the base has while one has nearly the same."""
    parsed = {key: number for key in known.numbers if (number := read_doc_number(known.numbers[key]))}
    for one in cited:
        printed = "".join(one.number.of(draft.read).split()) if one.number else ""
        number = read_doc_number(printed) if printed else None
        if not one.number or number is None or fold(printed) in known.numbers or known.numbers_of.get(one.key):
            continue
        for key, other in parsed.items():
            level = _nearly(number, other)
            if level:
                words = known.numbers[key]
                message = f"库中没有这个文号，有相近的“{words}”，请核对"
                yield draft.finding("E1", level, one.number, message, Against(words, "库中所引文号"))
                break


def _nearly(number: DocNumber, known: DocNumber) -> FindingLevel | None:
    serial, other = str(number.serial), str(known.serial)
    if number.code == known.code:
        if number.year == known.year and sorted(serial) == sorted(other) and serial != other:
            return "ask"  # 28 for 82
        if number.serial == known.serial and len(serial) > 1 and abs(number.year - known.year) in (1, 9, 10):
            return "hint"
        return None
    same = number.year == known.year and number.serial == known.serial
    return "ask" if same and one_edit_apart(number.code, known.code) else None


def _renamed(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield names of which editors noted what they became, and since when: 2023年改称, 更名.

    What is told as former (原…) is meant, and what was written before that year was over was right.
    """
    written = draft.parsed.written_on
    for old, new, note in Synonym.objects.values_list("word", "other", "note")[:2000]:
        since = _SINCE.search(note)
        is_before = bool(written and since and written.year <= int(since["year"]))
        if not RENAMED.search(note) or len(old) < 3 or is_before:
            continue
        for match in re.finditer(re.escape(old), draft.read):
            before = draft.read[max(match.start() - 3, 0) : match.start()]
            if "原" not in before and not draft.read.startswith(new, match.start()):
                message = f"“{old}”{note}，现在的名称是“{new}”，请核对"
                yield draft.finding("E1", "ask", Span(*match.span()), message, Against(new, "库中的同义词和改名"))
