"""The rights to say what is a promise, and what came of it."""

from __future__ import annotations

MAY_RULE = "measures.add_commitmentreview"
MAY_FOLLOW = "measures.add_commitmentstep"
