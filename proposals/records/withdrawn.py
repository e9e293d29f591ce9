"""What was withdrawn keeps its address, which says so: its name and number and the reason, nothing of its contents."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from kejiting.web.error_pages import ErrorPage, GoneError
from proposals.models import EnteredModel

Document = TypeVar("Document", bound=EnteredModel)


def get_shown(visible: QuerySet[Document], pk: int) -> Document:
    """Return the letter or plan. Raises Http404, as GoneError if it is one that readers could see once."""
    document = visible.filter(pk=pk).first()
    if document is None:
        expect_not_withdrawn(visible.model, pk)
        raise Http404
    return document


def expect_not_withdrawn(model: type[EnteredModel], pk: int) -> None:
    """Raise GoneError if it was withdrawn, whatever editors made of it since; what lies in the wastebasket is no more."""
    withdrawn: Any = model._default_manager.filter(pk=pk, withdrawn_at__isnull=False).first()
    if withdrawn:
        number = f"（{withdrawn.doc_number}）" if withdrawn.doc_number else ""
        reason = withdrawn.reason_withdrawn.rstrip("。")
        raise GoneError(ErrorPage(410, f"《{withdrawn}》{number}已撤回", f"撤回的原因：{reason}。"))
