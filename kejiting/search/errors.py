"""What can go wrong at the door of the index."""

from __future__ import annotations


class IndexUnavailable(Exception):
    """The index is missing, damaged or of another version: whoever holds the documents rebuilds it."""


class IndexLocked(Exception):
    """Another process is writing (an update waited in vain) or rebuilding already."""
