"""Questions with their answers, and how well an order of passages answers them."""

from __future__ import annotations

import math
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kejiting.search import Document, Entry, SearchIndex, SearchQuery, parse_terms
from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.fold import fold
from kejiting.text.spans import Span
from proposals.parsing import ParsedLetter, parse_letter

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A question; `grades` gives 1 to 3 for each passage that has to do with it."""

    q: str
    grades: dict[int, int]


@cache
def seed_documents() -> dict[str, Document]:
    """The seeds by the number of their file, their passages as the base has them."""
    letters = sorted((_FIXTURES / "letters").glob("*.txt"))
    (plan,) = (_FIXTURES / "plans").glob("*.txt")
    documents = {path.name[:3]: letter_of(place, path) for place, path in enumerate(letters, start=1)}
    lines = filter(str.strip, plan.read_text(encoding="utf-8").splitlines())
    entries = tuple(Entry(90_000 + place, "plan", line, None) for place, line in enumerate(lines))
    return documents | {plan.name[:3]: Document("plan:1", "吉林省促进科技成果转移转化实施方案", entries)}


def letter_of(number: int, path: Path) -> Document:
    parsed = parse_letter(clean(read_file(path.name, path.read_bytes()).text))
    entries = tuple(
        Entry(number * 1000 + place, part, span.of(parsed.text), heading)
        for place, (part, span, heading) in enumerate(sorted(_passages(parsed), key=lambda one: one[1]))
    )
    title = parsed.title.value if parsed.title else ""
    return Document(f"letter:{number}", title, entries, written_on=parsed.written_on)


def _passages(parsed: ParsedLetter) -> Iterator[tuple[str, Span, str | None]]:
    for part, words in (("title", parsed.title), ("proposal", parsed.proposal_title)):
        if words and words.span:
            yield part, words.span, None
    for ask in parsed.recommendations:
        if ask.heading:
            yield "recommendation", ask.heading, ask.title
        yield from ((passage.part, passage.span, ask.title) for passage in ask.passages)
    yield from ((passage.part, passage.span, None) for passage in parsed.letter_passages)


@cache
def judged_questions() -> tuple[Judged, ...]:
    said = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
    return tuple(
        Judged(one["q"], {_passage(file, words): grade for file, words, grade in one["answers"]})
        for one in said["questions"]
    )


def _passage(file: str, first_words: str) -> int:
    """The one passage of the file that begins with the words."""
    entries = seed_documents()[file].entries
    (passage,) = (entry.passage for entry in entries if fold(entry.text).startswith(fold(first_words)))
    return passage


def answered(index: SearchIndex, q: str) -> list[int]:
    """Passages in the order in which a page shows them."""
    result = index.search(SearchQuery(parse_terms(q)))
    return [hit.passage for document in result.documents for hit in document.hits]


def ndcg(shown: Sequence[int], grades: dict[int, int]) -> float:
    """1 if the first ten are the best there are, in the best order; 0 if none of them has to do with it."""
    ideal = sorted(grades.values(), reverse=True)
    return _gain([grades.get(passage, 0) for passage in shown]) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:_SHOWN]))


def scores(index: SearchIndex) -> dict[str, float]:
    return {one.q: ndcg(answered(index, one.q), one.grades) for one in judged_questions()}


def mean(scores: dict[str, float]) -> float:
    return statistics.fmean(scores.values())
