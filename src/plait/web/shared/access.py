"""Who may open a page: the trust in the address, the viewer's live access to it, the permission a view declares."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import wraps
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.access import entered
from plait.store.scope import scoped
from plait.web.shared.page import Link
from plait.web.shared.shell import Place, short_role

# Says who was refused what, by number: names stay out of the log.
_log = logging.getLogger("plait.access")
_OF_A_TRUST = re.compile(r"/t/(?P<code>[^/]+)/")

P = ParamSpec("P")
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])


class TrustRequest(HttpRequest):
    """A request whose address names a trust, from somebody who may enter it."""

    viewer: Viewer
    place: Place
    beside: Link
    """A word to the viewer alone, above a page that may be kept for others; most requests have none."""


class NotYours(PermissionDenied):
    """Refused for want of a right; `action` is which, where one right alone would do."""

    def __init__(self, action: Action | None) -> None:
        super().__init__()
        self.action = action


class Open(Enum):
    """What a view may declare in place of a permission."""

    PUBLIC = "anybody"
    SIGNED_IN = "anybody who has signed in, whatever their trusts"


def needs(
    action: Action,
) -> Callable[[Callable[Concatenate[TrustRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Declare what a view of a trust needs, and refuse whoever lacks it.

    The view finds the viewer at `request.viewer`; the `code` of its address is taken out of its arguments.
    How far the permission reaches is for the view's page to ask: `scope_of`, `reaches`.
    """

    def declare(view: Callable[Concatenate[TrustRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: TrustRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not scope_of(request.viewer, action):
                refuse(request, f"needs {action.name}", action)
            kwargs.pop("code", None)
            return view(request, *args, **kwargs)

        return _declared(guarded, action)

    return declare


def public(view: AnyView) -> AnyView:
    """Declare a view open to anybody, signed in or not."""
    return login_not_required(_declared(view, Open.PUBLIC))


def signed_in(view: AnyView) -> AnyView:
    """Declare a view of no trust, open to anybody who has signed in."""
    return _declared(view, Open.SIGNED_IN)


def permission_of(view: Callable[..., object]) -> Action | Open | None:
    """What a view declares; None for one that declares nothing and is therefore refused to all."""
    declared = getattr(view, "permission", None)
    return declared if isinstance(declared, Action | Open) else None


class TrustAccess:
    """Middleware: finds the trust of the address and the viewer's access to it, and keeps row security to it.

    A trust one may not enter answers exactly as one that does not exist. The scope is set before the view
    runs and cleared when it has answered, or failed; a streamed answer sets it again while it streams.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404  # the database takes no such text, so nothing is called so
        match = _OF_A_TRUST.match(request.path_info)
        if match is None or not request.user.is_authenticated:
            return self.get_response(request)
        with entered(request.user.pk, match["code"], timezone.localdate()) as viewer:
            if viewer is None:
                _log.warning("refused: user %s has no access to the trust of %r", request.user.pk, request.path_info)
                raise Http404
            place = Place(viewer.trust_code, viewer.trust_name, is_invented=viewer.is_invented, role=short_role(viewer))
            request.__dict__.update(viewer=viewer, place=place)
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _streamed(viewer, iter(response))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: list[Any], _kwargs: dict[str, Any]
    ) -> None:
        """Refuse a view that declares nothing: what nobody thought about is closed."""
        if permission_of(view) is None:
            refuse(request, f"{getattr(view, '__qualname__', view)} declares no permission")


def _declared(view: AnyView, permission: Action | Open) -> AnyView:
    view.__dict__["permission"] = permission
    return view


def refuse(request: HttpRequest, why: str, action: Action | None = None) -> NoReturn:
    """Answer that this is not for the viewer, and say so in the log; `why` names nobody.

    `action` is the right they lack, so that the page can say whom to ask for it.
    """
    _log.warning("refused: user %s, %s %r %s", request.user.pk, request.method, request.path_info, why)
    raise NotYours(action)


def _streamed(viewer: Viewer, content: Iterable[bytes]) -> Iterator[bytes]:
    with scoped(user_id=viewer.user_id, trust_ids=[viewer.trust_id]):
        yield from content
