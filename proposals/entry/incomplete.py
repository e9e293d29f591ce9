"""What a letter lacks that ought to be asked about before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proposals.entry.action_forms import LetterActionForm
from proposals.entry.header_form import HeaderForm
from proposals.models import ReplyLetter
from proposals.pages.field_labels import printed_header

# By these a letter is cited and found again
_ASKED = ("written_on", "doc_number", "number", "agency")
# What stands behind the colon of the button that publishes nevertheless
NEVERTHELESS = "nevertheless"


@dataclass(frozen=True, slots=True)
class MissingField:
    name: str

    @property
    def label(self) -> str:
        return str(HeaderForm.base_fields[self.name].label)


def asked_first(form: LetterActionForm, header: Mapping[str, Any]) -> tuple[MissingField, ...]:
    """Return what the pressed button has to be asked about: it publishes, and nobody has said “nevertheless” yet."""
    return _missing_in(header) if form.action_name == "publish" and form.target != NEVERTHELESS else ()


def missing_of(letter: ReplyLetter) -> tuple[MissingField, ...]:
    return _missing_in(printed_header(letter))


def _missing_in(header: Mapping[str, Any]) -> tuple[MissingField, ...]:
    return tuple(MissingField(name) for name in _ASKED if not header.get(name))
