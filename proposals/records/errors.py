"""Why a letter was not saved; each says in Chinese what happened."""

from __future__ import annotations

from proposals.models import ReplyLetter


class LetterChangedError(Exception):
    """Someone else saved the letter in the meantime: nothing is overwritten."""

    def __init__(self, letter: ReplyLetter) -> None:
        super().__init__(f"《{letter}》刚才已被别人改过，您的改动没有保存。请重新打开，看过新的内容再改。")
        self.letter = letter


class SameFileError(Exception):
    """The very same file is in the base already."""

    def __init__(self, letter: ReplyLetter) -> None:
        super().__init__(f"这份文件已经录入过：{letter}。")
        self.letter = letter


class MarkingError(Exception):
    """What was asked for cannot be done with this letter; the message is a Chinese sentence for the person."""
