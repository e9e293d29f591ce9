"""Find for each sentence of a text the sentence of the base that it was taken from.

The index is asked once for each sentence, by its longest stretches without numbers and marks: what is changed in a
sentence that is taken over are its numbers, dates and names. Sentences that come near are then compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kejiting.indexing.sync import SyncState, search_all, stand
from kejiting.origins.compared import SentenceChange, compare
from kejiting.search import SearchQuery, SearchTerms
from kejiting.text.fold import Folded, fold_with_offsets
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.models.querysets import PUBLIC_TEXT, public_texts, with_letters
from proposals.citation import cite
from proposals.models import Part, Passage
from proposals.parsing.stops import sentence_spans

OriginKind = Literal["taken", "changed"]
_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)
# 技术经纪人队伍建设; below that a stretch stands in too many sentences. Numbers, years and marks part stretches.
_STRETCH = lazy_re(r"[\u4e00-\u9fffa-z]{6,}")
_STRETCHES = 3
# Shorter sentences are set phrases; longer texts than this many sentences are read to there
SHORTEST, MOST_SENTENCES = 12, 400
_LETTERS, _PASSAGES = 6, 12
# From here on a sentence is one that was changed; below, another one about the same
_CHANGED = 0.66
_LIKELY = 0.5
_COMPARED = 4
# Likelier than any sentence that is not wholly in the other: pairs of characters may be the same where words are not
_CONTAINED = 2.0
_STOPS = "。；;！!？? "


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """A sentence of the text at `span` and its source: `passage`, of a published letter, and the words at `start` of it.

    `changes` are empty for what was taken over; their `here` counts the text's characters, `there` those of `words`.
    """

    span: Span
    passage: Passage
    words: str
    changes: tuple[SentenceChange, ...] = ()

    @property
    def kind(self) -> OriginKind:
        return "changed" if self.changes else "taken"

    @property
    def citation(self) -> str:
        return cite(self.passage.letter, self.passage.recommendation)


class NoIndexToAsk(RuntimeError):
    """The search index cannot be asked now, and the base read through for each sentence takes too long."""


def origins_of(
    text: str,
    pieces: Iterable[Span],
    *,
    but: Collection[int] = (),
    only: Collection[int] | None = None,
    before: date | None = None,
) -> list[SentenceOrigin]:
    """Return the origins of sentences in these pieces of the text, in order; what is new has none.

    `but` are letters that are no source: the text's own one; `only`: no others are; `before`: none that were written on
    that day or later. Of several the one most alike, of those the newest. Raises NoIndexToAsk.
    """
    if stand() is SyncState.BEHIND:
        raise NoIndexToAsk
    spans = [span for piece in pieces for span in sentence_spans(text, piece)][:MOST_SENTENCES]
    asked = [(span, folded, terms) for span in spans if (terms := _terms(folded := fold_with_offsets(span.of(text))))]
    results = search_all([SearchQuery(SearchTerms((terms,)), size=_LETTERS) for *_, terms in asked])
    found = [
        [hit.passage for document in result.documents if document.key.startswith("letter:") for hit in document.hits][
            :_PASSAGES
        ]
        for result in results
    ]
    known = _Passages({pk for some in found for pk in some}, but, only, before)
    best = (known.likest(folded, pks) for (_, folded, _), pks in zip(asked, found, strict=True))
    return [
        SentenceOrigin(span, *source[:2], tuple(SentenceChange(c.here.shifted(span.start), c.there) for c in source[2]))
        for (span, *_), source in zip(asked, best, strict=True)
        if source
    ]


def _terms(folded: Folded) -> tuple[str, ...]:
    if len(folded.text) < SHORTEST:
        return ()
    return tuple(sorted(_STRETCH.findall(folded.text), key=len, reverse=True)[:_STRETCHES])


_Source = tuple[Passage, str, tuple[SentenceChange, ...]]


class _Passages:
    """Passages that came near, sentence by sentence."""

    def __init__(
        self, pks: Collection[int], but: Collection[int], only: Collection[int] | None, before: date | None
    ) -> None:
        rows = Passage.objects.published().filter(pk__in=pks, part__in=_PARTS).exclude(letter__in=but)
        rows = rows if only is None else rows.filter(letter__in=only)
        rows = rows if before is None else rows.filter(letter__written_on__lt=before)
        passages = with_letters(rows.select_related("recommendation"), *PUBLIC_TEXT)
        texts = public_texts(passages)
        self._sentences: dict[int, list[tuple[Passage, str, Folded]]] = defaultdict(list)
        for passage in passages:
            text = texts[passage.letter_id]
            for span in sentence_spans(text, passage.span):
                words = span.of(text)
                self._sentences[passage.pk].append((passage, words, fold_with_offsets(words)))

    def likest(self, ours: Folded, pks: Sequence[int]) -> _Source | None:
        grams, whole = _grams(ours.text), ours.text.rstrip(_STOPS)
        near = [
            (_CONTAINED if whole in row[2].text else _shared(grams, row[2].text), number, row)
            for number, row in enumerate(self._near(pks))
        ]
        best: tuple[float, str, _Source] | None = None
        for likely, _, (passage, words, theirs) in sorted(near, reverse=True)[:_COMPARED]:
            if likely < _LIKELY:
                break
            # a clause of a sentence is taken over, too
            same, changes = (1.0, ()) if likely == _CONTAINED else compare(ours, theirs)
            day = str(passage.letter.written_on or "")
            if same >= _CHANGED and (best is None or (same, day) > best[:2]):
                best = (same, day, (passage, words, changes))
        return best and best[2]

    def _near(self, pks: Iterable[int]) -> Iterator[tuple[Passage, str, Folded]]:
        for pk in pks:
            yield from self._sentences.get(pk, ())


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _shared(grams: frozenset[str], text: str) -> float:
    theirs = _grams(text)
    return 2 * len(grams & theirs) / max(len(grams) + len(theirs), 1)
