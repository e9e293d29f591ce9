"""Every token is found where it stands, and none where it does not."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.search.whoosh.arrays import open_arrays, write_arrays
from kejiting.search.whoosh.inverting import invert
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import Terms, term_arrays

# More tokens than lie between two that are kept in memory, and some that begin another.
TOKENS = [*map(str, range(1, 160)), "成", "成果", "成果转化", "转"]
ROWS = st.lists(st.tuples(*(st.lists(st.sampled_from(TOKENS), max_size=60) for _ in BOOSTS)), max_size=6)


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_a_token_has_the_rows_and_counts_of_each_field(rows: list[tuple[list[str], ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arrays"
        write_arrays(path, term_arrays(invert([[row[place] for row in rows] for place in range(len(BOOSTS))])))
        terms = Terms(open_arrays(path))
    for place, field in enumerate(BOOSTS):
        counts = [Counter(row[place]) for row in rows]
        assert list(terms.tokens(field)) == sorted({token for row in rows for token in row[place]})
        for token in [*TOKENS, "0", "成果转", "龥"]:
            held = {row: count[token] for row, count in enumerate(counts) if token in count}
            found = terms.postings(token)[place]
            assert dict(zip(found.rows.tolist(), found.counts.tolist(), strict=True)) == held
