"""The refusal that every reader of files shares."""

from __future__ import annotations


class UnreadableFile(Exception):
    """The file gives no text; the message is a Chinese sentence that says what to do about it."""


NO_TEXT_IN_PDF = "这份 PDF 里没有文字（可能是扫描件），请先用 OCR 转成带文字的 PDF 或 Word 后再上传。"
"""Of a PDF whose pages are pictures; OCR may still read it."""
