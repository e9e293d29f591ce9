"""Postings read as arrays are those that Whoosh itself reads, and scores are Whoosh's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.index import create_in
from whoosh.reading import MultiReader
from whoosh.scoring import bm25
from whoosh.searching import Searcher

from kejiting.search import SearchIndex
from kejiting.search.whoosh.arrays import open_arrays
from kejiting.search.whoosh.contents import arrays_file
from kejiting.search.whoosh.ranking import Ranking
from kejiting.search.whoosh.rows import rows_of
from kejiting.search.whoosh.schema import BOOSTS, make_schema
from kejiting.search.whoosh.snapshot_reader import OpenSnapshot
from kejiting.search.whoosh.terms import Terms
from tests.search.array_codec import folder_of, searcher_of
from tests.search.corpus import built, seeds

WORDS = ("成果", "转化", "的", "技术", "2025", "吉林省", "孵化器", "没有")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Several segments, joined and not joined, with rows deleted in them."""
    index = built(tmp_path_factory.mktemp("codec"), *seeds()[:3])
    for document in (*seeds(), *seeds(), *seeds()):
        index.update([document])
    return index


def opened(index: SearchIndex) -> tuple[OpenSnapshot, Searcher]:
    return index._reader.fresh(), searcher_of(index)


def leaves(searcher: Searcher) -> list[Any]:
    reader = searcher.reader()
    return [leaf for leaf, _ in reader.leaf_readers()] if isinstance(reader, MultiReader) else [reader]


def test_every_token_has_the_rows_and_counts_that_whoosh_reads(index: SearchIndex) -> None:
    _, searcher = opened(index)
    read = 0
    for reader in leaves(searcher):
        deleted = set(reader.segment().deleted_docs())
        terms = Terms(open_arrays(arrays_file(folder_of(index), reader.segment())))
        for field, token in reader.all_terms():
            ours = terms.postings(token.decode())[list(BOOSTS).index(field)]
            pairs = zip(ours.rows.tolist(), ours.counts.tolist(), strict=True)
            theirs = postings_of(reader, field, token)
            assert [pair for pair in pairs if pair[0] not in deleted] == theirs
            assert len(ours.rows) == reader.doc_frequency(field, token)
            assert all(first < second for first, second in pairwise(ours.rows.tolist()))
            read += 1
    assert read > 3000


def test_whoosh_reads_what_it_would_have_written(tmp_path: Path) -> None:
    """The same rows written by Whoosh row by row, in its own codec."""
    rows = [row for document in seeds() for row in rows_of(document)]
    written = create_in(str(tmp_path), make_schema())
    with written.writer() as writer:
        for row in rows:
            writer.add_document(**{field: getattr(row, field).split() for field in BOOSTS})
    ours = searcher_of(built(tmp_path / "ours", *seeds())).reader()
    theirs = written.reader()
    assert list(ours.all_terms()) == list(theirs.all_terms())
    for field, token in theirs.all_terms():
        assert postings_of(ours, field, token) == postings_of(theirs, field, token)
        for figure in ("min_id", "max_id", "max_weight", "doc_frequency", "weight"):
            figures = [getattr(reader.term_info(field, token), figure)() for reader in (ours, theirs)]
            assert figures[0] == figures[1]
    assert [ours.field_length(field) for field in BOOSTS] == [theirs.field_length(field) for field in BOOSTS]


def postings_of(reader: Any, field: str, token: bytes) -> list[tuple[int, float]]:
    matcher = reader.postings(field, token)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return found


@pytest.mark.parametrize("word", WORDS)
def test_a_word_scores_as_it_does_with_whoosh(index: SearchIndex, word: str) -> None:
    view, searcher = opened(index)
    snapshot = view.snapshot
    ranking = Ranking(snapshot, (word,))
    expected = np.zeros(snapshot.count)
    for leaf, first in searcher.leaf_searchers():
        for field, boost in BOOSTS.items():
            if leaf.reader().doc_frequency(field, word):
                matcher = leaf.reader().postings(field, word)
                average, lengths = searcher.avg_field_length(field), snapshot.lengths[field]
                while matcher.is_active():
                    row, idf = first + matcher.id(), searcher.idf(field, word)
                    expected[row] += boost * bm25(idf, matcher.weight(), lengths[row], average, 0.75, 1.2)
                    matcher.next()
    rows = snapshot.rows()
    assert len(rows) > 100
    assert ranking.scores(rows) == pytest.approx(expected[rows], abs=1e-8)
    # A row alone is looked up in the postings.
    alone = [ranking.scores(rows[place : place + 1]).item() for place in range(len(rows))]
    assert alone == ranking.scores(rows).tolist()


def test_what_a_save_joined_stays_readable(tmp_path: Path) -> None:
    index = built(tmp_path, *seeds()[:1])
    for _ in range(14):
        index.update([seeds()[1]])
    _, searcher = opened(index)
    assert len(leaves(searcher)) < 14
    assert searcher.reader().doc_count() == sum(len(document.entries) for document in seeds()[:2])
