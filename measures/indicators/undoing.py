"""Assign figures so that it can be taken back by one press."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.contrib import messages
from django.http import HttpRequest

from measures.models import Figure, IndicatorAlias
from measures.queues.undo import Deed, remember_deed
from measures.records import choice_of, is_number


def assigning(request: HttpRequest, choices: Collection[str], assign: Callable[[], str]) -> None:
    """Say what was done, and keep how the figures are left; those that did not wait before stay as they are.

    Raises what `assign` raises.
    """
    figures = Figure.objects.filter(
        pk__in=[int(pk) for pk in (one.partition(":")[0] for one in choices) if is_number(pk)]
    )
    folded = figures.order_by().values("counted_folded")
    wordings = list(IndicatorAlias.objects.filter(folded__in=folded).values_list("pk", flat=True))
    said = assign()
    messages.success(request, said)
    waited = all(choice.endswith(":unsettled") for choice in choices)
    left = {"figures": [choice_of(figure) for figure in figures], "wordings": wordings}
    remember_deed(request, Deed("assigned", said, request.get_full_path(), left) if waited else None)
