"""The refusal that every reader of files shares."""

from __future__ import annotations


class UnreadableFile(Exception):
    """The file gives no text; the message is a Chinese sentence that says what to do about it."""
