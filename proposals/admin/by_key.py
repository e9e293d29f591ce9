"""Search in lists of the administration by the keys of names and numbers: as they are printed, or otherwise."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from kejiting.web.parameters import LONGEST_SEARCH


class KeySearch:
    """Before `ModelAdmin`: rows that `by_key` finds are found beside those whose `search_fields` hold the words."""

    def by_key(self, words: str) -> Q:
        raise NotImplementedError

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.strip()[:LONGEST_SEARCH]
        found, may_repeat = super().get_search_results(request, queryset, words)  # type: ignore[misc]
        if not words:
            return found, may_repeat
        named = queryset.model._default_manager.filter(self.by_key(words))
        return queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=named.values("pk"))), False
