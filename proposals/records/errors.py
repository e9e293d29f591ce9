"""Say in Chinese why a letter was not changed."""

from __future__ import annotations

from kejiting.web.actions import ActionError
from proposals.models import EnteredModel, ReplyLetter


class LetterChangedError(ActionError):
    """Someone else saved the letter in the meantime: nothing is overwritten."""

    def __init__(self, letter: ReplyLetter) -> None:
        super().__init__(f"《{letter}》刚才已被别人改过，您的改动没有保存。请重新打开，看过新的内容再改。", letter)


class NotLookedAtError(ActionError):
    """The letter or plan was read by OCR, and nobody has held it against its original."""

    def __init__(self, document: EnteredModel) -> None:
        super().__init__(
            f"《{document}》由文字识别读入，还没有核对，没有发布。请在本页对照原件核对后再发布。", document
        )


class OwnLetterError(ActionError):
    """Who entered a letter or a plan does not publish it, where the setting wants two persons."""

    def __init__(self, document: EnteredModel) -> None:
        super().__init__(f"《{document}》是您录入的，按本单位的设置要由另一个人发布，没有发布。", document)


class SameFileError(ActionError):
    """The very same file is in the base already."""

    def __init__(self, letter: ReplyLetter) -> None:
        super().__init__(f"这份文件已经录入过：{letter}。", letter)
        self.letter = letter


def expect_version(letter: ReplyLetter, expected_version: int | None) -> None:
    """Raise LetterChangedError if `letter` is not as the person saw it; None: nobody saw a page of it."""
    if expected_version not in (None, letter.version):
        raise LetterChangedError(letter)
