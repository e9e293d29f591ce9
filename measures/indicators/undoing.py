"""Assign figures so that it can be taken back by one press."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest

from kejiting.web.parameters import row_id
from measures.models import Figure, IndicatorAlias
from measures.queues.undo import Deed, remember_deed
from measures.records import choice_of


def assigning(request: HttpRequest, choices: Collection[str], assign: Callable[[], str]) -> None:
    """Say what was done, and keep how the figures are left; those that did not wait before stay as they are.

    Raises what `assign` raises.
    """
    known = IndicatorAlias.objects.aggregate(last=Max("pk"))["last"] or 0
    said = assign()
    messages.success(request, said)
    waited = all(choice.endswith(":unsettled") for choice in choices)
    remember_deed(request, _deed(request, said, choices, known) if waited else None)


def _deed(request: HttpRequest, said: str, choices: Collection[str], known: int) -> Deed:
    """`known` is the last wording that was known before."""
    numbers = (row_id(choice.partition(":")[0]) for choice in choices)
    figures = list(Figure.objects.filter(pk__in=[number for number in numbers if number is not None]))
    wordings = IndicatorAlias.objects.filter(pk__lte=known, folded__in={one.counted_folded or "" for one in figures})
    left = {"figures": [choice_of(one) for one in figures], "wordings": list(wordings.values_list("pk", flat=True))}
    return Deed("assigned", said, request.get_full_path(), left)
