"""The page of a target: its words, the figures that tell how far it was met, and for editors those that may."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from measures.models import Target
from measures.scoreboard.deeds import DeedError, do
from measures.scoreboard.offers import offers_for
from measures.scoreboard.rows import LINKS, line_of

MAY_LINK = "measures.add_targetfigure"


@require_http_methods(["GET", "POST"])
def target_detail(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    targets = Target.objects.select_related("item__plan", "superseded").prefetch_related(LINKS)
    target = get_object_or_404(targets, pk=pk, item__plan=plan)
    if request.method == "POST":
        if not isinstance(request.user, User) or not request.user.has_perm(MAY_LINK):
            raise PermissionDenied
        try:
            do(target, request.POST.dict(), request.user)
        except DeedError as error:
            messages.error(request, str(error))
        return redirect("target", plan, pk)
    line = line_of(target)
    offers = offers_for(target) if request.user.has_perm(MAY_LINK) else []
    return render(request, "measures/target_detail.html", {"line": line, "target": target, "offers": offers})
