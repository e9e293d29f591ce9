"""The right to say which indicator figures belong to, to keep indicators, and to review discrepancies."""

from __future__ import annotations

MAY_ASSIGN = "measures.change_indicator"
