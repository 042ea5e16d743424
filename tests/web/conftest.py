"""Pages are drawn with the site's own stylesheets, of a small recorded trust for those who ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponseBase
from django.test import Client

from plait.engine.trust import Trust as WholeTrust
from plait.store import snapshot
from plait.store.models import Trust, User
from tests.assets import collected_assets
from tests.conftest import InScope, UserWithRole
from tests.registers import Site, make_site

__all__ = ["collected_assets"]


@pytest.fixture(autouse=True)
def _no_request_loads_a_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever page a test here opens or sends, it fails where the site would load a whole Trust to answer."""
    respond, load = BaseHandler.get_response, snapshot._trust
    open_requests: list[HttpRequest] = []

    def answer(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        open_requests.append(request)
        try:
            return respond(handler, request)
        finally:
            open_requests.pop()

    def load_outside_requests(*what: Any) -> WholeTrust:
        assert not open_requests, f"{open_requests[-1].path} loads a Trust"
        return load(*what)

    monkeypatch.setattr(BaseHandler, "get_response", answer)
    monkeypatch.setattr(snapshot, "_trust", load_outside_requests)


@pytest.fixture
def site(
    db: None,  # noqa: ARG001 - the database is what `db` opens
    trust: Trust,
    in_scope: InScope,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> Site:
    """PLA with five people, a service and a team."""
    user = user_with_role("PMO", trust)
    in_scope(trust, user=user)
    return make_site(trust, user, user_with_role, signed_in_as)
