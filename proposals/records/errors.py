"""Say in Chinese why what was entered was not saved or published."""

from __future__ import annotations

from typing import Any

from kejiting.web.actions import ActionError
from proposals.models import EnteredModel


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
    """The very same file is in the base already, as what is `known`: a letter, a plan, a request."""

    def __init__(self, known: Any) -> None:
        super().__init__(f"这份文件已经录入过：{known}。", known)
        self.known = known
