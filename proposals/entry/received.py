"""One file that came to the desk: what became of it, and how the desk says so."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.urls import reverse

from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from kejiting.text.files import UnreadableFile
from proposals.entry.outcome import NOT_SAVED, desk_address, name_of
from proposals.models import ReplyLetter
from proposals.parsing import ANSWER_PARTS
from proposals.records import SameFileError

logger = logging.getLogger(__name__)

WHY = {"same_text": "正文相同", "same_number": "发文字号相同", "nearly_same_text": "正文相近"}


@dataclass(frozen=True, slots=True)
class Received:
    """`read`: kept as `letter` until a person looks at it; `known`: `letter` came from the same file; `failed`."""

    name: str
    status: Literal["read", "known", "failed"]
    letter: ReplyLetter | None = None
    error: str | None = None
    duplicates: Duplicates = field(default_factory=Duplicates)

    def as_json(self) -> dict[str, Any]:
        """What the desk's script shows in the file's row."""
        letter = self.letter
        parts = list(letter.passages.values_list("part", flat=True)) if letter else []
        return {
            "name": self.name,
            "status": self.status,
            "error": self.error,
            "title": name_of(letter) if letter else None,
            "url": desk_address(letter) if letter else None,
            "asks": letter.recommendations.count() if letter else 0,
            "passages": sum(part in ANSWER_PARTS for part in parts),
            "problems": len(letter.problems) if letter else 0,
            "twins": [
                {
                    "title": name_of(duplicate),
                    "why": why,
                    "compare_url": reverse("entry_compare", args=[letter.pk, duplicate.pk]),
                }
                for duplicate, why in reasons(self.duplicates)
            ]
            if letter
            else [],
        }


def receive(name: str, data: bytes, *, by: User) -> Received:
    """Read a file and keep it, or say why not; one bad file is no trouble to the next."""
    shown = short_name(name)
    try:
        reading = read_letter(name, data)
        duplicates = Duplicates.of(reading)
        if duplicates.same_file:
            return _known(shown, duplicates.same_file, reading.source.sha256)
        return Received(shown, "read", stage_letter(reading, by=by), duplicates=duplicates)
    except UnreadableFile as error:
        logger.info("%r could not be read: %s", name, error)
        return Received(shown, "failed", error=str(error))
    except SameFileError as error:
        return _known(shown, error.letter, None)
    except (OSError, DatabaseError):
        logger.exception("%r could not be saved", name)
        return Received(shown, "failed", error=NOT_SAVED)


def reasons(duplicates: Duplicates) -> list[tuple[ReplyLetter, str]]:
    """Each letter that may be the same once, with all that speaks for it."""
    return [
        (letter, "、".join(why for name, why in WHY.items() if getattr(duplicates, name) == letter))
        for letter in duplicates.letters
    ]


def _known(name: str, letter: ReplyLetter, sha256: str | None) -> Received:
    is_former = sha256 is not None and letter.source_sha256 != sha256
    said = "这份文件是库中一份答复的旧版，没有再存：" if is_former else "这份文件已经录入过，没有再存："
    return Received(name, "known", letter, error=said)
