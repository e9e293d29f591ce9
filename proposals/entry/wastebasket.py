"""The page of the wastebasket: what was deleted, by whom and why, and the way back or away for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kejiting.ingest.duplicates import PossibleDuplicateError
from kejiting.ingest.wastebasket import KINDS, DeletableKind, days_left, restore
from kejiting.web.actions import ActionError
from kejiting.web.people import person_name
from kejiting.web.permission import require_permission
from proposals.entry.action_forms import LetterActionForm
from proposals.entry.outcome import desk_address, link_to
from proposals.entry.permission import editors_only
from proposals.models import DeletableModel, EnteredModel, Status

ROWS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """What lies there, under its `name`; `status` is what it was before, `kind` its key in `KINDS`."""

    kind: str
    document: DeletableModel
    may_erase: bool

    @property
    def label(self) -> str:
        return KINDS[self.kind].label

    @property
    def name(self) -> str:
        return str(self.document)

    @property
    def status(self) -> str:
        """Empty for what has none."""
        before = getattr(self.document, "status_before", "")
        return str(Status(before).label) if before else ""

    @property
    def by(self) -> str:
        return person_name(self.document.deleted_by) if self.document.deleted_by else "系统"

    @property
    def days_left(self) -> int:
        return days_left(self.document.deleted_at) if self.document.deleted_at else 0


@editors_only
@require_safe
def wastebasket(request: HttpRequest) -> HttpResponse:
    page = Paginator(_lying(request), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _rows(request, list(page)), "days": settings.WASTEBASKET_DAYS}
    return render(request, "entry/wastebasket.html", context)


@editors_only
@require_POST
def wastebasket_restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Bring it back; where another one took its place meanwhile, show that one and ask."""
    by = require_permission(_kind(kind).right, request)
    form = LetterActionForm(request.POST)
    try:
        document = _kind(kind).lying(pk)
        restore(
            document,
            expected_version=form.expected_version,
            allow_duplicate=form.cleaned_data.get("allow_duplicate", False),
            by=by,
        )
    except PossibleDuplicateError as error:
        return _show_taken(request, kind, pk, error)
    except ActionError as error:
        other = error.obstacle
        # what has its file or name by now; not itself, if it was changed meanwhile
        taken = other if isinstance(other, DeletableModel) and other.pk != pk else None
        messages.error(request, link_to(str(error), taken) if taken else str(error))
        return redirect("wastebasket")
    now = f"，现在是{Status(document.status).label}" if isinstance(document, EnteredModel) else ""
    messages.success(request, link_to(f"已恢复{now}：", document))
    return redirect("wastebasket")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def wastebasket_erase(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET asks once more; POST deletes for good, with the files."""
    require_permission(_kind(kind).right_to_erase, request)
    try:
        document = _kind(kind).lying(pk)
        row = DeletedRow(kind, document, may_erase=True)
        if request.method != "POST":
            return render(request, "entry/wastebasket_erase.html", {"row": row})
        _kind(kind).erase(document, expected_version=LetterActionForm(request.POST).expected_version)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已彻底删除《{row.name}》。")
    return redirect("wastebasket")


def _show_taken(request: HttpRequest, kind: str, pk: int, error: PossibleDuplicateError) -> HttpResponse:
    others = [(desk_address(other), str(other), reasons) for other, reasons in error.duplicates.reasons]
    row = DeletedRow(kind, _kind(kind).lying(pk), may_erase=False)
    context = {"row": row, "message": str(error), "others": others}
    return render(request, "entry/wastebasket_taken.html", context, status=422)


def _kind(name: str) -> DeletableKind:
    """Raises Http404."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _lying(request: HttpRequest) -> QuerySet[Any, tuple[str, int, object]]:
    """Kind and key of what lies there and the person may enter, what was deleted last first."""
    seen = [
        kind.model.everything.filter(deleted_at__isnull=False)
        .order_by()
        .annotate(of_kind=Value(name))
        .values_list("of_kind", "pk", "deleted_at")
        for name, kind in KINDS.items()
        if request.user.has_perm(kind.right)
    ]
    first, *others = seen
    rows: QuerySet[Any, tuple[str, int, object]] = first.union(*others, all=True).order_by(
        "-deleted_at", "of_kind", "-pk"
    )
    return rows


def _rows(request: HttpRequest, lying: Sequence[tuple[str, int, object]]) -> list[DeletedRow]:
    """A query for each kind of which something lies there."""
    held: dict[tuple[str, int], DeletableModel] = {}
    for name, kind in KINDS.items():
        rows = kind.model.everything.select_related("deleted_by").defer(*kind.long)
        found = rows.in_bulk(pks) if (pks := [pk for of, pk, _ in lying if of == name]) else {}
        held |= {(name, pk): document for pk, document in found.items()}
    return [
        DeletedRow(name, held[name, pk], may_erase=request.user.has_perm(KINDS[name].right_to_erase))
        for name, pk, _ in lying
        if (name, pk) in held
    ]
