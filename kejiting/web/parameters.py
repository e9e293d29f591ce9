"""What an address or a button says where no form reads it: bounded, however it was made up.

A page with more than a page number, a name out of a closed list or one of these has a form.
"""

from __future__ import annotations

from django.http import QueryDict

# Of what is looked for in a list of the administration, in characters; a base refuses endless patterns
LONGEST_SEARCH = 200
# The largest id that a database gives; above it no query is needed to know the answer
MAX_ID = 2**63 - 1


def row_id(text: str) -> int | None:
    """Return the id of a row that the text is; None if it can be none."""
    is_digits = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_ID))
    return number if is_digits and (number := int(text)) <= MAX_ID else None


def words_of(parameters: QueryDict, name: str, most: int) -> str:
    """Return what was typed, without white space around it; what is longer than `most` characters is cut off."""
    return parameters.get(name, "").strip()[:most]
