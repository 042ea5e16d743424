"""What somebody who means harm sends, and what becomes of it."""

from __future__ import annotations

import tracemalloc

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from plait.web.shared.upload_limit import was_cut

MEGABYTE = 1_000_000
FILE = b'--cut\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n\r\n'
FIELD = b'\r\n--cut\r\nContent-Disposition: form-data; name="after"\r\n\r\nread\r\n--cut--\r\n'


class LongLine:
    """The body of a request: a head, many letters without a line end, a tail; made as it is read."""

    def __init__(self, head: bytes, count: int, tail: bytes) -> None:
        self._head, self._count, self._tail = head, count, tail
        self.size = len(head) + count + len(tail)

    def read(self, size: int = -1) -> bytes:
        """At most so many of the next bytes."""
        if self._head:
            found, self._head = self._head[:size], self._head[size:]
        elif self._count:
            found = b"A" * min(size, self._count)
            self._count -= len(found)
        else:
            found, self._tail = self._tail[:size], self._tail[size:]
        return found

    readline = read  # nothing ends the line


def bringing(body: LongLine) -> WSGIRequest:
    """A request that brings this body."""
    made = RequestFactory().post("/account/login/", content_type="multipart/form-data; boundary=cut")
    return WSGIRequest({**made.META, "CONTENT_LENGTH": str(body.size), "wsgi.input": body})


def test_a_body_of_any_size_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", MEGABYTE)
    request = bringing(LongLine(FILE % (b"file", b"a.csv"), 60 * MEGABYTE, FIELD))
    tracemalloc.start()
    try:
        assert request.POST.dict() == {"after": "read"}
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert was_cut(request)
    assert most < 10 * MEGABYTE


def test_many_files_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", 100)
    files = [FILE % (name, name) + b"x" * 60 + b"\r\n" for name in (b"one", b"two", b"three")]
    body = b"".join(files)
    request = bringing(LongLine(body, 0, FIELD))
    assert list(request.FILES) == ["one"]
    assert was_cut(request)


def test_files_within_the_limit_are_kept() -> None:
    body = b"".join(FILE % (name, name) + b"x" * 60 + b"\r\n" for name in (b"one", b"two"))
    request = bringing(LongLine(body, 0, FIELD))
    assert list(request.FILES) == ["one", "two"]
    assert not was_cut(request)
