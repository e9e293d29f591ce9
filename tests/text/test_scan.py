from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.scan import find_term, holds

# text, term, where it stands
PLACES = [
    ("认定1928个技术", "1928个", [2]),
    ("认定1928个技术", "928个", []),
    ("认定1928个技术", "192", []),
    ("认定1928个技术", "认定1", []),
    ("认定1928个技术", "个技", [6]),
    ("达到150亿元,50亿元", "50亿元", [8]),
    ("增长27.27%", "27.27%", [2]),
    ("增长27.27%", "27", []),
    ("增长27.27%", "27%", []),
    ("增长27.27%", ".27%", [4]),
    ("增长27.27%", "27.", [2]),
    ("合同1,928份", "928份", []),
    ("合同1,928份", "1", []),
    ("推动3.提升", "3", [2]),
    ("2025.", "2025", [0]),
    ("的1+n政策", "1+n", [1]),
    ("的11+n政策", "1+n", []),
    ("省省省", "省省", [0, 1]),
    ("省", "", []),
    ("", "省", []),
]


@pytest.mark.parametrize(("text", "term", "starts"), PLACES)
def test_a_term_is_found_where_it_stands_and_cuts_no_number(text: str, term: str, starts: list[int]) -> None:
    assert [span.start for span in find_term(text, term)] == starts
    assert holds(text, term) == bool(starts)


@given(st.text(alphabet="12.,省%"), st.text(alphabet="12.,省%", min_size=1))
def test_every_place_holds_the_term(text: str, term: str) -> None:
    assert all(span.of(text) == term for span in find_term(text, term))


@given(st.text(alphabet="省市县"), st.text(alphabet="省市县", min_size=1))
def test_without_digits_it_is_plain_finding(text: str, term: str) -> None:
    assert holds(text, term) == (term in text)
