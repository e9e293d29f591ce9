"""Two marks that readers put into a text."""

from __future__ import annotations

INDENT = "　　"
"""A paragraph begins here, however the file says so."""
LOST = "\ufffd"
"""Here stood a character that could not be read."""
