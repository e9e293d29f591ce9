"""Any stretch of what is found is that of the whole list."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.figures.filters import FigureFilters, newest_first, published_figures
from measures.figures.found import FoundFigures
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]

ASKED = [
    FigureFilters(),
    FigureFilters(counted="技术"),
    FigureFilters(counted="收益 科研人员", unit="%"),
    FigureFilters(year=2025),
    FigureFilters(as_of=date(2024, 12, 31)),
    FigureFilters(year=2025, as_of=date(2024, 12, 31)),
    FigureFilters(counted="没有这样的名称"),
]


def test_a_letter_without_a_date_comes_last(seeds: Seeds) -> None:
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(written_on=None)
    found = FoundFigures(FigureFilters())

    assert {figure.letter_id for figure in found[len(found) - 5 : len(found)]} == {seeds["000"].pk}


@pytest.mark.parametrize("filters", ASKED, ids=str)
@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_stretches_are_those_of_the_whole_list(seeds: Seeds, filters: FigureFilters, size: int) -> None:
    ReplyLetter.objects.filter(pk=seeds["001"].pk).update(status="draft")
    ReplyLetter.objects.filter(pk=seeds["002"].pk).update(written_on=None)
    whole = list(newest_first(published_figures(filters)))
    found = FoundFigures(filters)

    assert len(found) == len(whole)
    assert [one for start in range(0, len(whole), size) for one in found[start : start + size]] == whole


@pytest.mark.parametrize("start", [10_000, 10**15])
def test_behind_the_last_there_is_none(seeds: Seeds, start: int) -> None:
    assert FoundFigures(FigureFilters())[start : start + 50] == []


def test_however_far_down_it_takes_three_queries(seeds: Seeds) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert FoundFigures(FigureFilters())[100:110]

    assert len(queries) == 3
