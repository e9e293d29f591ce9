"""Where to look: the passages and plan items that the index finds near to an ask, in one round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kejiting.answers.synonyms import widened
from kejiting.ask_memory.asked_matter import matter_of
from kejiting.indexing.sync import search_all
from kejiting.search import DocumentHits, Filters, SearchQuery
from kejiting.text.fold import fold
from proposals.models import Part
from proposals.records.agencies import agencies_of_letters

# Of documents. A heading is short, and many passages have all of its words: which are nearest is told behind; and what
# was promised long ago is open as well
_MOST_DOCUMENTS, _MOST_BY_HEADING, _MOST_PROMISING = 10, 30, 100
_MOST_AGENCIES = 50
# Of a longer ask its beginning is asked for
_LONGEST = 2000


@dataclass(frozen=True)
class AskQuestion:
    """`text`: the ask as written, its heading included; `agency`: who answers, so that others are told apart."""

    text: str
    title: str = ""
    proposers: tuple[str, ...] = ()
    agency: str = ""

    @cached_property
    def folded(self) -> str:
        return fold(self.text[:_LONGEST])

    @cached_property
    def matter(self) -> str:
        """What the ask is about, by all its words; they themselves if those are of no matter."""
        return matter_of(self.folded) or self.folded

    @cached_property
    def heading(self) -> str:
        """What it is about by its heading, by all its words if that says nothing."""
        return matter_of(fold(self.title)) or self.matter


@dataclass(frozen=True, slots=True)
class NearPieces:
    """Keys, the nearest document first: of passages, of passages that say what comes next, and of items of plans.

    `no_index`: there was none to ask, so that nothing near is known.
    """

    passages: tuple[int, ...]
    next_steps: tuple[int, ...]
    items: tuple[int, ...]
    no_index: bool = False


def near_pieces(asked: AskQuestion) -> NearPieces:
    """Ask the index for the ask, for its heading, for promises, plans, and for letters of other agencies."""
    like, heading = widened([asked.matter, asked.heading])
    others = other_agencies(asked.agency)
    questions = [
        SearchQuery(like=like, size=_MOST_DOCUMENTS),
        SearchQuery(like=heading, size=_MOST_BY_HEADING),
        SearchQuery(like=heading, filters=Filters(part=Part.NEXT_STEPS.value), size=_MOST_PROMISING),
        SearchQuery(like=like, filters=Filters(part="plan"), size=_MOST_DOCUMENTS),
    ]
    if others:
        questions.append(SearchQuery(like=like, filters=Filters(agency=others), size=_MOST_DOCUMENTS))
    results = search_all(questions)
    whole, headed, steps, plans, *foreign = [found.documents for found in results]
    letters = [*whole, *headed, *(document for found in foreign for document in found)]
    no_index = results[0].read is not None
    return NearPieces(_keys("letter:", letters), _keys("letter:", steps), _keys("plan:", plans), no_index)


def other_agencies(agency: str) -> list[str]:
    """Those whose letters are in the base, but for the one that answers."""
    own = fold(agency)
    names = agencies_of_letters(_MOST_AGENCIES + 1) if own else ()
    return [name for name in names if fold(name) != own][:_MOST_AGENCIES]


def _keys(kind: str, documents: Iterable[DocumentHits]) -> tuple[int, ...]:
    hits = (hit.passage for document in documents if document.key.startswith(kind) for hit in document.hits)
    return tuple(dict.fromkeys(hits))
