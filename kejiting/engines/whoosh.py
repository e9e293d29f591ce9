"""The index in the data folder."""

from __future__ import annotations

from django.conf import settings

from kejiting.search import SearchEngine, SearchIndex


def engine() -> SearchEngine:
    return SearchIndex(settings.SEARCH_INDEX_DIR)
