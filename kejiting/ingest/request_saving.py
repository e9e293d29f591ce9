"""The one door in for requests: upload, paste and command line all end here, as letters do in `saving`."""

from __future__ import annotations

from django.contrib.auth.models import User

from kejiting.ingest.originals import forget_original
from kejiting.ingest.reading import ParsedRequestUpload
from kejiting.ingest.saving import with_original
from proposals.models import Request
from proposals.records import Provenance, delete_request, save_request


def ingest_request(reading: ParsedRequestUpload, *, by: User | None) -> Request:
    """Save what was read, and the file. Raises SameFileError."""
    return with_original(
        lambda: save_request(reading.parsed, source=reading.source, by=by), reading.source, reading.data
    )


def discard_request(request: Request, *, expected_version: int | None) -> None:
    """Delete a request for good and its original file. Raises RowChangedError."""
    source = Provenance("", request.source_name, request.source_sha256)
    delete_request(request, expected_version=expected_version)
    forget_original(source)
