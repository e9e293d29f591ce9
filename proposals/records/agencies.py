"""Whose letters are in the base."""

from __future__ import annotations

from kejiting.runtime.sql import rows

# From one agency to the next by the index of agencies, so that no letter is read
_AGENCIES = """WITH RECURSIVE known(agency) AS (
    SELECT min(agency) FROM proposals_replyletter
    UNION ALL SELECT (SELECT min(l.agency) FROM proposals_replyletter l WHERE l.agency > known.agency) FROM known
    WHERE known.agency IS NOT NULL)
SELECT agency FROM known WHERE agency IS NOT NULL LIMIT %s"""


def agencies_of_letters(most: int) -> list[str]:
    """Return so many at the most, in their order, whether their letters are published or not; one query."""
    return [agency for (agency,) in rows(_AGENCIES, [most])]
