"""Sixty paraphrased asks meet the answers that the seeds gave, among letters of many agencies; beside plain BM25 and FTS5.

`python -m pytest tests/ask_memory/test_nearest_answers.py -s` prints the figures of the same run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.ask_memory import AskQuestion
from kejiting.ask_memory.former_answers import former_answers
from kejiting.ask_memory.nearness import near_pieces
from kejiting.indexing import sync
from kejiting.ingest.reading import read_letter
from proposals.models import Recommendation, ReplyLetter, Status
from proposals.records import save_letter
from tests.ask_memory.plain_peers import Fts5, Key, PlainBm25, figures

pytestmark = pytest.mark.django_db
LAYOUTS = Path(__file__).parents[1] / "parsing" / "layouts"
OTHERS = 40


def judged() -> list[tuple[Key, str]]:
    lines = (Path(__file__).parent / "judged.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [((file, int(position)), words) for file, position, words in rows]


@pytest.fixture
def library(seeds: dict[str, ReplyLetter]) -> dict[int, Key]:
    """The seeds and letters of other agencies; the name of each ask by its key."""
    names = {letter.pk: name for name, letter in seeds.items()}
    for path in sorted(LAYOUTS.glob("*.txt"))[:OTHERS]:
        reading = read_letter(path.name, path.read_bytes())
        letter = save_letter(reading.parsed, source=reading.source, by=None, status=Status.PUBLISHED)
        names[letter.pk] = path.stem
    sync.rebuild()
    return {ask.pk: (names[ask.letter_id], ask.position) for ask in Recommendation.objects.all()}


def ours(words: str, library: dict[int, Key]) -> list[Key]:
    asked = AskQuestion(words)
    return [library[one.recommendation.pk] for one in former_answers(asked, near_pieces(asked).passages).own]


def test_paraphrased_asks_meet_their_answers(library: dict[int, Key]) -> None:
    asks = Recommendation.objects.prefetch_related("passages__letter")
    blocks = {
        library[ask.pk]: f"{ask.title or ''}\n" + "\n".join(one.text for one in ask.passages.all()) for ask in asks
    }
    bm25, fts5 = PlainBm25(blocks), Fts5(blocks)
    ways = {"ours": lambda words: ours(words, library), "plain BM25": bm25.nearest, "SQLite FTS5": fts5.nearest}
    found = {name: figures([(wanted, way(words)) for wanted, words in judged()]) for name, way in ways.items()}
    table = "\n".join(f"{name}: R@5 {recall:.3f}, MRR {mrr:.3f}" for name, (recall, mrr) in found.items())
    print(f"\n{len(judged())} asks, {len(blocks)} answers\n{table}")  # noqa: T201
    misses = [(words, ours(words, library)[:3]) for wanted, words in judged() if wanted not in ours(words, library)[:5]]
    recall, mrr = found["ours"]
    assert recall >= 0.85, (table, misses)
    assert mrr >= 0.85, (table, misses)
    assert mrr >= max(found["plain BM25"][1], found["SQLite FTS5"][1])
