"""What is suggested, whatever it was found by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# In the order in which they are shown
Kind = Literal["doc_number", "index_number", "number", "name", "topic", "indicator", "agency", "ask"]

MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is what may be asked for, `label` says what it is, `url` leads to it; None: it is to be searched for."""

    text: str
    kind: Kind
    label: str
    url: str | None
