"""The board: what published letters promised, what narrows it, and how much of it is in which state."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from kejiting.web.querystring import address
from measures.commitments.filters import board_keys, count_states
from measures.commitments.forms import BoardForm
from measures.commitments.rows import rows_of, with_words

PAGE_SIZE = 40


@filtered_by(BoardForm)
def commitment_list(request: HttpRequest) -> HttpResponse:
    form = BoardForm(request.GET)
    if not form.is_valid():
        return render(request, "commitments/commitment_list.html", {"form": form, "asked": True}, status=422)
    filters, asked = form.filters(), form.asked
    tally = count_states(filters)
    paginator = Paginator(board_keys(filters), PAGE_SIZE)
    paginator.count = tally.of(filters.state)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": with_words(rows_of(page.object_list, filters.day, filters.as_of)),
        "asked": bool(asked),
        "as_of": filters.as_of,
        "chips": form.chips("commitments"),
        "states": [
            {"state": state, "count": count, "address": address(asked, state=state.value)}
            for state, count in tally.states.items()
        ],
        "late": {"count": tally.late, "address": address(asked, overdue="yes")},
        "exports": export_links("commitments_export", asked),
    }
    return render(request, "commitments/commitment_list.html", context)
