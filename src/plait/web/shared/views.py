"""Pages that belong to no subject: health, accessibility, and what to say when something is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from plait.engine.asking import UNKNOWN, whom_to_ask
from plait.engine.permissions import Viewer
from plait.web.shared.access import NotYours, public
from plait.web.shared.page import ConflictPage


@public
def health(_request: HttpRequest) -> HttpResponse:
    """Say whether this process answers and reaches its database."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "shared/accessibility.jinja")


def conflict(request: HttpRequest, page: ConflictPage) -> HttpResponse:
    """Someone else saved the record first; show both versions."""
    return render(request, "errors/409.jinja", {"page": page}, status=409)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read; only of too much at once is it told why, since the rest helps nobody who reads it."""
    page = {"is_too_much": isinstance(exception, TooManyFieldsSent | RequestDataTooBig)}
    return _bare(request, "errors/400.jinja", status=400, page=page)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page exists, but not for this role, and who can give the right it takes."""
    viewer = getattr(request, "viewer", None)
    action = exception.action if isinstance(exception, NotYours) else None
    ask = whom_to_ask(viewer, action) if isinstance(viewer, Viewer) and action is not None else UNKNOWN
    return render(request, "errors/403.jinja", {"page": {"ask": ask}}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: open too long, or sent from elsewhere."""
    del reason
    return render(request, "errors/403-form.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or not one the viewer may know of: the same words for both."""
    del exception  # its text would tell the two apart
    return render(request, "errors/404.jinja", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; drawn without touching the database, which may be what broke."""
    return _bare(request, "errors/500.jinja", status=500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Too many attempts in a short time."""
    return render(request, "errors/429.jinja", status=429)


def _bare(request: HttpRequest, template: str, *, status: int, page: Mapping[str, bool] | None = None) -> HttpResponse:
    """A page without the frame's trust and names, for when nothing about the request can be relied on."""
    return HttpResponse(get_template(template).render({"request": request, "page": page}), status=status)
