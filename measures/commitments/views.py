"""The board: what published letters promised, what narrows it, and how much of it is in which state."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kejiting.web.downloads import export_links
from kejiting.web.querystring import address
from measures.commitments.filters import board_keys, count_states
from measures.commitments.forms import SET_ASIDE, WHO, BoardForm
from measures.commitments.rows import rows_of
from measures.models import CommitmentOrigin, CommitmentState, Verifiability
from proposals.models import Delegate, ReplyLetter

PAGE_SIZE = 40
_SAID = {
    "state": dict(CommitmentState.choices),
    "checkable": dict(Verifiability.choices),
    "origin": dict(CommitmentOrigin.choices),
    "who": WHO,
    "overdue": {"yes": "已过时限"},
    "set_aside": {"yes": SET_ASIDE},
}


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
        "rows": rows_of(page.object_list, filters.day, filters.as_of),
        "asked": bool(asked),
        "as_of": filters.as_of,
        "chips": _chips(form, asked),
        "states": [
            {"state": state, "count": count, "address": address(asked, state=state.value)}
            for state, count in tally.states.items()
        ],
        "late": {"count": tally.late, "address": address(asked, overdue="yes")},
        "exports": export_links("commitments_export", asked),
    }
    return render(request, "commitments/commitment_list.html", context)


def _chips(form: BoardForm, asked: dict[str, object]) -> list[dict[str, str]]:
    labels = {name: str(field.label) for name, field in form.fields.items()}
    labels |= {"letter": "答复函", "delegate": "委员代表"}
    return [
        {
            "label": f"{labels[name]}：{_said(name, value)}",
            "address": address(asked, **{name: None}) if len(asked) > 1 else reverse("commitments"),
        }
        for name, value in asked.items()
    ]


def _said(name: str, value: object) -> str:
    if name == "letter":
        return str(ReplyLetter.objects.published().filter(pk=str(value)).first() or "没有这份答复函")
    if name == "delegate":
        return str(Delegate.objects.filter(pk=str(value)).first() or "没有这个人")
    return _SAID[name][str(value)] if name in _SAID else str(value)
