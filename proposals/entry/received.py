"""One file that came to a desk: what became of it, and how the desk says so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from kejiting.text.unreadable import UnreadableFile
from measures.models import Plan
from proposals.entry.arrival_forms import FilesForm, PasteForm
from proposals.entry.outcome import NotSavedError, desk_address, link_to, saving
from proposals.models import ReplyLetter
from proposals.parsing import ANSWER_PARTS
from proposals.records import SameFileError

logger = logging.getLogger(__name__)

KNOWN = "这份文件已经录入过，没有再存："
FORMER = "这份文件是库中一份答复的旧版，没有再存："


@dataclass(frozen=True, slots=True)
class Received:
    """`read`: kept as `document` until a person looks at it; `known`: `document` came from the same file; `failed`."""

    name: str
    status: Literal["read", "known", "failed"]
    document: ReplyLetter | Plan | None = None
    error: str | None = None
    duplicates: Duplicates[ReplyLetter] = field(default_factory=Duplicates)

    def as_json(self) -> dict[str, Any]:
        """What the desk's script shows in the file's row."""
        letter = self.document if isinstance(self.document, ReplyLetter) else None
        parts = list(letter.passages.values_list("part", flat=True)) if letter else []
        return {
            "name": self.name,
            "status": self.status,
            "error": self.error,
            "title": str(letter) if letter else None,
            "url": desk_address(letter) if letter else None,
            "asks": letter.recommendations.count() if letter else 0,
            "passages": sum(part in ANSWER_PARTS for part in parts),
            "problems": len(letter.problems) if letter else 0,
            "twins": [
                {
                    "title": str(duplicate),
                    "why": "、".join(reasons),
                    "compare_url": reverse("entry_compare", args=[letter.pk, duplicate.pk]),
                }
                for duplicate, reasons in self.duplicates.reasons
            ]
            if letter
            else [],
        }


def receive(name: str, data: bytes, *, by: User) -> Received:
    """Read a letter's file and keep it, or say why not."""

    def keep(shown: str) -> Received:
        reading = read_letter(name, data)
        duplicates = Duplicates.of(reading)
        try:
            return Received(shown, "read", stage_letter(reading, by=by), duplicates=duplicates)
        except SameFileError as error:
            is_former = error.known.source_sha256 != reading.source.sha256
            return Received(shown, "known", error.known, FORMER if is_former else KNOWN)

    return kept_or_refused(name, keep, by=by)


def kept_or_refused(name: str, keep: Callable[[str], Received], *, by: User) -> Received:
    """Keep what came, by the name that is shown, or say why not; one bad file is no trouble to the next."""
    shown = short_name(name)
    try:
        with saving("a file"):
            return keep(shown)
    except UnreadableFile as error:
        logger.info("a file could not be read, of user %s: %s", by.pk, error)
        return Received(shown, "failed", error=str(error))
    except NotSavedError as error:
        return Received(shown, "failed", error=str(error))


def answer_arrivals(
    request: HttpRequest, form: FilesForm | PasteForm, received: Sequence[Received], desk: str
) -> HttpResponse | None:
    """One that was read is shown; of several, each is named at the desk; what failed is told at the form, to be shown again."""
    for one in received:
        if one.status == "failed":
            form.add_error(None, f"{one.name}：{one.error}" if len(received) > 1 else one.error or "")
    match received:
        case [Received(status="read", document=(ReplyLetter() | Plan()) as document)]:
            return redirect(desk_address(document))
    for one in received:
        if one.document and one.status == "known":
            messages.error(request, link_to(one.error or "", one.document))
        elif one.document:
            doubt = "（库中可能已有）" if one.duplicates else ""
            messages.success(request, link_to(f"{one.name} 已读出{doubt}，请核对：", one.document))
    return None if form.errors else redirect(desk)
