"""Documents that an ask and its former answers cite, and whether a newer edition or another name is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Q

from kejiting.ask_memory.nearness import AskQuestion
from kejiting.text.fold import fold
from measures.extraction.citations import RENAMED, find_citations, short_key, without_edition
from measures.models import Citation, document_address
from proposals.citation import cite
from proposals.models import ReplyLetter, Synonym

MOST_DOCUMENTS = 10
_MOST_READ, _MOST_EDITIONS, _MOST_RENAMED = 400, 200, 2000
# 办法 would stand in every title
_SHORTEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """`last_cited`: of the newest letter that cites it, where that is known."""

    title: str
    key: str
    last_cited: date | None

    @property
    def address(self) -> str:
        return document_address(self.key)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """`citation`: of the newest answer that cites it; empty for what the ask itself cites. `renamed` is a sentence."""

    key: str
    name: str
    citation: str
    last_cited: date | None
    editions: tuple[OtherEdition, ...] = ()
    renamed: str = ""

    @property
    def address(self) -> str:
        return document_address(self.key)


def cited_documents_of(asked: AskQuestion, passages: Collection[int]) -> tuple[CitedDocument, ...]:
    """Those of the ask first, then those of the answers by the order of the passages; five queries."""
    documents: dict[str, CitedDocument] = {}
    for one in find_citations(asked.text):
        span = one.title or one.number
        if span:
            words = "".join(span.of(asked.text).split())
            key = short_key(one.key)
            documents.setdefault(key, CitedDocument(key, f"《{words}》" if one.title else words, "", None))
    order = {pk: place for place, pk in enumerate(passages)}
    rows = Citation.objects.published().filter(passage__in=passages, is_proposal=False)
    cited = list(rows.select_related("passage__recommendation").order_by("-letter", "start")[:_MOST_READ])
    letters = ReplyLetter.objects.heads().in_bulk({row.letter_id for row in cited})
    for row in sorted(cited, key=lambda row: order.get(row.passage_id or 0, 0)):
        known, letter = documents.get(row.document), letters.get(row.letter_id)
        day = letter.written_on if letter else None
        if letter is None or (known and known.last_cited and (not day or day <= known.last_cited)):
            continue
        name = f"《{row.title}》" if row.title else row.number or ""
        citation = cite(letter, row.passage.recommendation if row.passage else None)
        documents[row.document] = CitedDocument(row.document, known.name if known else name, citation, day)
    return _with_names(_with_editions(list(documents.values())[:MOST_DOCUMENTS]))


def _with_editions(documents: list[CitedDocument]) -> list[CitedDocument]:
    """Each with what has its title in another edition: （试行）, 2.0版, 2021年修订."""
    bare = {one.key: without_edition(fold(one.name.strip("《》"))) for one in documents if one.name.startswith("《")}
    alike = Q(pk__in=[])
    for words in {_longest(words) for words in bare.values()}:
        if len(words) >= _SHORTEST_TITLE:
            alike |= Q(folded__contains=words)
    rows = Citation.objects.published().filter(alike, title__isnull=False, is_proposal=False).order_by()
    groups = rows.values("document", "title").annotate(day=Max("letter__written_on"))[:_MOST_EDITIONS]
    others = [(row["document"], row["title"] or "", row["day"]) for row in groups]
    found = []
    for one in documents:
        editions = {
            key: OtherEdition(title, key, day)
            for key, title, day in others
            if one.key in bare and key != one.key and without_edition(fold(title)) == bare[one.key]
        }
        newest = sorted(editions.values(), key=lambda other: str(other.last_cited or ""), reverse=True)
        found.append(replace(one, editions=tuple(newest[:3])))
    return found


def _longest(bare: str) -> str:
    """The longest stretch of a title that stands as it is in all its editions."""
    return max(bare.replace("()", "\n").split("\n"), key=len)


def _with_names(documents: list[CitedDocument]) -> tuple[CitedDocument, ...]:
    """Each with the name of now, where editors noted that something in its title is called otherwise."""
    notes = Synonym.objects.order_by("pk").values_list("word", "other", "note")[:_MOST_RENAMED]
    renamed = [(fold(word), word, other, note) for word, other, note in notes if RENAMED.search(note)]
    found = []
    for one in documents:
        name = fold(one.name)
        said = next((f"“{word}”{note}，现在的名称是“{other}”" for key, word, other, note in renamed if key in name), "")
        found.append(replace(one, renamed=said))
    return tuple(found)
