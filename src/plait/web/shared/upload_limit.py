"""A limit on the size of what is uploaded that holds while it is still arriving."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from plait.files.limits import MAX_FILE_BYTES


class LimitedUpload(FileUploadHandler):
    """Keeps nothing of a file once a request brings more than Plait reads, so that no more reaches the disk.

    The rest of the file is skipped piece by piece. To stop the upload instead would make Django take what is
    left in one piece, and anybody could fill the memory: forms are read before anyone has signed in.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Count from nothing: each request has a handler of its own."""
        super().__init__(request)
        self._arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        """Count what arrives, over all files of the request, and hand it on."""
        del start  # begins anew with each file
        self._arrived += len(raw_data)
        if self._arrived > MAX_FILE_BYTES:
            if self.request is not None:
                self.request.META["plait.upload_was_cut"] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""
        del file_size


def was_cut(request: HttpRequest) -> bool:
    """Did this request bring more than Plait reads?"""
    return bool(request.META.get("plait.upload_was_cut"))
