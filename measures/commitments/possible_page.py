"""What a letter may promise outside its next steps: sentences that a rule found, each confirmed with one press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kejiting.web.permission import require_permission
from measures.commitments.permission import MAY_RULE
from measures.commitments.possible import SEARCHED, offered
from proposals.models import ReplyLetter


@require_safe
def commitments_possible(request: HttpRequest, pk: int) -> HttpResponse:
    require_permission(MAY_RULE, request)
    letter = get_object_or_404(ReplyLetter.objects.published().defer("as_read_text"), pk=pk)
    passages = list(letter.passages.filter(part__in=SEARCHED).select_related("recommendation").order_by("start", "id"))
    for passage in passages:
        passage.letter = letter
    context = {"letter": letter, "offers": offered(passages, letter.commitments.all()), "searched": bool(passages)}
    return render(request, "measures/commitments_possible.html", context)
