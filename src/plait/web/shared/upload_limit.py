"""A limit on what is uploaded, in bytes and in files, that holds while it is still arriving."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from plait.files.limits import MAX_FILE_BYTES, MAX_FILES


class LimitedUpload(FileUploadHandler):
    """Keeps nothing of a file once a request brings more than Plait reads, so that no more reaches the disk.

    Of the files, one more than Plait reads is kept, so that the page can tell. The rest is skipped piece by piece.
    To stop the upload instead would make Django take what is left in one piece, and anybody could fill the memory:
    forms are read before anyone has signed in.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Count from nothing: each request has a handler of its own."""
        super().__init__(request)
        self._arrived = 0
        self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count the files, and skip those that nobody reads."""
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > MAX_FILES + 1:
            raise SkipFile

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
