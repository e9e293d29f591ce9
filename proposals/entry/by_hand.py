"""Write a letter by hand: its header and its asks; the text is composed from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from kejiting.ingest.duplicates import AnyDuplicates, PossibleDuplicateError
from kejiting.ingest.reading import hand_written
from kejiting.ingest.saving import ingest_letter
from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_ENTER, require_permission
from proposals.entry.action_forms import LetterActionForm
from proposals.entry.ask_forms import AskForm, AskFormSet, items, items_field, with_one_more
from proposals.entry.header_form import HeaderForm
from proposals.entry.incomplete import MissingField, asked_first
from proposals.entry.known_values import known_values
from proposals.entry.outcome import NotSavedError, refuse_unreadable, saving, show_saved
from proposals.entry.permission import editors_only
from proposals.parsing import HandWritten, HandWrittenAsk, ParsedSession, compose_letter, read_session
from proposals.records import HEADER_FIELDS, correct

# Fields that the form has under the same name, and with the same kind of value, as what the letter is composed from
COMPOSED_FIELDS = (
    "delegates",
    "kind",
    "session",
    "number",
    "title",
    "index_number",
    "category",
    "agency",
    "written_on",
    "published_on",
    "proposal_title",
)
NO_ANSWER = "还没有答复内容：请至少写一条建议和它的答复，或者全函的下一步工作。"


class HandHeaderForm(HeaderForm):
    """A letter by hand names the proposal it answers; without a title of its own it gets the usual one.

    The session may be written in words; its five fields are for what words do not say.
    """

    session_words = forms.CharField(
        label="届次",
        required=False,
        max_length=60,
        help_text="如：省政协十三届三次会议",
        widget=forms.TextInput(attrs={"list": "known-sessions"}),
    )
    next_steps = items_field("全函的下一步工作")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].widget.attrs["list"] = "known-agencies"
        self.fields["delegates"].widget = forms.TextInput(attrs={"list": "known-delegates"})
        self.fields["proposal_title"].required = True
        self.fields["proposal_title"].help_text = "必填"
        self.fields["title"].help_text = "不填就按届次和编号拟成“对……的答复”"

    def _session(self, cleaned: dict[str, Any]) -> ParsedSession | None:
        entered, words = super()._session(cleaned), cleaned["session_words"]
        if not words:
            return entered
        read = read_session(words)
        if read is None:
            self.add_error("session_words", "读不出届次，请写成“省政协十三届三次会议”的样子，或者分项填写。")
        elif entered not in (None, read):
            self.add_error("session_words", "这里写的与分项填写的不同，请改成一样的，或者留空一处。")
        return read


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def write_letter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, HandHeaderForm(), AskFormSet(prefix="asks"))
    header, asks = HandHeaderForm(request.POST), AskFormSet(request.POST, prefix="asks")
    if request.POST.get("action") == "more":
        return _show(request, HandHeaderForm(initial=request.POST.dict()), with_one_more(asks))
    try:
        refuse_unreadable("\n".join(map(str, request.POST.values())))
    except ActionError as error:
        header.add_error(None, str(error))
        return _show(request, header, asks, status=error.status)
    entered = _entered(header, asks)
    if entered is None:
        return _show(request, header, asks, status=422)
    return _save(request, entered, header, asks)


def _show(
    request: HttpRequest,
    header: HandHeaderForm,
    asks: forms.BaseFormSet[AskForm],
    *,
    duplicates: AnyDuplicates | None = None,
    missing: Sequence[MissingField] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "header": header,
        "asks": asks,
        "duplicates": duplicates,
        "missing": missing,
        "allow_duplicate": "allow_duplicate" in request.POST,
        "known": known_values(),
    }
    return render(request, "entry/new.html", context, status=status)


def _entered(header: HandHeaderForm, asks: forms.BaseFormSet[AskForm]) -> tuple[HandWrittenAsk, ...] | None:
    """Return the asks that were filled in; None if something entered cannot be used."""
    if not header.is_valid() or not asks.is_valid():
        return None
    filled = tuple(ask for ask in (form.ask() for form in asks) if ask)
    if not filled and not items(header.cleaned_data["next_steps"] or ""):
        header.add_error(None, NO_ANSWER)
        return None
    return filled


def _draft(header: Mapping[str, Any], asks: tuple[HandWrittenAsk, ...], next_steps: tuple[str, ...]) -> HandWritten:
    number = header["doc_number"]
    return HandWritten(
        **{name: header[name] for name in COMPOSED_FIELDS},
        doc_number=number.printed if number else None,
        recommendations=asks,
        next_steps=next_steps,
    )


def _save(
    request: HttpRequest,
    entered: tuple[HandWrittenAsk, ...],
    header: HandHeaderForm,
    asks: forms.BaseFormSet[AskForm],
) -> HttpResponse:
    draft = _draft(header.cleaned_data, entered, items(header.cleaned_data["next_steps"] or ""))
    given = {name: header.cleaned_data[name] for name in HEADER_FIELDS if header.cleaned_data[name]}
    parsed, _ = correct(compose_letter(draft), given)
    reading = hand_written(parsed)
    form = LetterActionForm(request.POST)
    missing = asked_first(form, header.cleaned_data)
    if missing:
        return _show(request, header, asks, missing=missing, status=422)
    set_by_person = {*given, "recommendations", "letter_passages"}
    try:
        with saving("a letter written by hand"):
            letter = ingest_letter(
                reading,
                by=require_permission(MAY_ENTER, request),
                set_by_person=set_by_person,
                publish=form.action_name == "publish",
                allow_duplicate=form.cleaned_data["allow_duplicate"],
            )
    except PossibleDuplicateError as error:
        header = HandHeaderForm(request.POST, has_duplicates=True)
        return _show(request, header, asks, duplicates=error.duplicates, status=422)
    except NotSavedError as error:
        header.add_error(None, str(error))
        return _show(request, header, asks, status=error.status)
    messages.info(request, format_html('<a href="{}">再填写一份</a>', reverse("entry_new")))
    return show_saved(request, letter)
