"""What surrounds every request: its id, and the headers that keep a page to itself."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

_current_id: ContextVar[str] = ContextVar("request_id", default="-")
_GIVEN_ID = re.compile(r"[0-9a-f-]{8,40}")  # an event keeps 40 characters of it

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}


def current_request_id() -> str:
    """The id of the request being answered, or a dash outside one."""
    return _current_id.get()


def request_id(get_response: Answer) -> Answer:
    """Give each request an id, say it in X-Request-ID and in every line of the log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        chosen = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = _current_id.set(chosen)
        try:
            response = get_response(request)
        finally:
            _current_id.reset(token)
        response["X-Request-ID"] = chosen
        return response

    return middleware


def security_headers(get_response: Answer) -> Answer:
    """Keep other sites from reading what Plait serves, and Plait from using devices it has no need of."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response

    return middleware


def never_stored(get_response: Answer) -> Answer:
    """No page is kept by a browser or a proxy; static files are answered before this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        return response

    return middleware


class RequestIdFilter(logging.Filter):
    """Adds the id of the request to each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True
