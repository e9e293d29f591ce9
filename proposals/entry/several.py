"""Several letters of the queue at once: published, given up, or assigned. What cannot be done is told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from kejiting.audit.actor import account_name
from kejiting.indexing.sync import sync_pending
from kejiting.ingest.saving import confirm_letter
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import ActionError, ActionForm, RowsField, action_named, expect_version, refuse_if
from kejiting.web.people import person_name
from kejiting.web.permission import MAY_ENTER, require_permission
from measures.queues.set_off import tell_what_is_set_off
from proposals.entry.incomplete import missing_of
from proposals.entry.outcome import desk_address
from proposals.entry.permission import editors_only, may_enter
from proposals.models import ReplyLetter, Status
from proposals.records import assign_letter, key_of

MOST_NAMED = 5


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by their full names, with the name for logging in, which is nobody else's."""

    def label_from_instance(self, obj: Any) -> str:
        return account_name(obj)


class SeveralForm(ActionForm):
    """`letters` are `17:3`: the letter's key and the version that the page showed."""

    letters = RowsField(error_messages={"required": "请先勾选要处理的答复函。"})
    assignee = PersonField(queryset=may_enter(), required=False, label="分给", empty_label="（不分给谁）")
    is_confirmed = forms.BooleanField(required=False)

    def letters_and_versions(self) -> list[tuple[ReplyLetter, int]]:
        """In the order of the queue; those that are gone are passed over."""
        pairs = (row.partition(":") for row in self.cleaned_data["letters"])
        versions = {key_of(key): key_of(version) for key, _, version in pairs}
        letters = ReplyLetter.objects.filter(pk__in=versions).order_by("status", "-changed_at", "-pk")
        return [(letter, versions[letter.pk]) for letter in letters]


@editors_only
@require_POST
def several(request: HttpRequest) -> HttpResponse:
    form = SeveralForm(request.POST)
    try:
        sent = form.read()
        action, done_label = action_named(ACTIONS, sent["action"])
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("entry")
    letters = form.letters_and_versions()
    if action is _discard and not sent["is_confirmed"]:
        return render(request, "entry/discard_several.html", {"letters": [letter for letter, _ in letters]})
    by = require_permission(MAY_ENTER, request)
    done, acted, refused = [], [], []
    for letter, version in letters:
        shown = str(letter) if action is _discard else _link(letter)
        try:
            expect_version(letter, version)
            action(letter, sent["assignee"], by)
        except ActionError as error:
            refused.append((_link(letter), str(error).rstrip("。")))
        else:
            done.append((shown,))
            acted.append(letter)
    sync_pending()
    if done:
        messages.success(
            request,
            format_html(
                "{} {} 份：{}。", done_label.format(person_name(sent["assignee"], "谁也不")), len(done), _named(done)
            ),
        )
    if action is _publish:
        tell_what_is_set_off(request, [letter.pk for letter in acted])
    if refused:
        reasons = format_html_join("；", "{}（{}）", refused)
        messages.error(request, format_html("有 {} 份没有处理：{}。", len(refused), reasons))
    return redirect("entry")


def _publish(letter: ReplyLetter, _assignee: User | None, by: User) -> None:
    refuse_if(letter.is_published, "已经发布")
    missing = missing_of(letter)
    refuse_if(missing, f"缺{'、'.join(field.label for field in missing)}，请打开补上或单独发布")
    confirm_letter(letter, Status.PUBLISHED, by=by, allow_duplicate=False, looked_at=False)


def _discard(letter: ReplyLetter, _assignee: User | None, by: User) -> None:
    refuse_if(letter.is_published, "已经发布，要删除请先撤回")
    throw_away(letter, by=by, expected_version=letter.version)


def _assign(letter: ReplyLetter, assignee: User | None, by: User) -> None:
    assign_letter(letter, assignee, by=by)


# What each button does, and what is said of what it did
ACTIONS: dict[str, tuple[Callable[[ReplyLetter, User | None, User], None], str]] = {
    "publish": (_publish, "已发布"),
    "discard": (_discard, "已放弃"),
    "assign": (_assign, "已分给{}"),
}


def _link(letter: ReplyLetter) -> SafeString:
    return format_html('<a href="{}">《{}》</a>', desk_address(letter), letter)


def _named(done: Iterable[tuple[str]]) -> SafeString:
    rows = list(done)
    named = format_html_join("、", "{}", rows[:MOST_NAMED])
    return format_html("{} 等", named) if len(rows) > MOST_NAMED else named
