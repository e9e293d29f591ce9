"""Read the text of a Word file (.docx, .docm, .dotx) with the numbers that Word makes as it shows a list."""

from __future__ import annotations

from itertools import islice

from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.body import WordBody
from kejiting.text.word.numbering import WordNumbering
from kejiting.text.word.package import BROKEN, MAX_LINES, NOT_WORD, TOO_LARGE, open_word
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below


def read_docx(data: bytes) -> str:
    """Return the body's text, a paragraph a line; of tables a field a line, or a row with tabs between its cells.

    Tracked changes are accepted; hidden text, notes, comments, headers and footers are left out. Raises
    `UnreadableFile` if the file is broken, hostile, no Word document or without text.
    """
    try:
        package = open_word(data)
        styles = Styles(package.styles)
        body = below(package.document, "body")
        if body is None:
            raise UnreadableFile(NOT_WORD)
        lines = list(islice(WordBody(styles, WordNumbering(package.numbering, styles)).lines(body), MAX_LINES + 1))
    except UnreadableFile:
        raise
    except Exception as error:
        # Damage shows anywhere in the zip or its XML, as whatever the damaged bytes lead to.
        raise UnreadableFile(BROKEN) from error
    if len(lines) > MAX_LINES:
        raise UnreadableFile(TOO_LARGE)
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableFile("这份 Word 文件里没有文字（可能只有图片），请上传带文字的 DOCX 或 PDF。")
    return text
