"""What the desk knows of what is asked, held against the truth: nearest answers, newest figures, open promises."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kejiting.ask_memory import AskMemory, AskQuestion, memory_of
from kejiting.ask_memory.promises import MOST_OPEN
from kejiting.ingest.reading import read_request
from proposals.models import Recommendation
from tests.ask_memory.plain_peers import Fts5, Key, PlainBm25
from tests.department.load import Loaded
from tests.department.story import HOUSE
from tests.department.truth import AskTruth, Department, LetterTruth, Mark

OURS = "ours"
# So many of the nearest letters are told of with what stands in them
_NEAR = 5


@dataclass
class Told:
    """Of `asks` that the truth has something for, of how many just that is told; of the others what was told instead."""

    asks: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, *, is_right: bool, said: str) -> None:
        self.asks += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(said)

    @property
    def share(self) -> float:
        return self.right / max(1, self.asks)


@dataclass
class AskMeasures:
    """`ranked`: of each way to find the nearest answers, for each ask, whether the first ones are of what is asked."""

    ranked: dict[str, list[tuple[int, list[bool]]]] = field(default_factory=dict)
    figures: Told = field(default_factory=Told)
    promises: Told = field(default_factory=Told)
    unread: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def recall(self, way: str) -> float:
        """Of the answers to the same thing, five at most, how many are among the first five."""
        shares = [sum(right[:5]) / min(5, many) for many, right in self.ranked[way]]
        return sum(shares) / max(1, len(shares))

    def mrr(self, way: str) -> float:
        places = [1 / (right.index(True) + 1) if True in right else 0.0 for _, right in self.ranked[way]]
        return sum(places) / max(1, len(places))


def measure_asks(made: Department, loaded: Loaded, drafts: Sequence[LetterTruth]) -> AskMeasures:
    """Ask for each thing that the drafts' requests ask for, as the program reads them."""
    measured = AskMeasures()
    blocks = _blocks(loaded)
    names = {pk: key for key, (pk, _) in blocks.items()}
    themes = {(letter.number, at): ask.theme for letter in made.issued for at, ask in enumerate(letter.asks, 1)}
    texts = {key: text for key, (_, text) in blocks.items()}
    peers = {"plain BM25": PlainBm25(texts), "SQLite FTS5": Fts5(texts)}
    for draft, truth, asked in _asks(drafts, measured):
        began = time.perf_counter()
        memory = memory_of(asked)
        measured.seconds.append(time.perf_counter() - began)
        nearest = sorted((*memory.answers, *memory.foreign), key=lambda one: -one.score)
        found = {OURS: [names[one.recommendation.pk] for one in nearest]}
        found |= {name: peer.nearest(asked.text) for name, peer in peers.items()}
        for way, keys in found.items():
            if truth.nearest:
                right = [themes.get(key) == truth.theme for key in keys]
                measured.ranked.setdefault(way, []).append((len(truth.nearest), right))
        _figures(made, truth, memory, measured.figures)
        _promises(made, loaded, draft, truth, memory, measured.promises)
    return measured


def _asks(drafts: Sequence[LetterTruth], measured: AskMeasures) -> Iterator[tuple[LetterTruth, AskTruth, AskQuestion]]:
    for draft in drafts:
        read = read_request("来件.txt", draft.request.text.encode()).parsed
        if len(read.asks) != len(draft.asks):
            measured.unread.append(f"{draft.name}: {len(read.asks)} asks of {len(draft.asks)}")
            continue
        for truth, ask in zip(draft.asks, read.asks, strict=True):
            yield draft, truth, AskQuestion(ask.span.of(read.text), ask.title or "", draft.request.proposers, HOUSE[0])


def _blocks(loaded: Loaded) -> dict[Key, tuple[int, str]]:
    """Each answer by letter and place: its key in the base, and its heading and text."""
    numbers = {letter.pk: number for number, letter in loaded.letters.items()}
    asks = Recommendation.objects.filter(letter__in=numbers).prefetch_related("passages__letter")
    return {
        (numbers[ask.letter_id], ask.position): (
            ask.pk,
            f"{ask.title or ''}\n" + "\n".join(one.text for one in ask.passages.all()),
        )
        for ask in asks
    }


def _figures(made: Department, truth: AskTruth, memory: AskMemory, told: Told) -> None:
    """The newest figure of each indicator of which the nearest answers speak."""
    near = set(truth.nearest[:_NEAR])
    marks = [(letter, mark) for letter in made.issued for mark in letter.marks if _is_of_province(mark)]
    spoken_of = {mark.of for letter, mark in marks if letter.number in near and _theme_of(letter, mark) == truth.theme}
    shown = {str(known.indicator): known for known in memory.figures}
    for name in truth.indicators:
        if name not in spoken_of:
            continue
        newest = max((mark.period, mark.value) for _, mark in marks if mark.of == name)
        known = shown.get(name)
        said = [f"{one.figure.printed} {one.figure.period}" for one in known.series] if known else []
        is_right = bool(known) and float(known.series[0].figure.low) == float(newest[1])
        told.add(is_right=is_right, said=f"{truth.title}: {name} is {newest}, told {said}, of {[*shown]}")


def _theme_of(letter: LetterTruth, mark: Mark) -> str:
    """Under the last heading before it a figure stands."""
    before = [ask for ask in letter.asks if letter.text.find(f"“{ask.title}”的建议") < mark.start]
    return before[-1].theme if before else ""


def _is_of_province(mark: Mark) -> bool:
    return mark.kind == "figure" and not mark.scope


def _promises(
    made: Department, loaded: Loaded, draft: LetterTruth, truth: AskTruth, memory: AskMemory, told: Told
) -> None:
    """What is open of the matter that is asked for, and towards those who ask; nothing that was done."""
    by_key = {row.pk: made.promises[number - 1] for number, row in loaded.promises.items()}
    people = set(draft.request.proposers)
    still_open = {promise.number for promise in made.promises if promise.told_in is None}
    wanted = {
        promise.number
        for promise in made.promises
        if promise.number in still_open & loaded.promises.keys()
        and (truth.theme in promise.thing or people & set(made.letters[promise.letter - 1].request.proposers))
    }
    shown = [
        by_key[one.row.commitment.pk].number for one in memory.promises.open_ones if one.row.commitment.pk in by_key
    ]
    missing, done = wanted - set(shown), set(shown) - still_open
    is_cut = len(memory.promises.open_ones) == MOST_OPEN and len(wanted) > MOST_OPEN
    if wanted or done:
        words = [made.promises[number - 1].wording for number in sorted(missing)[:3]]
        told.add(
            is_right=not done and (not missing or is_cut),
            said=f"{truth.title}: {len(missing)} of {len(wanted)} missing: {words}, done: {sorted(done)}",
        )
