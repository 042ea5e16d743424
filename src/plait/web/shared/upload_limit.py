"""A limit on the size of a file that holds while it is still arriving."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from plait.files.limits import MAX_FILE_BYTES


class LimitedUpload(FileUploadHandler):
    """Stops reading a file once it is larger than Plait reads, so that nothing larger reaches the disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what arrives and hand it on."""
        if start + len(raw_data) > MAX_FILE_BYTES:
            if self.request is not None:
                self.request.META["plait.upload_was_cut"] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""
        del file_size


def was_cut(request: HttpRequest) -> bool:
    """Was a file of this request larger than Plait reads?"""
    return bool(request.META.get("plait.upload_was_cut"))
