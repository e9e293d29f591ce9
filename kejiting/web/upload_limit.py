"""Of an uploaded file no more is stored than is needed to see that it is too large."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler

from kejiting.text.files import MAX_FILE_BYTES


class SizeLimitedUploadHandler(FileUploadHandler):
    """Comes first: it lets pieces through to those that store them; the rest is read, so that the answer arrives."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_FILE_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """The file is made by those who store it."""
