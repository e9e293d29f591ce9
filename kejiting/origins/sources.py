"""Find for each sentence of a text the sentence of the base that it was taken from.

The index is asked once for each sentence: it gives the passages that share most of its pieces. Their sentences are then compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kejiting.indexing.sync import SyncState, search_all, stand
from kejiting.origins.compared import SentenceChange, compare
from kejiting.search import SearchQuery
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.models.querysets import PUBLIC_TEXT, public_texts, with_letters
from proposals.citation import cite
from proposals.models import Part, Passage
from proposals.parsing.stops import sentence_spans

OriginKind = Literal["taken", "changed"]
_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)
# 下一步，一是, 2.: where a sentence stands among others is not taken over with it
_ITEM = lazy_re(
    r"^(?:(?:下一?步|下阶段|今后|接下来)[,:])?(?:第[一二三四五六七八九十]{1,3}[,:]|\(?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[.、)]+(?!\d(?!\d{3}年))|是|要)[,:]?)?"
)
# Shorter sentences are set phrases; longer texts than this many sentences are read to there
SHORTEST, MOST_SENTENCES = 12, 400
_TITLE = lazy_re(r"[《<][^《》<>]{0,80}(?:[《<][^《》<>]{1,80}[》>][^《》<>]{0,80}){0,3}[》>]")
_MORE_THAN_TITLE = 4
_LETTERS, _PASSAGES = 6, 12
# Four characters in a row are rare, and hardly longer to look for than two
_PIECE = lazy_re(r"(?=(?P<piece>[\u4e00-\u9fff]{4}))|(?P<number>(?<![0-9.,])[0-9][0-9.,]*[\u4e00-\u9fff%])")
_MOST_PIECES, _FEWEST_PIECES, _MOST_NUMBERS = 7, 4, 3
# From here on a sentence is one that was changed; below, another one about the same
_CHANGED = 0.66
_LIKELY = 0.5
_COMPARED = 4
_TOO_LONG = 3
# Of so much a longer sentence the clauses are looked at that are most like ours, if most of ours is there
_LONGER, _MOST_OF_OURS, _MOST_CLAUSES = 1.3, 0.55, 24
_CLAUSE = lazy_re(r"[^,;:。]+[,;:。]*")
# Likelier than any sentence that is not wholly in the other: pairs of characters may be the same where words are not
_CONTAINED = 2.0
_MOST_OF_LETTERS = 500
_STOPS = "。；;！!？? "


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """A sentence of the text at `span` and its source: `passage`, of a published letter, and the words at `start` of it.

    `changes` are empty for what was taken over; their `here` counts the text's characters, `there` those of `words`.
    `said_in`: the year of each letter that says it in the same words, as far as they were looked at.
    """

    span: Span
    passage: Passage
    words: str
    changes: tuple[SentenceChange, ...] = ()
    said_in: tuple[int, ...] = ()

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
    written_on: date | None = None,
) -> list[SentenceOrigin]:
    """Return the origins of sentences in these pieces of the text, in order; what is new has none.

    `but` are letters that are no source: the text's own one; `only`: no others are; `before`: none that were written on
    that day or later. Of several the one most alike, of
    those the newest that was written before the day of the text. Raises NoIndexToAsk.
    """
    if stand() is SyncState.BEHIND:
        raise NoIndexToAsk
    spans = [span for piece in pieces for span in sentence_spans(text, piece)][:MOST_SENTENCES]
    asked = [(span, folded) for span in spans if _says_enough(folded := fold_with_offsets(span.of(text)))]
    found = _near([folded for _, folded in asked]) if only is None else [_of_letters(only)] * len(asked)
    known = _Passages({pk for some in found for pk in some}, but, before, written_on)
    best = (known.likest(folded, pks) for (_, folded), pks in zip(asked, found, strict=True))
    return [
        SentenceOrigin(
            span, *source[:2], tuple(SentenceChange(c.here.shifted(span.start), c.there) for c in source[2]), source[3]
        )
        for (span, _), source in zip(asked, best, strict=True)
        if source
    ]


def _near(sentences: Sequence[Folded]) -> list[list[int]]:
    """For each sentence the keys of passages that hold it or share most of its words."""
    results = search_all([_question(_core(folded)) for folded in sentences])
    return [
        [hit.passage for document in result.documents if document.key.startswith("letter:") for hit in document.hits][
            :_PASSAGES
        ]
        for result in results
    ]


def _question(core: str) -> SearchQuery:
    """What shares most of its pieces, evenly taken, and of its numbers; what has few of both is asked for by its words."""
    found = [*_PIECE.finditer(core)]
    pieces = [match["piece"] for match in found if match["piece"]]
    numbers = [match["number"] for match in found if match["number"]]
    few = pieces[:: max(1, -(-len(pieces) // _MOST_PIECES))]
    if len(few) < _FEWEST_PIECES:
        return SearchQuery(like=core, size=_LETTERS)
    return SearchQuery(sharing=tuple(dict.fromkeys((*few, *numbers[:_MOST_NUMBERS]))), size=_LETTERS)


def _of_letters(letters: Collection[int]) -> list[int]:
    passages = Passage.objects.published().filter(letter__in=letters, part__in=_PARTS)
    return list(passages.order_by("pk").values_list("pk", flat=True)[:_MOST_OF_LETTERS])


def _says_enough(folded: Folded) -> bool:
    """Tell a sentence from set phrases and from the mere title of a document: 出台《…》."""
    core = _core(folded)
    return len(core) >= SHORTEST and len(_TITLE.sub("", core)) >= _MORE_THAN_TITLE


def _core(folded: Folded) -> str:
    """The sentence without its number and its stop."""
    return _ITEM.sub("", folded.text, count=1).rstrip(_STOPS)


# Of a passage: the words as they are, folded, and their pairs of characters
_Sentence = tuple[Passage, str, Folded, frozenset[str]]
_Source = tuple[Passage, str, tuple[SentenceChange, ...], tuple[int, ...]]


class _Passages:
    """Passages that came near, sentence by sentence."""

    def __init__(
        self, pks: Collection[int], but: Collection[int], before: date | None, written_on: date | None
    ) -> None:
        self._written_on = written_on or date.max
        rows = Passage.objects.published().filter(pk__in=pks, part__in=_PARTS).exclude(letter__in=but)
        rows = rows if before is None else rows.filter(letter__written_on__lt=before)
        passages = with_letters(rows.select_related("recommendation"), *PUBLIC_TEXT)
        texts = public_texts(passages)
        self._sentences: dict[int, list[_Sentence]] = defaultdict(list)
        for passage in passages:
            text = texts[passage.letter_id]
            for span in sentence_spans(text, passage.span):
                words = span.of(text)
                folded = fold_with_offsets(words)
                self._sentences[passage.pk].append((passage, words, folded, _grams(folded.text)))

    def likest(self, ours: Folded, pks: Sequence[int]) -> _Source | None:
        grams, whole = _grams(ours.text), _core(ours)
        size = len(ours.text)
        near = [
            (_CONTAINED if whole in row[2].text else _shared(grams, row[3]), row)
            for found in self._near(pks)
            # of a sentence three times as long half of both is never the same
            if size < len(found[2].text) * _TOO_LONG
            for row in (found if whole in found[2].text else _stretch(grams, size, found),)
        ]
        letters = {row[0].letter for likely, row in near if likely == _CONTAINED}
        said_in = tuple(sorted(letter.written_on.year for letter in letters if letter.written_on))
        best: tuple[tuple[float, bool, date], _Source] | None = None
        for likely, (passage, words, theirs, _) in sorted(near, key=self._rank, reverse=True)[:_COMPARED]:
            if likely < _LIKELY:
                break
            # a clause of a sentence is taken over, too
            same, changes = (1.0, ()) if likely == _CONTAINED else compare(ours, theirs)
            day = passage.letter.written_on or date.min
            rank = same, day < self._written_on, day
            if same >= _CHANGED and (best is None or rank > best[0]):
                best = rank, (passage, words, changes, said_in)
        return best and best[1]

    def _rank(self, near: tuple[float, _Sentence]) -> tuple[float, bool, date]:
        day = near[1][0].letter.written_on or date.min
        return near[0], day < self._written_on, day

    def _near(self, pks: Iterable[int]) -> Iterator[_Sentence]:
        for pk in pks:
            yield from self._sentences.get(pk, ())


def _stretch(grams: frozenset[str], size: int, sentence: _Sentence) -> _Sentence:
    """The clauses of a longer sentence that are most like ours, if it has most of ours; else all of it."""
    passage, words, folded, theirs = sentence
    if len(folded.text) < size * _LONGER or len(grams & theirs) < _MOST_OF_OURS * len(grams):
        return sentence
    clauses = [Span(*match.span()) for match in _CLAUSE.finditer(folded.text)][:_MOST_CLAUSES]
    of_clauses = [_grams(clause.of(folded.text)) for clause in clauses]
    best, stretch = 0.0, Span(0, len(folded.text))
    for first, start in enumerate(clauses):
        of_these: frozenset[str] = frozenset()
        for end, more in zip(clauses[first:], of_clauses[first:], strict=True):
            of_these |= more
            if end.end - start.start > size * _TOO_LONG:
                break
            if (likely := _shared(grams, of_these)) > best:
                best, stretch = likely, Span(start.start, end.end)
    said = folded.original(stretch).of(words)
    return (passage, said, fold_with_offsets(said), _grams(stretch.of(folded.text)))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return 2 * len(ours & theirs) / max(len(ours) + len(theirs), 1)
