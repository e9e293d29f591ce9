"""全部认定: all figures whose wording is known, with the indicator of each, confirmed by one press."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_ASSIGN, require_permission
from measures.indicators.forms import AssignmentForm
from measures.indicators.offer_page import Group, alike_groups
from measures.indicators.undoing import assigning
from measures.queues.places import letter_of
from measures.records import Assignment, assign_together

CHANGED = "清单刚刚有变动（答复函、指标或认定改过了），什么也没有认定。请看过现在的清单再认定。"
NOTHING = "没有可以一起认定的数据。"


@require_http_methods(["GET", "POST"])
def assign_all(request: HttpRequest) -> HttpResponse:
    """GET lists what would be assigned; POST assigns just that, or nothing if the list is another by now."""
    by = require_permission(MAY_ASSIGN, request)
    letter = letter_of(request)
    if request.method == "POST":
        try:
            with transaction.atomic():
                offered = _assignments(alike_groups(letter))
                if AssignmentForm(request.POST).read()["expected_version"] != _version(offered):
                    raise ActionError(CHANGED if offered else NOTHING)
                choices = [choice for one in offered for choice in one.figures]
                assigning(request, choices, lambda: assign_together(offered, by=by))
        except ActionError as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        return redirect("work")
    groups = alike_groups(letter)
    context = {"groups": groups, "letter": letter, "expected_version": _version(_assignments(groups))}
    return render(request, "indicators/assign_all.html", context)


def _assignments(groups: Sequence[Group]) -> list[Assignment]:
    return [
        Assignment(
            "confirm",
            frozenset(row.choice for row in group.ticked),
            indicator=group.offer.indicator.pk,
            expected_version=group.offer.indicator.name,
        )
        for group in groups
        if group.offer
    ]


def _version(assignments: Sequence[Assignment]) -> str:
    """Equal for the same figures, each as it is, and the same indicators by the same names."""
    listed = [(one.indicator, one.expected_version, sorted(one.figures)) for one in assignments]
    return hashlib.sha256(repr(listed).encode()).hexdigest()[:32]
