"""What a page shows between its header and its footer, drawn once for all who enter in the same roles, and kept.

Pages are opened far more often than the record is written to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from plait.web.shared.access import TrustRequest


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page still to be drawn: its template, and what that prints."""

    template: str
    page: object


@dataclass(frozen=True, slots=True)
class _Middle:
    """What stands between header and footer, ready, and the template that draws those around it."""

    template: str
    html: str


DrawingOrFile = Drawing | HttpResponse


def kept_by_role(view: Callable[[TrustRequest], DrawingOrFile]) -> Callable[[TrustRequest], HttpResponse]:
    """Keep what `view` draws, for everybody of the same roles in the same trust, until anything it shows may change.

    Kept pages end with the next write to the record, with the next judging, and with the day. That they are nobody's
    own needs no care: the view is given a request that knows no person, only the roles. What a page shows of the
    person who looks stands in the frame around it, or the page is not kept. Files are made for who asks, and not kept.
    """
    name = f"{view.__module__}.{view.__qualname__}"

    @wraps(view)
    def shown(request: TrustRequest) -> HttpResponse:
        if request.method != "GET" or "format" in request.GET:
            answer = view(request)
            return _framed(request, _draw(answer)) if isinstance(answer, Drawing) else answer
        key = _key(name, request)
        middle = caches["pages"].get(key)
        if middle is None:
            answer = view(_of_nobody(request))
            if not isinstance(answer, Drawing):
                return answer
            middle = _draw(answer)
            caches["pages"].set(key, middle)
        return _framed(request, middle)

    return shown


def _key(name: str, request: TrustRequest) -> str:
    """Everything a page may depend on; the revision and the findings were read before anything else.

    Should the record change meanwhile, what is drawn is kept under the revision before, which nobody asks for again.
    """
    viewer, query = request.viewer, request.META.get("QUERY_STRING", "")
    of = (viewer.trust_id, viewer.trust_code, viewer.revision, viewer.findings_id, sorted(viewer.roles))
    return hashlib.sha256(repr((name, of, query, timezone.localdate())).encode()).hexdigest()


def _of_nobody(request: TrustRequest) -> TrustRequest:
    """The same question without who asks it: no user, no session, no cookie; of the viewer only the roles."""
    bare = TrustRequest()
    bare.method, bare.path, bare.GET = request.method, request.path, request.GET
    bare.viewer = request.viewer.by_role()
    return bare


def _draw(drawing: Drawing) -> _Middle:
    """The middle alone: without a request no token, nonce or message can come to stand in it."""
    return _Middle(
        drawing.template, render_to_string(drawing.template, {"page": drawing.page, "frame": "shared/middle.jinja"})
    )


def _framed(request: TrustRequest, middle: _Middle) -> HttpResponse:
    return render(request, middle.template, {"middle": Markup(middle.html)})  # noqa: S704 # drawn by the template
