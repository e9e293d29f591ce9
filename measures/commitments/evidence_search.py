"""Later passages that may bear on a commitment, as the search index narrows them: so many of each later year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Max, QuerySet

from kejiting.indexing.sync import SyncState, search, stand
from kejiting.search import Filters, SearchQuery, SearchTerms
from measures.extraction.evidence import telling_words
from measures.models import Commitment
from measures.models.querysets import PUBLIC_TEXT, public_texts, with_letters
from proposals.models import Part, Passage, ReplyLetter

MOST = 240
# What was done, what came of it, and prose, which tells of both
_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.PROSE)
# Near is what shares a third of a question's words; of more words hardly any passage shares a third.
_MOST_WORDS = 9
# Put so that the words stand nowhere: all that is found is near.
_APART = "//"
_LETTERS = 10
# Of many later years the first ones, in which most is done, and the last ones
_FIRST_YEARS, _LAST_YEARS = 3, 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """`texts` are those of the passages. `no_index`: there was none to ask."""

    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()
    no_index: bool = False


def later_passages(commitment: Commitment, names: Iterable[str] = ()) -> Candidates:
    """Those of published letters written after the commitment's that share words with it or hold one of the names.

    `names` are folded. The index is asked twice a year at most; without one nothing is looked for.
    """
    written = commitment.letter.written_on
    years = _years(written) if written else []
    questions = tuple(_questions(commitment.wording, names))
    if not years or not questions:
        return Candidates()
    if stand() is SyncState.BEHIND:
        return Candidates(no_index=True)
    most = MOST // (len(years) * len(questions))
    found: list[int] = []
    for query in (SearchQuery(words, Filters(year=year), size=_LETTERS) for year in years for words in questions):
        result = search(query)
        if result.read:
            return Candidates(no_index=True)
        letters = (one for one in result.documents if one.key.startswith("letter:"))
        found += islice((hit.passage for one in letters for hit in one.hits), most)
    fitting = Passage.objects.filter(
        pk__in=found, part__in=_PARTS, letter__status="published", letter__written_on__gt=written
    )  # fmt: skip
    return _with_texts(fitting)


def _years(written: date) -> list[int]:
    newest = ReplyLetter.objects.published().aggregate(day=Max("written_on"))["day"]
    years = list(range(written.year, newest.year + 1)) if newest else []
    return list(dict.fromkeys((*years[:_FIRST_YEARS], *years[-_LAST_YEARS:])))


def _questions(words: str, names: Iterable[str]) -> Iterator[SearchTerms]:
    """What holds one of the names; and what shares the most telling words, the long and the repeated."""
    if held := tuple(names):
        yield SearchTerms((held,))
    times = Counter(telling_words(words))
    telling = sorted(times, key=lambda word: -len(word) * times[word])[:_MOST_WORDS]
    if len(telling) > 1:
        yield SearchTerms(((_APART.join(telling),),))
    elif telling:
        yield SearchTerms((tuple(telling),))


def _with_texts(passages: QuerySet[Passage]) -> Candidates:
    ordered = passages.select_related("recommendation").order_by("-letter__written_on", "start", "pk")
    held = with_letters(ordered, *PUBLIC_TEXT)
    texts = public_texts(held)
    return Candidates(tuple(held), tuple(one.span.of(texts[one.letter_id]) for one in held))
