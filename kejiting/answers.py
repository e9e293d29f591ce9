"""A question of the search page or the API, answered with all that they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from kejiting.catalogue import search
from kejiting.jumps import Jump, find_jumps, find_namesakes
from kejiting.search import (
    DocumentHits,
    FacetCount,
    Filters,
    Hit,
    Match,
    SearchQuery,
    SearchResult,
    Sort,
    mark,
    mark_words,
    parse_words,
    snippet_html,
)
from kejiting.synonyms import Wording, reworded, wordings_of
from kejiting.text.fold import fold
from kejiting.text.words import cut
from measures.models import Plan, PlanItem
from proposals.models import Part, Passage, ReplyLetter

MAX_LENGTH = 1000
PART_LABELS: dict[str, str] = {**dict(Part.choices), "plan": "方案"}


@dataclass(frozen=True, slots=True)
class Question:
    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    synonyms: bool = True

    @property
    def is_empty(self) -> bool:
        return not self.q.strip() and self.filters == Filters()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    id: int
    part: str
    recommendation: str | None
    text: str
    snippet: SafeString
    match: Match
    url: str

    @property
    def part_label(self) -> str:
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A letter or a plan, and its hits in the order of its text."""

    document: ReplyLetter | Plan
    hits: tuple[FoundPassage, ...]

    @property
    def letter(self) -> ReplyLetter | None:
        return self.document if isinstance(self.document, ReplyLetter) else None

    @property
    def plan(self) -> Plan | None:
        return self.document if isinstance(self.document, Plan) else None

    @property
    def is_near(self) -> bool:
        return all(hit.match == "near" for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    question: Question
    count: int
    passages: int
    documents: tuple[FoundDocument, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    jumps: tuple[Jump, ...]
    wordings: tuple[Wording, ...] = ()
    notice: str | None = None

    @property
    def has_answers(self) -> bool:
        """Is there more than what is only near?"""
        return self.count > 0 or any(not document.is_near for document in self.documents)


def answer(question: Question) -> Found:
    """Ask the index, and fetch from the base what the page shows, in a number of queries that does not grow.

    What other wordings find stands on the last page, uncounted, before what is only near.
    """
    words = parse_words(question.q)
    asked = SearchQuery(words, question.filters, question.sort, question.page, question.size)
    result = search(asked)
    wordings = wordings_of(words) if question.synonyms and not result.read else ()
    is_last = question.page == max(1, -(-result.count // question.size))
    documents = with_other_wordings(result.documents, asked, wordings) if wordings and is_last else result.documents
    held = _documents(documents)
    rows = _passages(documents, held)
    terms = (*words.terms, *(fold(one.other) for one in wordings))
    found = tuple(
        FoundDocument(
            held[document.key],
            tuple(
                _hit(hit, rows[document.key, hit.passage], terms)
                for hit in document.hits
                if (document.key, hit.passage) in rows
            ),
        )
        for document in documents
        if document.key in held
    )
    jumps = find_jumps(question.q) if question.q.strip() else []
    if not jumps and not result.count:
        jumps = find_namesakes(question.q)
    return Found(question, result.count, result.passages, found, result.facets, tuple(jumps), wordings, _notice(result))


def _notice(result: SearchResult) -> str | None:
    if result.read is None:
        return None
    newest = "" if result.read.whole else f"时间所限，只查阅了最近的 {result.read.documents} 份答复函。"
    return f"检索目录暂时不能用，正在重建。以下是直接查阅数据库得到的，按日期排列，不含相近的段落和同义的说法。{newest}"


def with_other_wordings(
    found: tuple[DocumentHits, ...], asked: SearchQuery, wordings: Sequence[Wording]
) -> tuple[DocumentHits, ...]:
    """Put what other wordings find behind what the question's own words find, each document once."""
    more: dict[str, tuple[Hit, ...]] = {}
    for words in reworded(asked.words, wordings):
        for document in search(replace(asked, words=words, page=1)).documents:
            hits = tuple(Hit(hit.passage, "synonym") for hit in document.hits if hit.match != "near")
            if hits:
                more[document.key] = tuple(dict.fromkeys((*more.get(document.key, ()), *hits)))
    own = [document for document in found if not _is_near(document)]
    joined = [replace(document, hits=(*document.hits, *more.pop(document.key, ()))) for document in own]
    near = [document for document in found if _is_near(document) and document.key not in more]
    return (*joined, *(DocumentHits(key, hits) for key, hits in more.items()), *near)


def _is_near(document: DocumentHits) -> bool:
    return all(hit.match == "near" for hit in document.hits)


def _documents(found: tuple[DocumentHits, ...]) -> dict[str, ReplyLetter | Plan]:
    letters = ReplyLetter.objects.published().with_proposals().defer("as_read_text").in_bulk(_pks(found, "letter"))
    plans = Plan.objects.defer("as_read_text").in_bulk(_pks(found, "plan"))
    return {letter.key: letter for letter in letters.values()} | {plan.key: plan for plan in plans.values()}


def _pks(found: tuple[DocumentHits, ...], name: str) -> list[int]:
    return [int(document.key.split(":")[1]) for document in found if document.key.startswith(f"{name}:")]


def _passages(
    found: tuple[DocumentHits, ...], held: dict[str, ReplyLetter | Plan]
) -> dict[tuple[str, int], Passage | PlanItem]:
    """The passages found, each tied to its document as already fetched, so that no text is fetched twice."""
    wanted: dict[str, list[int]] = {"letter": [], "plan": []}
    for document in found:
        wanted[document.key.split(":")[0]] += [hit.passage for hit in document.hits]
    rows: dict[tuple[str, int], Passage | PlanItem] = {}
    for passage in Passage.objects.filter(pk__in=wanted["letter"]).select_related("recommendation"):
        letter = held.get(f"letter:{passage.letter_id}")
        if isinstance(letter, ReplyLetter):
            passage.letter = letter
            rows[letter.key, passage.pk] = passage
    for item in PlanItem.objects.filter(pk__in=wanted["plan"]):
        plan = held.get(f"plan:{item.plan_id}")
        if isinstance(plan, Plan):
            item.plan = plan
            rows[plan.key, item.pk] = item
    return rows


def _hit(hit: Hit, row: Passage | PlanItem, terms: tuple[str, ...]) -> FoundPassage:
    text = row.text
    if hit.match == "near":
        spans = mark_words(text, [word for term in terms for word in cut(term) if len(word) > 1])
    else:
        spans = mark(text, terms)
    recommendation = row.recommendation.title if isinstance(row, Passage) and row.recommendation else None
    return FoundPassage(
        id=row.pk,
        part=row.part if isinstance(row, Passage) else "plan",
        recommendation=recommendation,
        text=text,
        snippet=SafeString(snippet_html(text, spans)),  # escaped there
        match=hit.match,
        url=row.get_absolute_url(),
    )
