"""系统检查 as a page: what can be looked at while an administrator waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kejiting.doctor.examination import Depth
from kejiting.doctor.examinations import examine
from kejiting.runtime.version import program_version
from kejiting.web.permission import MAY_EXAMINE, only_with


@never_cache
@require_safe
@only_with(MAY_EXAMINE)
def doctor_page(request: HttpRequest) -> HttpResponse:
    """GET /doctor/: the quick examinations, made now."""
    results = list(examine(Depth.QUICK))
    defects = sum(len(result.looked.defects) + bool(result.failure) for result in results)
    context = {"results": results, "defects": defects, "version": program_version()}
    return render(request, "doctor/doctor.html", context)
