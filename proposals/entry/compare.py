"""What came and one that may be the same, side by side; then one takes the other's place, or both stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import UNKNOWN_ACTION, ActionError, expect_version
from kejiting.web.permission import MAY_ENTER, require_permission
from measures.models import Plan
from proposals.entry.action_forms import CompareForm
from proposals.entry.outcome import desk_address, link_to, saving
from proposals.entry.permission import editors_only
from proposals.models import ReplyLetter
from proposals.pages.comparison import compare_texts, fields_that_differ
from proposals.pages.field_labels import HEADER_LABELS, printed_header
from proposals.records import replace_letter

Held = TypeVar("Held", ReplyLetter, Plan)

GIVEN_UP = "与库中的比较后放弃"
AWAITS_LOOK = "新来的由文字识别读入，替换后是草稿，请对照原件核对后再发布："


class Pair(Generic[Held]):
    """`came` and the one that was `there`; `page`, `review` and `desk` name addresses. What differs by kind is below."""

    kind: ClassVar[str]
    page: ClassVar[str]
    review: ClassVar[str]
    desk: ClassVar[str]
    # What else goes over to the one that comes
    follows: ClassVar[str] = ""
    labels: ClassVar[Mapping[str, str]]

    def __init__(self, came: Held, there: Held) -> None:
        if came.pk == there.pk:
            raise Http404
        self.came: Held = came
        self.there: Held = there

    def header(self, one: Held) -> dict[str, str | None]:
        raise NotImplementedError

    def replace(self, form: CompareForm, by: User) -> Held:
        raise NotImplementedError

    def answer(self, request: HttpRequest, by: User) -> HttpResponse:
        """POST carries the versions of both that were seen."""
        if request.method != "POST":
            return self._show(request)
        page = reverse(self.page, args=[self.came.pk, self.there.pk])  # what was deleted and rolled back has no pk
        try:
            with saving(f"{self.came.pk}, brought together with {self.there.pk},"):
                self._do(request, CompareForm(request.POST), by)
        except ActionError as error:
            messages.error(request, str(error))
        else:
            sync_pending()
            return redirect(self.desk)
        return redirect(page)

    def _do(self, request: HttpRequest, form: CompareForm, by: User) -> None:
        """Do what the button says, and tell of the one that stays."""
        if self.came.is_published:
            raise ActionError(f"没有改动：已发布的{self.kind}不能在这里放弃或用来替换别的，请先撤回。")
        match form.action_name:
            case "replace":
                replaced = self.replace(form, by)
                if replaced.awaits_look:
                    messages.warning(request, link_to(AWAITS_LOOK, replaced))
                messages.success(request, link_to("已用新来的替换，旧版留存：", replaced))
            case "discard":
                expect_version(self.there, form.other_expected_version)
                throw_away(self.came, by=by, reason=GIVEN_UP, expected_version=form.expected_version)
                messages.success(request, link_to("已放弃新来的，库中的没有动：", self.there))
            case _:
                raise ActionError(UNKNOWN_ACTION)

    def _show(self, request: HttpRequest) -> HttpResponse:
        context = {
            "pair": self,
            "came_address": desk_address(self.came),
            "there_address": desk_address(self.there),
            "fields": fields_that_differ(self.labels, self.header(self.there), self.header(self.came)),
            "comparison": compare_texts(self.there.public_text, self.came.public_text),
            "old": "库中",
            "new": "新来",
        }
        return render(request, "entry/compare.html", context)


class LetterPair(Pair[ReplyLetter]):
    kind, page, review, desk = "答复函", "entry_compare", "entry_review", "entry"
    labels = HEADER_LABELS

    def header(self, one: ReplyLetter) -> dict[str, str | None]:
        return printed_header(one)

    def replace(self, form: CompareForm, by: User) -> ReplyLetter:
        versions = {"expected_version": form.other_expected_version, "expected_arrived": form.expected_version}
        return replace_letter(self.there, self.came, by=by, **versions)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    pair = LetterPair(get_object_or_404(ReplyLetter, pk=pk), get_object_or_404(ReplyLetter, pk=other))
    return pair.answer(request, require_permission(MAY_ENTER, request))
