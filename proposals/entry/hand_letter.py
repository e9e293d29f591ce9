"""What a person entered by hand, as the composer takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proposals.parsing import HandWritten, HandWrittenAsk

_SAME_NAMES = (
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
)


def hand_written_draft(
    header: Mapping[str, Any], asks: tuple[HandWrittenAsk, ...], next_steps: tuple[str, ...]
) -> HandWritten:
    """`header` is the cleaned data of the header form, which requires the proposal's title."""
    number = header["doc_number"]
    return HandWritten(
        **{name: header[name] for name in _SAME_NAMES},
        proposal_title=header["proposal_title"],
        doc_number=number.printed if number else None,
        recommendations=asks,
        next_steps=next_steps,
    )
